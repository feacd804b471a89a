"""Grades of whole sites, and pages that must not break any audit of old technology or of safety."""

import pytest

from audits.legacy.construction import construction
from audits.legacy.maker import maker
from audits.legacy.soundness import soundness
from audits.model import Answer, SiteExample
from audits.registry import all_audits
from audits.specimen import example_visit, page_of

HEAD = '<!doctype html><html lang="en"><head><title>Club</title><meta name="viewport" content="width=device-width">'
GOOD = f"{HEAD}</head><body><p>Welcome to the club.</p></body></html>"
FRONTPAGE = '<html><head><meta name="generator" content="Microsoft FrontPage {}"></head><body><p>Hi</p></body></html>'
FONTS = "<html><body><font>a</font><font>b</font><font>c</font></body></html>"
FLASH = f'{HEAD}</head><body><p>Film:</p><embed src="film.swf"></body></html>'


def site(*pages, url="https://example.org"):
    return example_visit(SiteExample({f"{url}/{n or ''}": page for n, page in enumerate(pages)}, None))


@pytest.mark.parametrize(
    ("pages", "grade"),
    [
        ([GOOD], 0),
        ([FRONTPAGE.format("3.0")], 3),
        ([FRONTPAGE.format("6.0")], 1),
        ([FONTS], 2),
        ([FONTS, GOOD, GOOD], 0),
        ([GOOD, FLASH, GOOD, GOOD, GOOD, GOOD], 2),
        ([FLASH, GOOD, GOOD, GOOD, GOOD, GOOD], 3),
        ([GOOD, *[FLASH] * 2], 3),
        ([GOOD, FRONTPAGE.format("4.0"), *[GOOD] * 8], 0),
    ],
)
def test_grade_of_construction(pages, grade):
    assert construction.run(site(*pages)).facts["legacy_grade"] == grade


def test_a_flash_menu_is_not_hidden_by_good_pages():
    worst = soundness.run(site(FLASH, *[GOOD] * 49))
    assert worst.facts["legacy_worst"] == "broken" and worst.value <= 1 / 3
    assert worst.findings[0].message.startswith("Broken")


def test_http_only_is_broken_but_not_on_a_machine_of_ones_own():
    assert soundness.run(site(GOOD, url="http://club.org.uk")).facts["legacy_worst"] == "broken"
    assert soundness.run(site(GOOD, url="http://localhost:8000")).facts["legacy_worst"] == "sound"


def test_an_old_platform_is_unsupported():
    old = Answer(GOOD, headers={"x-powered-by": "PHP/5.6.40"})
    outcome = soundness.run(example_visit(SiteExample({"/": old}, None)))
    assert outcome.facts["legacy_worst"] == "unsupported" and 1 / 3 <= outcome.value <= 2 / 3


def test_the_maker_of_most_pages_is_named():
    two = '<html><meta name="generator" content="{}"></html>'
    outcome = maker.run(site(two.format("Hugo 0.1"), two.format("WordPress 6.1"), two.format("WordPress 6.1")))
    assert outcome.value == "WordPress 6.1" and outcome.facts["made_with_also"] == "Hugo"


ODD = [
    b"\x00", b"<", b"<html", b"<!doctype", b"<!DOCTYPE html PUBLIC>", b'<!doctype html public "', b"<?xml", b"<!--",
    b"<frameset>", b"<object><object><object>", b"<embed>", b"<applet><param></applet>", b"<script src>",
    b"<a href='http://['>Privacy</a>", b"<form action='http://[::1'><input type=password>", b"<base href='::'><img src=//>",
    b"<meta name=generator><meta content=x><meta name=generator content=''>", b"<table><table><table>", b"<link rel>",
    b"<a href=mailto:>x</a>", b"<a href='mailto:%'>x</a>", "<a href=x>\ud7ff\u0000Datenschutz</a>".encode(),
    b"<iframe src='//'></iframe><iframe src=' https://www.youtube.com:99999/'></iframe>",
    b"<noscript>" * 50, b"<script>document.write('<a href=", b"<style>body{opacity:0", b"<p>" + b"1234567 charity " * 2000,
    b"<p>" + b"@" * 5000, b"<div id='root'>" * 300, b"<!--[if" * 500, b"<a href='" + b"/privacy" * 3000 + b"'>x</a>",
]  # fmt: skip


@pytest.mark.parametrize("html", ODD, ids=range(len(ODD)))
def test_odd_pages_break_nothing(html):
    page = page_of(html)
    ours = [audit for audit in all_audits() if audit.card.category in {"legacy", "safety"}]
    assert len(ours) >= 28
    for audit in ours:
        if audit.card.scope == "page":
            audit.run(page)
        else:
            audit.run(site(html))
