"""No page, however broken or large, makes a habit audit raise, or take more than its share of time."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.judgement import attempt
from audits.registry import page_audits
from audits.specimen import page_of
from tests.growth import assert_in_proportion, cpu_seconds

AUDITS = [audit for audit in page_audits() if audit.card.category == "accessibility"]

PIECES = [
    "<a href='#'>here</a>", "<a href='http://[x'>PDF</a>", "<a href='a.pdf' target=_blank>x", "</a>", "<a href=''>»</a>",
    "<img src='data:,' alt='.'>", "<img src='spacer.gif' width='x' height='1'>", "<img alt='\U0001f600'>", "<img usemap>",
    "<table><tr><td colspan=99999 rowspan=-1>", "<th scope=?>", "</table>", "<tr>", "<td>- a<br>- b<br>- c</td>",
    "<p dir=up lang=''>", "</p>", "<p></p>", "<b><b><b>Title</b></b></b>", "<p>1. x</p><p>2. y</p><p>3. z</p>", "<center>",
    "<font size=+9 color=zz>", "<input type=radio name=a>", "<label for=a>", "<input placeholder=' '>", "<select onchange=''>",
    "<fieldset>", "<iframe title='' src='//'></iframe>", "<object data=a.mp3>", "<embed src=a.swf wmode>", "<video muted>",
    "<style>a:hover > b { display: block } :focus { outline: 0 } p::after { content: 'x' counter(y) } {{</style>", "<marquee>",
    "<style>* { width: calc(1px + ; line-height: -3; font-size: 0; float: right }</style>", "<div class='btn lightbox' onclick>",
    "<span tabindex=99999999999999999999 accesskey=é>", "מה שלומך ", "Добро пожаловать ", "こちら ", "PTFX (PTFX) PTFX ", "\x00",
    "Press the green button on the right. ", "“ne sais pas ce que nous avons” ", "&nbsp;", "<!-- --", "<svg><a href=x>y</a></svg>",
    "<html lang=zz dir=rtl>", "<frameset><frame>", "<body onload=x>", "<title></title>", "<noscript><p>", "<details><summary>",
]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40))
def test_nothing_raises(pieces: list[str]):
    page = page_of("<!doctype html>" + "".join(pieces))
    errors = [f"{audit.id}: {outcome.reason}" for audit in AUDITS if (outcome := attempt(audit, page)).kind == "error"]
    assert not errors


@pytest.mark.parametrize("piece", ["<div>x ", "<table><tr><td>x ", "<a href=a.html>x ", "<b>x ", "<ul><li>x "])
def test_deep_pages(piece: str):
    page = page_of(piece * 1500)
    errors = [f"{audit.id}: {outcome.reason}" for audit in AUDITS if (outcome := attempt(audit, page)).kind == "error"]
    assert not errors


def test_time_grows_with_the_page():
    once = "".join(piece for piece in PIECES if "<style>" in piece)  # n rules that fit n elements are n times n
    block = "".join(
        piece for piece in PIECES if not any(part in piece for part in ("frame", "<!--", "noscript", "<style>"))
    )
    block += "</a></b></p></table></div></marquee></object></select>"

    def seconds(times: int) -> float:
        page = page_of(f"<html lang=en><body>{once}{block * times}")
        page.index  # noqa: B018 - the tree is not what is measured
        return cpu_seconds(lambda: [attempt(audit, page) for audit in AUDITS])[0]

    assert_in_proportion(seconds, 160)
