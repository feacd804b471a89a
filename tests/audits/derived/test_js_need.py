"""What needs scripts is told apart from what only uses them."""

import pytest

from audits.derived.js_need import script_need
from audits.specimen import page_of

WORDS = "<p>We meet every Friday evening in the village hall, and new members are welcome at any time of the year.</p>"
LINKS = '<a href="a.html">A</a><a href="b.html">B</a>'
SRC = '<script src="/main.js"></script>'

YES = [
    f'{SRC}<div id="root"></div>',
    '<app-root></app-root><script src="main.js" type="module"></script>',
    f'<noscript>You need to enable JavaScript to run this app.</noscript><div id="main"></div>{SRC}',
    f"<noscript>Bitte aktivieren Sie JavaScript: ohne JavaScript geht hier nichts.</noscript>{SRC}",
    f"{SRC}",
    f'<div id="__next"><div></div></div>{SRC}',
]
PARTIAL = [
    f'<div id="navbar"></div>{WORDS}{SRC}',
    f"<header></header>{WORDS}{SRC}",
    f'<div id="m"></div>{WORDS}<script>$(function(){{ $("#m").load("menu.html"); }})</script>',
    f"{WORDS}{LINKS}<div w3-include-html='foot.html'></div><script>w3.includeHTML()</script>",
    f"<style>body {{ opacity: 0; transition: opacity 1s }}</style>{WORDS}{LINKS}{SRC}",
    f'<body style="visibility:hidden">{WORDS}{LINKS}{SRC}',
    f'{WORDS}{LINKS}<ul id="news-list"></ul><script>document.getElementById("news-list").innerHTML = load()</script>',
    "<script>location.href = 'home.html'</script>",
    f"{WORDS}<script>document.write('<ul><li><a href=\"a.html\">A</a></ul>')</script>",
]
NO = [
    WORDS,
    f"{WORDS}{SRC}",
    f'{WORDS}{LINKS}{SRC}<noscript><img src="https://stats.example/p.gif" alt=""></noscript>',
    f'<a href="home.html"><img src="splash.jpg" alt="Enter"></a>{SRC}',
    '<img src="only.jpg" alt=""><script>var a = 1</script>',
    '<div id="root"></div>',
    f'<nav id="menu">{LINKS}</nav>{WORDS}{SRC}',
    f"<style>.lightbox, .menu ul {{ display: none }} @media print {{ body {{ display: none }} }}</style>{WORDS}{SRC}{LINKS}",
    f"<style>body {{ opacity: 0 }}</style><noscript><style>body {{ opacity: 1 }}</style></noscript>{WORDS}{LINKS}{SRC}",
    f'{WORDS}{LINKS}<div id="map"></div><script>L.map("map"); document.getElementById("map").innerHTML = ""</script>',
    '<script type="application/ld+json">{"@type": "Organization"}</script>',
    f'<div id="clear"></div>{WORDS}{LINKS}<script>x.append(1)</script>',
]


def need(body, **more):
    return script_need(
        page_of(f"<!doctype html><html><head><title>Club</title></head><body>{body}</body></html>", **more)
    )


@pytest.mark.parametrize("body", YES)
def test_yes(body):
    assert need(body).need == "yes", need(body)


@pytest.mark.parametrize("body", PARTIAL)
def test_partial(body):
    assert need(body).need == "partial", need(body)


@pytest.mark.parametrize("body", NO)
def test_no(body):
    assert need(body).need == "no", need(body)


def test_a_frameset_needs_none():
    assert script_need(page_of(f"<html><head>{SRC}</head><frameset><frame src=a></frameset></html>")).need == "no"


def test_linked_styles_and_scripts_are_read():
    hides = {"/s.css": "html,\nbody{margin:0;opacity:0}"}
    assert need(f'<link rel="stylesheet" href="/s.css">{WORDS}{LINKS}{SRC}', files=hides).need == "partial"
    fills = {"/main.js": 'document.getElementById("event-list").innerHTML = rows'}
    assert need(f'{WORDS}{LINKS}<div id="event-list"></div>{SRC}', files=fills).need == "partial"
    assert need(f'{WORDS}{LINKS}<div id="event-list"><p>Fair</p></div>{SRC}', files=fills).need == "no"


def test_animation_hides_only_where_its_style_is_there():
    blocks = "".join(f'<section data-aos="fade-up">{WORDS}</section>' for _ in range(4))
    page = f'<link rel="stylesheet" href="/aos.css">{blocks}{LINKS}{SRC}'
    assert need(page, files={"/aos.css": "[data-aos^=fade]{opacity:0}"}).need == "partial"
    assert need(page).need == "no"
