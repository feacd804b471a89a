"""A phone's choice of what to load, from HTML and style sheets alone."""

import lxml.html
import pytest

from audits.store.media_query import PHONE, Device, matches
from audits.store.subresources import (
    WIDE,
    Reference,
    candidates,
    image_choice,
    letters_of,
    sheet_references,
    source_size,
    subresources,
)
from audits.store.tree import tree_of

PAGE = "https://example.org/club/index.html"
ADAPTS = '<meta name="viewport" content="width=device-width">'


def loads(html: str) -> dict[str, Reference]:
    found = subresources(tree_of(html).root, PAGE)
    return {one.url.removeprefix("https://example.org"): one for one in found if one.kind != "icon"}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="a.png">', ["/club/a.png"]),
        ('<base href="/pics/"><img src="a.png">', ["/pics/a.png"]),
        ('<img src="data:image/png;base64,AAAA">', []),
        ('<img src="">', []),
        ('<img srcset="a.png 1x, b.png 2x, c.png 3x" src="d.png">', ["/club/b.png"]),
        (ADAPTS + '<img srcset="s.png 400w, m.png 800w, l.png 1600w">', ["/club/m.png"]),
        (ADAPTS + '<img srcset="s.png 400w, m.png 800w" sizes="(max-width:600px) 50vw, 100vw">', ["/club/s.png"]),
        (ADAPTS + '<img srcset="s.png 400w, l.png 1600w" sizes="calc(100vw - 40px)">', ["/club/l.png"]),
        (
            '<picture><source type="image/jxl" srcset="a.jxl"><source type="image/webp" srcset="a.webp"><img src="a.png"></picture>',
            ["/club/a.webp"],
        ),
        (
            ADAPTS + '<picture><source media="(min-width:700px)" srcset="big.png"><img src="a.png"></picture>',
            ["/club/a.png"],
        ),
        ('<p>x</p><noscript><img src="a.png"></noscript>', []),
        ('<template><img src="a.png"></template>', []),
        ('<table background="bg.gif"><tr><td background="td.gif">', ["/club/bg.gif", "/club/td.gif"]),
        ("<p style=\"background: url('p.png') no-repeat\">", ["/club/p.png"]),
        ("<style>p{background:url(p.png)} @media print{p{background:url(q.png)}}</style>", ["/club/p.png"]),
        ('<embed src="menu.swf">', []),
        ('<object data="x.swf" type="application/x-shockwave-flash"><img src="a.gif"></object>', ["/club/a.gif"]),
        ('<input type="image" src="go.gif"><input src="no.gif">', ["/club/go.gif"]),
        ('<video poster="p.jpg" src="v.mp4" preload="none"></video>', ["/club/p.jpg"]),
        ('<video><source src="a.avi" type="video/x-msvideo"><source src="v.mp4"></video>', ["/club/v.mp4"]),
        ('<script type="text/template" src="t.html"></script><script src="a.js"></script>', ["/club/a.js"]),
        ('<script type="module" src="m.js"></script><script nomodule src="old.js"></script>', ["/club/m.js"]),
        ('<link rel="preload" as="font" href="f.woff2"><link rel="canonical" href="/">', ["/club/f.woff2"]),
        ('<iframe srcdoc="<p>x" src="f.html"></iframe><iframe src="about:blank"></iframe>', []),
        ('<frameset><frame src="menu.htm"><frame src="main.htm"></frameset>', ["/club/menu.htm", "/club/main.htm"]),
    ],
)
def test_what_is_loaded(html: str, expected: list[str]):
    assert list(loads(html)) == expected


def test_how_it_is_loaded():
    found = loads(
        '<link rel="stylesheet" href="a.css"><link rel="stylesheet" href="p.css" media="print">'
        '<script src="a.js"></script><script src="b.js" defer></script><body><script src="c.js"></script>'
        '<img src="one.png" loading="lazy"><img src="two.png" loading="lazy"><img src="two.png">'
    )
    assert found["/club/a.css"].blocking
    assert found["/club/p.css"].deferred
    assert not found["/club/p.css"].blocking
    assert found["/club/a.js"].blocking
    assert not found["/club/b.js"].blocking
    assert not found["/club/c.js"].blocking
    assert found["/club/one.png"].lazy
    assert not found["/club/two.png"].lazy, "also shown at once"


def test_icon_is_the_named_one_or_the_usual():
    assert [one.url for one in subresources(tree_of("<p>").root, PAGE)] == ["https://example.org/favicon.ico"]
    named = subresources(tree_of('<link rel="shortcut icon" href="i.png">').root, PAGE)
    assert [one.url for one in named] == ["https://example.org/club/i.png"]


def test_sheet_parts():
    css = """
    @import "more.css" screen; @import url(print.css) print;
    @font-face{font-family:F; src:url(f.eot); src:url(f.eot?#iefix) format('embedded-opentype'), url(f.woff2) format('woff2'), url(f.ttf)}
    @font-face{font-family:C; src:url(c.woff2); unicode-range:U+0400-04FF}
    @font-face{font-family:D; src:url(data:font/woff2;base64,AAAA) format('woff2'), url(d.woff)}
    @font-face{font-family:L; src:local('L'), url(l.svg) format('svg')}
    p{background:url(../p.png)} @media (min-width:800px){p{background:url(wide.png)}} @media print{p{background:url(no.png)}}
    """
    found = {one.url: one for one in sheet_references(css, "https://example.org/css/site.css")}
    assert list(found) == [
        "https://example.org/css/more.css",
        "https://example.org/css/print.css",
        "https://example.org/css/f.woff2",
        "https://example.org/p.png",
        "https://example.org/css/wide.png",
    ]
    assert found["https://example.org/css/more.css"].blocking
    assert found["https://example.org/css/print.css"].deferred
    phone_only = [one.url for one in sheet_references(css, "https://example.org/css/site.css", (PHONE,))]
    assert "https://example.org/css/wide.png" not in phone_only
    cyrillic = sheet_references(css, "https://example.org/css/site.css", letters="Ж")
    assert any(one.url.endswith("c.woff2") for one in cyrillic)


def test_srcset_text():
    assert candidates("a.png, b.png 2x") == [("a.png", ""), ("b.png", "2x")]
    assert candidates("a,b.png 100w,c.png 200w") == [("a,b.png", "100w"), ("c.png", "200w")]
    assert candidates(" ,, ") == []


def test_sizes():
    assert source_size("(min-width: 500px) 300px, 50vw", PHONE) == 206
    assert source_size("(min-width: 500px) 300px, 50vw", WIDE) == 300
    assert source_size("nonsense", PHONE) == 412


def test_image_inside_an_unclosed_source():
    # libxml2 does not know that `source` is empty and puts what follows inside it.
    root = lxml.html.document_fromstring(
        '<picture><source srcset="a.webp" type="image/webp"><img src="a.png"></picture>'
    )
    image = next(root.iter("img"))
    assert image.getparent().tag == "source"
    assert image_choice(image, PAGE) == "https://example.org/club/a.webp"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", True), ("screen", True), ("print", False), ("not print", True), ("only screen and (max-width: 600px)", True),
        ("(min-width: 30em)", False), ("(400px <= width < 500px)", True), ("(hover: none) and (pointer: coarse)", True),
        ("print, (orientation: portrait)", True), ("(min-resolution: 1.5dppx)", True), ("(-webkit-min-device-pixel-ratio: 2)", False),
        ("((min-width: 100px) or (min-width: 9000px))", True), ("not (min-width: 600px)", True), ("(nonsense: 1)", False),
        ("not (nonsense: 1)", False), ("handheld", False), ("(prefers-color-scheme: dark)", False), ("(", False), ("and", False),
    ],
)  # fmt: skip
def test_media_queries(query: str, expected: bool):
    assert matches(query, PHONE) is expected


def test_media_queries_know_the_device():
    assert matches("(min-width: 900px)", Device(980, 1957, 1.75, 412))
    assert matches("(max-device-width: 480px)", Device(980, 1957, 1.75, 412))


def test_pictures_of_a_noscript_in_the_head_are_not_asked_for():
    pixel = '<noscript><img height="1" src="https://t.example/p.gif"></noscript>'
    found = loads(f'<head><title>x</title>{pixel}<link rel="stylesheet" href="a.css"></head><img src="b.png"><p>x')
    assert list(found) == ["/club/a.css", "/club/b.png"]
    assert list(loads('<head><noscript><link rel="stylesheet" href="n.css"></noscript></head><img src="b.png">')) == [
        "/club/b.png"
    ]
    assert list(loads("<head><title>x</title></head><img src='b.png'>")) == ["/club/b.png"]


def test_letters_choose_the_parts_of_a_font():
    style = """<style>
    @font-face{font-family:F;src:url(latin.woff2);unicode-range:U+0000-00FF}
    @font-face{font-family:F;src:url(welsh.woff2);unicode-range:U+0100-02AF,U+1E00-1EFF}
    @font-face{font-family:F;src:url(greek.woff2);unicode-range:U+0370-03FF}
    </style>"""
    assert set(loads(style + "<p>Clwb ieuenctid y dŵr")) == {"/club/latin.woff2", "/club/welsh.woff2"}
    assert set(loads(style + "<p>Youth club")) == {"/club/latin.woff2"}
    assert letters_of(tree_of("<p>A &#373; &euro; b").root) == "a\u0175\u20ac"


def test_how_urgent_a_part_is():
    found = loads(
        """<head><link rel="stylesheet" href="a.css"><script src="a.js"></script><link rel="stylesheet" href="b.css">
        <script src="c.js" async></script></head><img src="a.png" width="99" height="100"><img src="b.png" width="400" height="100">
        <img srcset="c.png 400w, d.png 900w" width="50" height="50"><script src="d.js"></script>"""
    )
    assert {url for url, one in found.items() if one.awaited} == {"/club/a.css", "/club/a.js"}
    assert {url for url, one in found.items() if one.minor} == {"/club/c.js", "/club/a.png"}


def test_an_icon_that_is_a_picture_of_the_page_too_is_a_picture():
    found = subresources(tree_of('<link rel="icon" href="a.png"><img src="a.png">').root, PAGE)
    assert [(one.url.rpartition("/")[2], one.kind) for one in found] == [("a.png", "image")]


def test_a_font_knows_how_many_further_files_it_names():
    style = "<style>@font-face{font-family:F;src:url(a.eot),url(a.woff2),url(a.woff),url(a.svg)}</style><p>x"
    assert loads(style)["/club/a.woff2"].tries == 1
