"""Links say where they lead, what they say and where they stand."""

import pytest

from audits.derived.links import link_elements, links
from audits.specimen import page_of

PAGE = """<!doctype html><html lang="en"><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>
<body><header><nav><a href="about.html">About</a></nav><a href="/">Home</a></header>
<main><a href="http://www.example.org/a b">same host</a><a href="https://other.example.net/"><img src="x" alt="Friends"></a>
<a href="#">#</a><a href="mailto:club@example.org">Write</a><a name="top">no link</a><a href="http://[bad">bad</a>
<article><header><a href="/one">One</a></header></article>
<map><area href="camp.html" alt="Camp"></map><iframe src="//maps.example.net/x" title="Map"></iframe></main>
<div class="site-footer"><nav><a href="/imprint">Imprint</a></nav></div>
<div id="navmenu"><a href="/x">x</a></div><div class="unavailable"><a href="/y">y</a></div></body></html>"""


def found():
    return {link.text or link.href: link for link in links(page_of(PAGE, "https://example.org/club/"))}


def test_where_a_link_leads():
    by = found()
    assert by["About"].url == "https://example.org/club/about.html" and by["About"].own
    assert by["same host"].own and " " not in by["same host"].url
    assert not by["Friends"].own and by["Friends"].host == "other.example.net"
    assert by["Write"].scheme == "mailto" and by["Write"].host == "" and not by["Write"].own
    assert by["bad"].url == "" and by["bad"].href == "http://[bad"
    assert by["#"].href == "#"
    assert "no link" not in by


def test_what_makes_it():
    by = found()
    assert by["Camp"].kind == "area" and by["Camp"].url == "https://example.org/club/camp.html"
    assert by["Map"].kind == "iframe"
    assert by["/feed.xml"].kind == "link" and "rss" in by["/feed.xml"].type and by["/feed.xml"].rel == "alternate"


def test_where_it_stands():
    by = found()
    assert (by["About"].part, by["Home"].part, by["Imprint"].part) == ("nav", "header", "footer")
    assert (by["One"].part, by["x"].part, by["y"].part, by["same host"].part) == ("", "nav", "", "")


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("https://www.google.com/url?q=https%3A%2F%2Fclub.example.net%2Fa%3Fb%3D1&sa=D", "https://club.example.net/a?b=1"),
        ("https://www.google.co.uk/url?sa=t&url=http://club.example.net/", "http://club.example.net/"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fclub.example.net%2F&h=AT0", "https://club.example.net/"),
        ("https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fclub.example.net&data=05", "https://club.example.net"),
        ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"),
        ("https://www.google.com/maps?q=http://x", "https://www.google.com/maps?q=http://x"),
    ],
)  # fmt: skip
def test_links_through_a_page_of_leaving(href, leads):
    assert links(page_of(f'<a href="{href}">A</a>'))[0].url == leads


def test_base_counts():
    page = page_of('<html><head><base href="https://cdn.example.net/"></head><body><a href="a">A</a></body></html>')
    assert links(page)[0].url == "https://cdn.example.net/a" and not links(page)[0].own


def test_the_plain_layer_survives_the_tree():
    page = page_of(PAGE)
    assert len(link_elements(page)) == len(links(page))
    page.release((links,))
    page.__dict__["parsed"] = None
    assert links(page)[0].text == "About"
