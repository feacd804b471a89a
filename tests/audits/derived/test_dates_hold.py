"""Nothing that a page can hold breaks the reading of dates, nor makes it slow."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.content.placeholders import placeholders
from audits.derived.copyright_year import copyright_year
from audits.derived.date_grammar import read_dates
from audits.derived.guessed_date import guessed_date
from audits.derived.language import language
from audits.derived.machine_dates import iso_date, machine_dates
from audits.derived.readability import prose
from audits.derived.site_dates import site_dates
from audits.derived.visible_text import visible_words
from audits.derived.written_dates import written_dates
from audits.model import Answer, SiteExample
from audits.specimen import example_visit, page_of

PIECES = st.sampled_from(
    "1 12 31 32 2014 1899 2101 99 00 . / - – : , th st rd de of March mars März 年 月 日 令和 元 May '09 © Mon Fr. \n ".split(
        " "
    )
)


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["", "en", "de", "hu", "ja", "xx"]))
@settings(max_examples=400, deadline=None)
def test_any_line_is_read(line, code):
    for reading in read_dates(line, code):
        assert 0 <= reading.start < reading.end <= len(line)
        assert 0 <= reading.month <= 12 and 0 <= reading.day <= 31


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text):
    read_dates(text, "en")
    iso_date(text)
    assert site_dates(example_visit(SiteExample({"/": f"<p>{text}"}, None))) is not None


@pytest.mark.parametrize(
    "body",
    [
        "3 May 2014 " * 60_000,
        "<p>3 May 2014</p>" * 40_000,
        "<p>2014" * 60_000,
        "1.1.1.1." * 100_000,
        "1/" * 200_000,
        "a" * 900_000,
        "@" * 500_000,
        "Mr. " * 200_000,
        "lorem ipsum " * 60_000,
        "<b>under construction</b>" * 20_000,
        "<td>1<td>2" * 50_000,
        "年" * 300_000,
        "© 2014 " * 80_000,
        "<time>" * 20_000,
        "<title>" + "x " * 300_000,
    ],
    ids=lambda body: body[:14],
)
def test_hostile_pages_cost_seconds_at_most(body):
    page = page_of(f"<html><body>{body}</body></html>")
    assert page.root is not None
    visible_words(page)
    language(page)
    start = time.process_time()
    for fact in (written_dates, machine_dates, guessed_date, copyright_year, prose):
        fact(page)
    placeholders.run(page)
    assert time.process_time() - start < 8


def test_hostile_feeds_and_sitemaps():
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 12))
        + "]>"
    )
    pages = {
        "/": "<p>a",
        "/feed.xml": Answer(
            bomb + "<rss><channel><title>&a11;</title></channel></rss>", headers={"content-type": "application/rss+xml"}
        ),
        "/sitemap.xml": Answer("<url>" * 300_000, headers={"content-type": "application/xml"}),
    }
    start = time.process_time()
    assert site_dates(example_visit(SiteExample(pages, None))).newest is None
    assert time.process_time() - start < 5
