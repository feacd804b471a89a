"""A walk over a site that is only described: what is asked for, in which order, and how it ends."""

import asyncio
from datetime import UTC, datetime

import pytest

from audits.store.records import Fetch
from crawler.walk import Budget, Walk

MOMENT = datetime(2026, 6, 1, tzinfo=UTC)


def page(*links, text=""):
    return (
        200,
        {"Content-Type": "text/html"},
        f"<title>x</title><p>{text}" + "".join(f"<a href='{link}'>x</a>" for link in links),
    )


def walked(site, listed="http://a.org/", within="", **budget):
    """Walk a described site: path or address → (status, headers, body) or the name of a failure."""
    asked = []

    async def ask(url, kind, via=""):
        asked.append(url)
        answer = site.get(url, site.get(url.removeprefix("http://a.org"), (404, {"Content-Type": "text/html"}, "no")))
        if isinstance(answer, str):
            return Fetch(url, kind, MOMENT, failure=answer)
        status, headers, body = answer
        raw = body.encode()
        return Fetch(url, kind, MOMENT, status, tuple(headers.items()), raw, len(raw), via=via)

    written = []
    walk = Walk(listed, ask, written.append, Budget(**budget), within=within)
    notes = asyncio.run(walk.run())
    return asked, written, notes


def test_home_first_then_near_pages():
    site = {"/": page("/a", "/b"), "/a": page("/c"), "/b": page(), "/c": page()}
    asked, _, notes = walked(site)
    pages = [
        url.removeprefix("http://a.org")
        for url in asked
        if not any(word in url for word in ("frontline-", "sitemap", "favicon"))
    ]
    assert pages == ["/", "/a", "/b", "/c"]
    assert notes["cut"] == ""
    assert notes["pages"] == 4


def test_nothing_is_asked_for_twice():
    site = {"/": page("/a", "/a#x", "a", "http://www.a.org/a", "https://a.org/a"), "/a": page("/")}
    asked, _, _ = walked(site)
    assert sum(url.endswith("/a") for url in asked) == 1
    assert asked.count("http://a.org/") == 1


@pytest.mark.parametrize(
    ("location", "failure"),
    [
        ("/", "redirect_loop"),
        ("ftp://a.org/", "redirect_refused"),
        ("file:///etc/passwd", "redirect_refused"),
        ("javascript:1", "redirect_refused"),
    ],
)
def test_bad_redirects_are_named(location, failure):
    _, written, _ = walked({"/": (301, {"Location": location}, "")})
    assert failure in {fetch.failure for fetch in written}


def test_a_chain_of_redirects_ends():
    site = {f"/{n}": (302, {"Location": f"/{n + 1}"}, "") for n in range(50)} | {"/": (302, {"Location": "/0"}, "")}
    asked, written, _ = walked(site)
    assert "too_many_redirects" in {fetch.failure for fetch in written}
    assert len(asked) < 15


@pytest.mark.parametrize(
    ("target", "moved"),
    [
        ("https://a.org/", False), ("http://www.a.org/", False), ("http://new.a.org/", False), ("http://other.example/", True),
        ("http://a.org.evil.example/", True),
    ],
)  # fmt: skip
def test_moved_or_only_at_home(target, moved):
    _, _, notes = walked({"/": (301, {"Location": target}, ""), target: page(text="here")})
    assert ("moved_to" in notes) is moved
    assert notes["pages"] == (0 if moved else 1)


def test_the_other_scheme_and_www_are_tried():
    asked, _, notes = walked({"http://a.org/": "connection_refused", "https://a.org/": page()})
    assert notes["home"] == "https://a.org/"
    asked, _, notes = walked(
        {"http://a.org/": "dns_not_found", "https://a.org/": "dns_not_found", "http://www.a.org/": page()}
    )
    assert notes["home"] == "http://www.a.org/"
    assert len(asked) >= 3


def test_a_missing_front_page_is_looked_for():
    _, _, notes = walked({"/default.htm": page("/a"), "/a": page()})
    assert notes["home"] == "http://a.org/default.htm"
    assert notes["front_page_missing"] == "http://a.org/"


def test_the_same_page_everywhere_ends_the_walk():
    site = {"/": page(*[f"/{n}" for n in range(40)])} | {f"/{n}": page(text="same") for n in range(40)}
    asked, _, notes = walked(site)
    assert notes["same_everywhere"]
    assert len(asked) < 20


def test_sites_on_one_host_are_kept_apart():
    site = {"/one/": page("/one/a", "/two/", "/"), "/one/a": page(), "/two/": page(), "/": page()}
    asked, _, _ = walked(site, "http://a.org/one/", within="/one/")
    assert "http://a.org/two/" not in asked
    assert "http://a.org/one/a" in asked


def test_budget_of_pages_is_exact():
    site = {"/": page(*[f"/{chr(97 + n)}" for n in range(20)])} | {
        f"/{chr(97 + n)}": page(text=str(n)) for n in range(20)
    }
    _, written, notes = walked(site, pages=7)
    assert notes["cut"] == "pages_budget"
    assert sum(fetch.kind == "page" for fetch in written) == 7


def test_frames_refreshes_and_scripts_lead_on():
    frames = 200, {"Content-Type": "text/html"}, "<frameset><frame src=menu.htm><frame src=main.htm></frameset>"
    refresh = 200, {"Content-Type": "text/html"}, "<meta http-equiv=refresh content='0;url=/next.htm'>"
    script = 200, {"Content-Type": "text/html"}, "<script>location.replace('/last.htm')</script>"
    asked, _, _ = walked(
        {"/": frames, "/menu.htm": refresh, "/main.htm": page(), "/next.htm": script, "/last.htm": page()}
    )
    assert {"http://a.org/last.htm", "http://a.org/next.htm", "http://a.org/main.htm"} <= set(asked)
