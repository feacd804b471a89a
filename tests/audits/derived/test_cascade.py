"""The cascade answers as browsers do: order, specificity, importance, inheritance, media, quirks, broken sheets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.derived.cascade import cascade
from audits.model import Answer
from audits.specimen import page_of

PHONE = '<meta name="viewport" content="width=device-width">'


def style(css: str, body: str, prop: str, head: str = PHONE, doctype: str = "<!doctype html>", **files: str) -> str:
    page = page_of(f"{doctype}<html><head>{head}<style>{css}</style></head><body>{body}</body></html>", files=files)
    return cascade(page).value(page.ids["t"][0], prop)


@pytest.mark.parametrize(
    ("css", "body", "prop", "expected"),
    [
        ("p{color:red} p{color:blue}", "<p id=t>", "color", "blue"),
        ("#t{color:red} p{color:blue}", "<p id=t>", "color", "red"),
        ("p{color:red!important} #t{color:blue}", "<p id=t style='color:green'>", "color", "red"),
        ("p{color:red!important}", "<p id=t style='color:green!important'>", "color", "green"),
        ("div p{color:red}", "<div><p id=t></div>", "color", "red"),
        ("div > p{color:red}", "<div><b><i><span id=t></span></i></b></div>", "color", "#000000"),
        (".a + .b{color:red}", "<p class=a></p><p class=b id=t>", "color", "red"),
        (".a ~ .b{color:red}", "<p class=a></p><p></p><p class='c b' id=t>", "color", "red"),
        ("li:nth-child(2n+1){color:red}", "<ul><li><li><li id=t></ul>", "color", "red"),
        ("li:not(.x):last-child{color:red}", "<ul><li><li id=t></ul>", "color", "red"),
        (":is(h1,h2) b{color:red}", "<h2><b id=t>x</b></h2>", "color", "red"),
        ("div:has(> b){color:red}", "<div id=t><b></b></div>", "color", "red"),
        ("[type=TEXT]{color:red}", "<input id=t type=text>", "color", "red"),
        ("a:hover{color:red}", "<a id=t href=x>", "color", "#0000ee"),
        ("p::before{color:red}", "<p id=t>", "color", "#000000"),
        ("p, a::-webkit-thing{color:red}", "<p id=t>", "color", "red"),
        ("p, a::-moz-thing{color:red}", "<p id=t>", "color", "#000000"),
        ("body{font-size:20px} p{font-size:1.5em} b{font-size:50%}", "<p><b id=t>", "font-size", "15px"),
        ("html{font-size:10px} p{font-size:1.4rem}", "<p id=t>", "font-size", "14px"),
        ("p{font:italic bold 12px/1.5 Arial, sans-serif}", "<p id=t>", "line-height", "1.5"),
        ("p{font:italic bold 12px/1.5 Arial, sans-serif}", "<p id=t>", "font-weight", "700"),
        ("div{line-height:150%;font-size:20px} p{font-size:10px}", "<div><p id=t>", "line-height", "30px"),
        ("p{background:url(a.png) no-repeat #fff}", "<p id=t>", "background-color", "#fff"),
        ("p{background:url(a.png) no-repeat #fff}", "<p id=t>", "background-image", "url(a.png)"),
        ("p{background-color:red;background:none}", "<p id=t>", "background-color", "transparent"),
        ("p{width:50px\\9}", "<p id=t>", "width", "auto"),
        ("p{width:50px;*width:40px;_width:30px}", "<p id=t>", "width", "50px"),
        ("p{width:500}", "<p id=t>", "width", "auto"),
        ("p{overflow:hidden scroll}", "<p id=t>", "overflow-y", "scroll"),
        ("@media print{p{color:red}}", "<p id=t>", "color", "#000000"),
        ("@media (max-width:600px){p{color:red}}", "<p id=t>", "color", "red"),
        ("@media (min-width:600px){p{color:red}}", "<p id=t>", "color", "#000000"),
        ("@supports (display:grid){p{color:red}}", "<p id=t>", "color", "red"),
        ("@layer a,b;@layer b{p{color:red}}@layer a{#t{color:blue}}", "<p id=t>", "color", "red"),
        ("@layer a{#t{color:blue}} p{color:red}", "<p id=t>", "color", "red"),
        (":root{--c:red} p{color:var(--c)}", "<p id=t>", "color", "red"),
        ("p{color:var(--c, blue)}", "<p id=t>", "color", "blue"),
        (":root{--a:var(--b);--b:var(--a)} p{color:var(--a)}", "<p id=t>", "color", "#000000"),
        (":root{--m:4px 8px} p{margin:var(--m)}", "<p id=t>", "margin-left", "8px"),
        (".x{& b{color:red}}", "<p class=x><b id=t>", "color", "red"),
        (".x{color:blue;@media screen{color:red}}", "<p class=x id=t>", "color", "red"),
        ("*{box-sizing:inherit} html{box-sizing:border-box}", "<p id=t>", "box-sizing", "border-box"),
        ("p{text-decoration-line:underline}", "<p id=t>", "text-decoration", "underline"),
        ("p{color:nonsense;}", "<p id=t>", "color", "#000000"),
        ("p{color:red} p{color:inherit} body{color:green}", "<p id=t>", "color", "green"),
        ("p{color:red;;}} b{color:blue}", "<p id=t>", "color", "red"),
        ("", "<p id=t hidden>", "display", "none"),
        ("", "<h1 id=t>", "font-size", "32px"),
        ("", "<table><tr><td id=t bgcolor=ffff00>", "background-color", "#ffff00"),
        ("", "<font id=t color=red size=+2>", "font-size", "24px"),
        ("td{background-color:white}", "<table><tr><td id=t bgcolor=red>", "background-color", "white"),
        ("", "<table><tr><td id=t align=right>", "text-align", "right"),
        ("", "<img id=t width=760>", "width", "760px"),
        ("img{max-width:100%}", "<img id=t width=760>", "max-width", "100%"),
    ],
)
def test_value(css: str, body: str, prop: str, expected: str):
    assert style(css, body, prop) == expected


def test_quirks_mode_takes_units_and_case_lightly():
    assert style("P.Head{width:500}", "<p class=HEAD id=t>", "width", doctype="") == "500px"
    assert style(".head{color:red}", "<p class=HEAD id=t>", "color", doctype="") == "red"
    assert style(".head{color:red}", "<p class=HEAD id=t>", "color") == "#000000"
    assert style("p{color:336699}", "<p id=t>", "color", doctype="") == "#336699"


def test_without_viewport_a_phone_lays_out_as_if_980_wide():
    css = "@media (max-width:600px){p{color:red}}"
    assert style(css, "<p id=t>", "color", head="") == "#000000"


def test_linked_and_imported_sheets_in_order():
    page = page_of(
        '<html><head><link rel=stylesheet href="/css/a.css"><link rel=stylesheet media=print href=p.css>'
        "<link rel='alternate stylesheet' title=x href=no.css></head><body><p id=t>",
        files={
            "/css/a.css": "@import url(b.css); @import 'print.css' print; p{color:red}",
            "/css/b.css": "p{color:blue;width:10px}",
        },
    )
    found = cascade(page)
    element = page.ids["t"][0]
    assert found.value(element, "color") == "red"
    assert found.px(element, "width") == 10
    assert found.complete, "only sheets that do not apply are missing"
    assert [sheet.url for sheet in found.sheets] == ["https://example.org/css/b.css", "https://example.org/css/a.css"]


def test_missing_is_not_broken():
    html = '<link rel=stylesheet href="https://cdn.example/x.css"><p id=t>'
    assert cascade(page_of(html)).missing == ("https://cdn.example/x.css",)
    answered = page_of(html, files={"https://cdn.example/x.css": Answer("Not here", status=404)})
    assert cascade(answered).complete
    page = page_of(
        html, files={"https://cdn.example/x.css": Answer("p{color:red}", headers={"content-type": "text/html"})}
    )
    assert cascade(page).value(page.ids["t"][0], "color") == "#000000"


def test_deep_pages_do_not_break_it():
    page = page_of("<style>div{font-size:1.0001em}*{box-sizing:inherit}</style>" + "<div>" * 1000 + "<p id=t>x")
    found = cascade(page)
    assert found.px(page.ids["t"][0], "font-size") == pytest.approx(17.68, abs=0.1)
    assert found.value(page.ids["t"][0], "box-sizing") == "content-box"
    assert not found.hidden(page.ids["t"][0])


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="{}()[];:@!#.,*>+~\"'\\/-&= \nabmpx019%év", max_size=120), st.text(max_size=60))
def test_broken_css_never_raises(css: str, inline: str):
    page = page_of("<p id=t class=a>x")
    page.ids["t"][0].set(
        "style", inline.replace("\0", "").encode("utf-8", "ignore").decode() if inline.isprintable() else ""
    )
    page = page_of(f"<style>{css}</style><p id=t class=a style='color:red'>x</p>")
    if "t" in page.ids:
        found = cascade(page)
        for prop in ("color", "width", "font-size", "display", "line-height"):
            assert isinstance(found.value(page.ids["t"][0], prop), str)
