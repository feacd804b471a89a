"""Certificates, cookies, forms, addresses and consent, in the cases that examples cannot hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from audits.derived.consent import consent_signs
from audits.derived.emails import email_elements, personal_addresses
from audits.derived.inside import inside
from audits.derived.personal_forms import form_facts
from audits.derived.third_parties import entity, third_parties
from audits.model import SiteExample
from audits.safety.certificate import certificate
from audits.safety.cookies import cookies, purpose
from audits.safety.policies import policies
from audits.safety.safeguarding import safeguarding
from audits.specimen import example_visit, page_of
from audits.standards import table

PAGE = "<!doctype html><html><head><title>Club</title></head><body><p>Welcome.</p></body></html>"


def visit(notes=None, url="https://example.org/", page=PAGE):
    made = example_visit(SiteExample({url: page}, None))
    return replace(made, notes=notes or {}, memo={})


@pytest.mark.parametrize(
    ("tls", "told"),
    [
        ({"version": "TLSv1.3", "days_left": 60, "problem": ""}, "good"),
        ({"version": "TLSv1.3", "days_left": 14, "problem": ""}, "good"),
        ({"version": "TLSv1.3", "days_left": 13, "problem": ""}, "soon"),
        ({"version": "TLSv1.2", "days_left": -3, "problem": "expired"}, "expired"),
        ({"problem": "self_signed"}, "self_signed"),
        ({"problem": "wrong_name"}, "wrong_name"),
        ({"problem": "too_old"}, "too_old"),
        ({"version": "TLSv1.1", "days_left": 60, "problem": ""}, "too_old"),
        ({"problem": "error"}, "error"),
    ],
)
def test_certificate(tls, told):
    outcome = certificate.run(visit({"tls": tls}))
    assert outcome.value == told
    assert bool(outcome.findings) is (told != "good")


def test_certificate_counts_days_from_the_visit():
    made = visit()
    end = (made.fetched_at + timedelta(days=40, hours=1)).isoformat()
    outcome = certificate.run(visit({"tls": {"version": "TLSv1.3", "not_after": end, "problem": ""}}))
    assert outcome.value == "good" and outcome.facts["certificate_days"] == 40


def test_no_https_is_no_bad_certificate():
    assert certificate.run(visit({"tls": {"problem": "error"}}, "http://example.org/")).kind == "not_applicable"
    assert certificate.run(visit({"tls": {}})).kind == "cannot_tell"
    assert certificate.run(visit({"tls": {"version": "TLSv1.3", "not_after": "soon"}})).kind == "cannot_tell"


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("PHPSESSID", "needed"), ("ASPSESSIONIDQQCRTQBD", "needed"), ("wordpress_test_cookie", "needed"), ("__cf_bm", "needed"),
        ("XSRF-TOKEN", "needed"), ("_ga", "following"), ("_ga_ABC123", "following"), ("_fbp", "following"),
        ("VISITOR_INFO1_LIVE", "following"), ("_pk_id.1.ab", "following"), ("fr", "following"), ("friend", "unknown"),
        ("sidebar", "unknown"), ("colour", "unknown"), ("hsstyle", "unknown"),
    ],
)  # fmt: skip
def test_what_cookies_are_for(name, use):
    assert purpose(name) == use


def test_every_cookie_line_counts():
    made = visit()
    fetch = made.fetches[0]
    lines = (*fetch.headers, ("Set-Cookie", "_ga=1"), ("set-cookie", "_gid=2; path=/"), ("Set-Cookie", "PHPSESSID=3"))
    two = replace(made, fetches=(replace(fetch, headers=lines),), memo={})
    outcome = cookies.run(two)
    assert outcome.value == 2 and outcome.facts["cookies"] == 3


def addresses(html):
    return sorted(address for address, _ in email_elements(page_of(f"<html><body>{html}</body></html>")))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="MAILTO:Jo@Club.org.uk?subject=x">write</a>', ["jo@club.org.uk"]),
        ('<a href="mailto:a@club.org.uk,b@club.org.uk">both</a>', ["a@club.org.uk", "b@club.org.uk"]),
        ('<a href="mailto:a@club.org.uk">a@club.org.uk</a>', ["a@club.org.uk"]),
        ("<p>Write to <b>x</b> jo.b@club.co.uk.</p>", ["jo.b@club.co.uk"]),
        ("<p>me@example.com, you@domain.com, logo@2x.png</p>", []),
        ("<p>@clubname on Instagram, 5 @ 3 pounds</p>", []),
        ("<script>'a@club.org.uk'</script><style>@media print{}</style>", []),
        ('<a href="mailto:%6Ao@club.org.uk">hidden</a>', ["jo@club.org.uk"]),
    ],
)
def test_email(html, found):
    assert addresses(html) == found


def test_roles_are_no_persons():
    page = page_of("<p>info@c.org.uk secretary@c.org.uk jo.smith@c.org.uk scoutleader@c.org.uk webmaster@c.org.uk</p>")
    assert personal_addresses(page) == ("jo.smith@c.org.uk",)


@pytest.mark.parametrize(
    "address",
    [
        "segreteria@c.it", "presidente@c.es", "accueil@c.fr", "bestuur@c.nl", "leder@c.no", "kansli@c.se", "toimisto@c.fi", "hufiec@c.pl",
        "stammesfuehrung@c.de", "swyddfa@c.wales", "1stmillbrook@c.uk", "millbrookscouts@freemail.example.uk", "the.otters.2@otters-club.org.uk",
    ],
)  # fmt: skip
def test_more_roles_and_organisations(address):
    assert personal_addresses(page_of(f"<p>{address}</p>", url="https://www.theotters.org.uk/")) == ()


@pytest.mark.parametrize(
    "address", ["tom_w84@c.uk", "petra.huber@c.de", "j.churchill@c.uk", "mariarossi@c.it", "dombrowski@c.pl"]
)
def test_persons(address):
    assert personal_addresses(page_of(f"<p>{address}</p>")) == (address,)


def forms(html, url="https://example.org/"):
    return form_facts(page_of(f"<html><body>{html}</body></html>", url=url))


def test_forms():
    mail = '<input type="email" name="m">'
    assert forms(f'<form action="/s">{mail}</form>') == (("https://example.org/s", "own", True, False, False),)
    assert forms(f'<form action="https://f.example.net/s">{mail}</form>')[0][1:3] == ("other", True)
    assert forms(f'<form action="mailto:a@b.org">{mail}</form>')[0][1] == "mail"
    assert forms(f"<form>{mail}</form>", "http://example.org/")[0][2] is False
    assert forms('<form><input name="q"><input type="submit"></form>') == ()
    assert forms('<form method="post"><select><option>1</select></form>') == ()
    assert forms('<form><input type="password"></form>')[0][3] is True
    assert forms('<form><input type="file"></form>')[0][4] is True
    assert forms(f"<form>{mail}</form>", "http://127.0.0.1:8000/")[0][2] is True


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://localhost/", True), ("http://127.0.2.9:81/", True), ("http://[::1]/", True), ("http://192.168.1.4/", True),
        ("http://club.test/", True), ("http://club.org.uk/", False), ("http://8.8.8.8/", False), ("http://[", False), ("", False),
    ],
)  # fmt: skip
def test_inside(url, told):
    assert inside(url) is told


@pytest.mark.parametrize(
    ("host", "category"),
    [
        ("www.google-analytics.com", "analytics"), ("connect.facebook.net", "social"), ("www.googletagmanager.com", "tag-manager"),
        ("securepubads.g.doubleclick.net", "ad"), ("fonts.googleapis.com", "cdn"), ("cdn.cookielaw.org", "consent-provider"),
        ("yui.yahooapis.com", "cdn"),
    ],
)  # fmt: skip
def test_entities(host, category):
    assert entity(host)[1] == category


def test_the_snapshot_of_entities_is_whole():
    known = table("third_party_web.json")
    assert len(known["entities"]) > 2000 and known["licence"].startswith("MIT") and known["date"]
    assert entity("club.example") is None


def test_own_hosts_and_mentions_are_no_third_parties():
    html = (
        '<script src="https://static.example.org/a.js"></script><script src="/b.js"></script>'
        "<script>var help = 'https://developer.mozilla.org/x'; s.src = 'https://www.google-analytics.com/analytics.js'</script>"
    )
    assert [party.host for party in third_parties(page_of(f"<html>{html}</html>"))] == ["www.google-analytics.com"]


@pytest.mark.parametrize(
    ("html", "tools"),
    [
        ('<script src="https://cdn.cookielaw.org/scripttemplates/otSDKStub.js"></script>', True),
        ('<div id="cookie-law-info-bar"></div>', True),
        ('<div class="cc-window cc-banner">Cookies</div>', True),
        ('<script>tarteaucitron.init({"privacyUrl": ""});</script>', True),
        ("<script>window.cookieconsent.initialise({});</script>", True),
        ('<script type="application/json">{"eu_cookie_compliance":{"popup_enabled":true}}</script>', True),
        ("<script>var page = 'our cookie consent policy';</script>", False),
        ('<div class="cookie-recipe">Bake them</div>', False),
    ],
)
def test_consent(html, tools):
    assert bool(consent_signs(page_of(f"<html><body>{html}</body></html>"))) is tools


def test_a_dead_policy_link_is_told():
    outcome = policies.run(example_visit(SiteExample({"/": '<html><a href="/privacy">Privacy</a></html>'}, None)))
    assert outcome.facts["policy_privacy"] is True
    assert outcome.facts["policy_privacy_url"] == "https://example.org/privacy"


def test_the_safeguarding_list_names_pages():
    html = '<html><body><a href="mailto:jo.smith@club.org.uk">Jo</a><a href="g.html">Guestbook</a></body></html>'
    outcome = safeguarding.run(example_visit(SiteExample({"/": html}, None)))
    assert {finding.url for finding in outcome.findings} == {"https://example.org/"}
    assert outcome.value == len(outcome.findings) == 5
    assert all(finding.level == "review" for finding in outcome.findings)


def test_the_moment_of_examples():
    assert visit().fetched_at == datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "script",
    [
        "x.src = (secure ? 'https://ssl' : 'http://www') + '.google-analytics.com/ga.js';",
        "var h = (secure ? 'https://ssl.' : 'http://www.'); document.write(unescape(\"%3Cscript src='\" + h + \"google-analytics.com/ga.js'\"));",
    ],
)
def test_a_host_put_together_from_parts_is_a_tracker(script):
    found = third_parties(page_of(f"<p>Boats</p><script>{script}</script>"))
    assert [(party.name, party.tracks) for party in found] == [("Google Analytics", True)]
