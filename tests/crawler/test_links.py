"""Addresses are repaired as browsers repair them."""

import pytest

from audits.store.tree import tree_of
from crawler.links import bare_host, join, links, page_like


def found(html, url="http://a.org/dir/page.html"):
    return links(tree_of(html).root, url)


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("b.html", "http://a.org/dir/b.html"),
        (" b c.html ", "http://a.org/dir/b%20c.html"),
        ("..\\img\\b.html", "http://a.org/img/b.html"),
        ("'b.html'", "http://a.org/dir/b.html"),
        ("b\n.html", "http://a.org/dir/b.html"),
        ("www.example.org/x", "http://www.example.org/x"),
        ("//example.org/x", "http://example.org/x"),
        ("?page=2", "http://a.org/dir/page.html?page=2"),
        ("#top", ""),
        ("mailto:a@b.org", ""),
        ("javascript:void(0)", ""),
        ("file:///D:/web/index.htm", ""),
        ("http://[", ""),
        ("", ""),
        ("HTTP:b.html", "http://a.org/dir/b.html"),
        ("b.html#part", "http://a.org/dir/b.html"),
    ],
)
def test_join(href, target):
    assert join("http://a.org/dir/page.html", href) == target


def test_everything_that_leads_somewhere():
    page = found(
        "<base href='/base/'><a href=a.html>a</a><map><area href=b.html></map><iframe src=c.html></iframe>"
        "<meta http-equiv=refresh content='5; URL=\"d.html\"'><script>window.location.href = 'e.html';</script>"
        "<link rel=alternate type=application/rss+xml href=/feed>"
    )
    assert page.pages == ("http://a.org/base/a.html", "http://a.org/base/b.html")
    assert page.frames == ("http://a.org/base/c.html",)
    assert page.refresh == "http://a.org/base/d.html"
    assert page.scripted == ("http://a.org/base/e.html",)
    assert page.feeds == ("http://a.org/feed",)


def test_framesets():
    assert found("<frameset cols='20%,*'><frame src=menu.htm><frame src=main.htm></frameset>").frames == (
        "http://a.org/dir/menu.htm",
        "http://a.org/dir/main.htm",
    )


def test_a_page_of_too_many_links_is_cut():
    assert len(found("".join(f"<a href={n}.html>x</a>" for n in range(20_000))).pages) == 5000


def test_files_are_no_pages():
    assert page_like("http://a.org/x.php?a=b.pdf")
    assert page_like("http://a.org/v1.2/about")
    assert not page_like("http://a.org/programme.PDF")


@pytest.mark.parametrize("url", ["http://[::1/", "http://a.org:99999/", "http://a.org:club/", "not an address", ""])
def test_hosts_of_broken_addresses_are_no_hosts(url):
    assert bare_host(url) == ""


def test_hosts():
    assert bare_host("https://www.A.org:443/x") == "a.org"
    assert bare_host("http://a.org:8080/") == "a.org:8080"
