"""Nothing that a page can hold breaks the reading of dates, nor costs more than in proportion."""

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
from tests.growth import assert_in_proportion, cpu_seconds

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
    ("piece", "times"),
    [
        ("3 May 2014 ", 60_000),
        ("<p>3 May 2014</p>", 40_000),
        ("<p>2014", 60_000),
        ("1.1.1.1.", 100_000),
        ("1/", 200_000),
        ("a", 900_000),
        ("@", 500_000),
        ("Mr. ", 200_000),
        ("lorem ipsum ", 60_000),
        ("<b>under construction</b>", 20_000),
        ("<td>1<td>2", 50_000),
        ("年", 300_000),
        ("© 2014 ", 80_000),
        ("<time>", 20_000),
        ("<title>" + "x " * 100_000, 3),
    ],
    ids=lambda value: str(value)[:14],
)
def test_pages_full_of_dates_cost_in_proportion(piece: str, times: int):
    def seconds(times: int) -> float:
        page = page_of(f"<html><body>{piece * times}</body></html>")
        assert page.root is not None
        visible_words(page)
        language(page)

        def read():
            for fact in (written_dates, machine_dates, guessed_date, copyright_year, prose):
                fact(page)
            placeholders.run(page)

        return cpu_seconds(read)[0]

    assert_in_proportion(seconds, times)


def test_an_entity_bomb_in_a_feed_says_nothing():
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
    }
    assert site_dates(example_visit(SiteExample(pages, None))).newest is None


def test_a_long_sitemap_costs_in_proportion():
    def seconds(places: int) -> float:
        sitemap = Answer("<url>" * places, headers={"content-type": "application/xml"})
        visit = example_visit(SiteExample({"/": "<p>a", "/sitemap.xml": sitemap}, None))
        spent, dates = cpu_seconds(lambda: site_dates(visit))
        assert dates.newest is None
        return spent

    assert_in_proportion(seconds, 300_000)
