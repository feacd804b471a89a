"""Whose a linked profile is: the organisation's, its parent body's, a site maker's, somebody else's, or nobody's."""

import pytest

from audits.derived.profiles import presence
from audits.model import SiteExample
from audits.specimen import example_visit

TEXT = "<p>Our club meets in the hut by the river every week. All are welcome, so bring a friend and come along.</p>"


def found(pages, url="https://riverclub.example.org"):
    return presence(example_visit(SiteExample({path: f"<html><head><title>River Club</title></head><body>{TEXT}{body}</body></html>" for path, body in pages.items()}, None, url=url)))  # fmt: skip


def handles(profiles):
    return sorted(profile.handle for profile in profiles)


OWN = {
    "footer": '<footer><a href="https://facebook.com/somethingelse">Facebook</a></footer>',
    "icon": '<a href="https://instagram.com/abc123"><i class="icon"></i></a>',
    "words that invite": '<p>Follow us <a href="https://x.com/abc123">here</a></p>',
    "named alike": '<p>Many of our <a href="https://vimeo.com/riverclub">films of the camps</a> are there.</p>',
    "plugin": '<div class="fb-page" data-href="https://www.facebook.com/abc123"></div>',
    "plugin frame": '<iframe src="https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Fabc123"></iframe>',
    "on a click": '<img src="f.png" alt="Facebook" onclick="window.location=\'https://www.facebook.com/abc123\'">',
    "image map": '<map><area href="https://www.facebook.com/abc123" alt="Facebook"></map>',
}


@pytest.mark.parametrize("body", OWN.values(), ids=OWN)
def test_own(body):
    assert len(found({"/": body}).own) == 1


def test_agency_beside_its_name_is_not_own():
    site = found(
        {
            "/": '<footer><p>Website by <a href="https://www.facebook.com/pixelpeople">Pixel People</a></p><p><a href="https://www.facebook.com/theboats">Facebook</a></p></footer>'
        }
    )
    assert handles(site.own) == ["theboats"] and handles(site.maker) == ["pixelpeople"]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.facebook.com/wix",
        "https://twitter.com/SBootstrap",
        "https://www.instagram.com/yourusername",
        "https://www.facebook.com/facebook",
    ],
)
def test_makers_and_placeholders_are_nobodys(address):
    site = found({"/": f'<footer><a href="{address}">Follow us</a></footer>'})
    assert site.own == () and site.networks == ()


def test_the_parent_body_is_told_apart():
    site = found({"/": '<footer><a href="https://www.facebook.com/scoutassociation">Facebook</a></footer>'})
    assert site.own == () and handles(site.parent) == ["scoutassociation"]


def test_a_list_of_friends_is_not_own():
    links = "".join(
        f'<li><a href="https://www.facebook.com/friend{n}">The friends of number {n}</a></li>' for n in range(6)
    )
    site = found({"/": '<a href="https://www.facebook.com/boats">Facebook</a>', "/links": f"<ul>{links}</ul>"})
    assert handles(site.own) == ["boats"] and len(site.other) == 6


def test_friends_named_on_the_front_page_are_not_own():
    links = '<a href="https://www.facebook.com/townpolice">Town Police</a><a href="https://twitter.com/HelplineUK">Helpline</a>'
    site = found({"/": f'{links}<a href="https://www.instagram.com/boats">our pictures</a>'})
    assert handles(site.own) == ["boats"] and len(site.other) == 2


@pytest.mark.parametrize("text", ["@oarsmen_ec", "oarsmen_ec", "Tweets by oarsmen_ec"])
def test_an_account_given_as_one_gives_ones_own(text):
    assert handles(found({"/": f'<a href="https://twitter.com/oarsmen_ec">{text}</a>'}).own) == ["oarsmen_ec"]


def test_one_pupil_on_a_deep_page_is_not_own():
    site = found(
        {
            "/": "<p>Hello</p>",
            "/pupils": '<p>She plays in a band: <a href="https://myspace.com/annaplays">Anna Plays the Flute</a></p>',
        }
    )
    assert site.own == () and handles(site.other) == ["annaplays"]


@pytest.mark.parametrize("href", ["#", "", "javascript:void(0)", "https://www.facebook.com/", "https://facebook.com"])
def test_icons_that_lead_nowhere(href):
    site = found({"/": f'<a href="{href}"><i class="fab fa-facebook-f"></i></a>'})
    assert site.own == () and [title for title, _ in site.nowhere] == ["Facebook"]


def test_share_links_and_posts_are_no_profiles():
    site = found(
        {
            "/": '<a href="https://www.facebook.com/sharer.php?u=x">Share</a><a href="https://www.youtube.com/watch?v=1">Film</a><a href="https://wa.me/441632960123">Message us</a>'
        }
    )
    assert site.own == () and site.other == ()


def test_where_and_how_often():
    body = '<header><a href="https://www.facebook.com/riverclub">f</a></header>'
    (profile,) = found({"/": body, "/a": body, "/b": "<p>no</p>"}).own
    assert len(profile.pages) == 2 and profile.parts == {"header"}
