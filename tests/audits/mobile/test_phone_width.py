"""How wide a page comes out on a phone, against widths that Chromium 150 gave for the same pages."""

import pytest

from audits.derived.phone_width import phone_fit, wide_elements
from audits.model import Answer
from audits.specimen import page_of

PHONE = '<!doctype html><meta name="viewport" content="width=device-width">'
BIG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (900).to_bytes(4, "big") + (300).to_bytes(4, "big")
WORDS = "The club meets every Tuesday evening in the old school hall. " * 3


@pytest.mark.parametrize(
    ("css", "body", "width"),
    [
        ("", f"<p>{WORDS}", 412),
        ("#w{width:960px}", f"<div id=w>{WORDS}</div>", 968),
        ("#w{width:960px;max-width:100%}", f"<div id=w>{WORDS}</div>", 412),
        ("", f'<table width="760"><tr><td>{WORDS}', 768),
        ("", f'<table><tr><td width="400">{WORDS}<td width="400">{WORDS}', 412),
        ("table{max-width:100%}", f"<table><tr><td nowrap>{'Wide words here ' * 6}", 0),
        ("", '<img src="big.png">', 908),
        ("img{max-width:100%;height:auto}", '<img src="big.png">', 412),
        ("", '<table width="100%"><tr><td><img src="big.png">', 914),
        (".r{display:flex} .k{flex:0 0 250px;margin:10px}", f"<div class=r>{'<div class=k>Card</div>' * 3}</div>", 808),
        (
            ".r{display:flex} .k{width:250px;margin:10px}",
            f"<div class=r>{f'<div class=k>{WORDS}</div>' * 3}</div>",
            412,
        ),
        (
            ".g{display:grid;grid-template-columns:repeat(3,300px);gap:20px}",
            f"<div class=g>{'<div>x</div>' * 3}</div>",
            948,
        ),
        (
            ".g{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr))}",
            f"<div class=g>{'<div>x</div>' * 3}</div>",
            412,
        ),
        ("#b{position:absolute;left:500px;width:200px}", "<div id=b>x</div>", 700),
        ("#b{position:absolute;right:-300px;width:280px}", "<div id=b>x</div>", 712),
        ("#b{position:fixed;right:-300px;width:280px}", "<div id=b>x</div>", 412),
        ("#b{position:absolute;left:-9999px}", "<div id=b>x</div>", 412),
        ("#o{overflow:auto} #w{width:900px}", "<div id=o><div id=w>x</div></div>", 412),
        ("html,body{overflow-x:hidden} #w{width:900px}", "<div id=w>x</div>", 412),
        ("@media(max-width:600px){#w{display:none}} #w{width:900px}", "<div id=w>x</div>", 412),
        ("body{margin:0} #w{width:100%;padding:0 30px}", "<div id=w>x</div>", 472),
        ("*{box-sizing:border-box} body{margin:0} #w{width:100%;padding:0 30px}", "<div id=w>x</div>", 412),
        ("", "<iframe width=560 height=315></iframe>", 572),
    ],
)
def test_width(css: str, body: str, width: int):
    page = page_of(
        f"{PHONE}<style>{css}</style>{body}", files={"/big.png": Answer(BIG, headers={"content-type": "image/png"})}
    )
    fit = phone_fit(page)
    if width:
        assert fit.width == pytest.approx(width, abs=1)
    else:
        assert not fit.fits, "a table is never narrower than its words"


def test_the_innermost_culprits_are_named():
    page = page_of(f'{PHONE}<div><div><table id=t width="760"><tr><td>x</table></div></div><p>Words')
    assert [element.get("id") for element, _ in wide_elements(page)] == ["t"]


def test_deep_and_wide_pages_end():
    page = page_of(PHONE + "<div style='padding:1px'>" * 900 + "x")
    assert phone_fit(page).width >= 412
    cells = "<table><tr>" + "<td colspan=1000 rowspan=1000>x</td>" * 30
    assert phone_fit(page_of(PHONE + cells)).width >= 412
