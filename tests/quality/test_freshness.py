"""Floors of what is guessed about dates and languages, on real sites, on made pages and on pages stripped of dates."""

from __future__ import annotations

import copy
import csv
import re
import tomllib
from pathlib import Path

import pytest
from lxml import etree

from audits.derived.date_grammar import read_dates
from audits.derived.language import language, language_of
from audits.derived.site_dates import site_dates
from audits.derived.site_language import site_language
from audits.model import SiteExample
from audits.page import Page
from audits.specimen import example_visit
from audits.store.records import Fetch
from audits.visit import visit_of
from tests.corpus import labels, needs_corpus, site_names, visit_from_disk
from tests.quality.undated_pages import PAGES
from tests.quality.written_dates import DATES, SENTENCES

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "freshness.toml").read_text(encoding="utf-8"))


def own_labels() -> list[dict[str, str]]:
    with (HERE / "freshness.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def right_years(row: dict[str, str]) -> set[str]:
    given = labels().get(row["site"], {})
    answers = {row["newest_year"], *row["also_ok"].split(";")}
    answers |= {given.get("latest_content_year", ""), *given.get("latest_year_also_ok", "").split(";")}
    return answers - {""}


def held(name: str, share: float, wrong: object) -> None:
    """The promise is kept, and nothing was lost since it was pinned."""
    floor = FLOORS[name]
    if "floor" in floor:
        assert share >= max(floor["floor"], floor["reached"] - FLOORS["slack"]), wrong
    else:
        assert share <= min(floor["ceiling"], floor["reached"] + FLOORS["slack"]), wrong


@needs_corpus
def test_newest_year():
    wrong, seen = [], 0
    for row in own_labels():
        if not row["newest_year"]:
            continue
        visit = visit_from_disk(row["site"])
        paths = {page.url.partition(".test")[2] for page in visit.pages}
        if row["year_path"] not in paths:
            continue  # the page that shows it cannot be reached when files are served byte for byte
        seen += 1
        newest = site_dates(visit).newest
        if newest is None or newest.iso[:4] not in right_years(row):
            wrong.append((row["site"], newest))
    assert seen >= 15
    held("newest_year", 1 - len(wrong) / seen, wrong)


@needs_corpus
def test_sites_without_a_date():
    rows = [row for row in own_labels() if not row["newest_year"]]
    wrong = [(row["site"], newest) for row in rows if (newest := site_dates(visit_from_disk(row["site"])).newest)]
    assert len(rows) >= 14
    held("no_date", 1 - len(wrong) / len(rows), wrong)


@needs_corpus
def test_language():
    rows = own_labels()
    assert [row["site"] for row in rows] == site_names()
    wrong = [(r["site"], got) for r in rows if (got := site_language(visit_from_disk(r["site"])).code) != r["language"]]
    held("language", 1 - len(wrong) / len(rows), wrong)


def test_undated_made_pages():
    assert len(PAGES) >= 60
    wrong = [
        (name, e)
        for name, html in PAGES.items()
        if (e := site_dates(example_visit(SiteExample({"/": html}, 0))).newest)
    ]
    held("undated_made", len(wrong) / len(PAGES), wrong)


DATE_SHAPED = re.compile(
    r"(?i)\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{1,2}\.\s?\d{1,2}\.|\d+\s*[年月日]"
    r"|\b(?:jan|feb|m[aä]r|apr|ma[ijy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|janv|fév|avr|juin|juil|août|déc|led|únor|břez|dub|květ|červ|srp|září|říj|lis|pros|stycz|lut|kwie|maj|czer|lip|sier|wrze|paź|gru)\w*"
)


@needs_corpus
def test_undated_stripped_pages():
    """As in the reference: everything date-shaped goes, years alone and copyright lines stay."""
    wrong, seen = [], 0
    for name in site_names():
        for page in visit_from_disk(name).pages[:8]:
            seen += 1
            newest = site_dates(visit_of(visit_from_disk(name).site, [stripped(page)])).dated
            if newest is not None:
                wrong.append((page.url, newest))
    assert seen > 150
    held("undated_stripped", len(wrong) / seen, wrong)


def stripped(page: Page) -> Fetch:
    root = copy.deepcopy(page.root)
    for element in list(root.iter("meta", "script", "time", "abbr", etree.Comment)):
        element.drop_tree()
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        element.text = DATE_SHAPED.sub(" ", element.text or "")
        element.tail = DATE_SHAPED.sub(" ", element.tail or "")
        for key, value in element.attrib.items():
            if DATE_SHAPED.search(value):
                element.set(key, DATE_SHAPED.sub(" ", value))
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    return Fetch(
        page.url, "page", page.fetch.fetched_at, 200, headers, etree.tostring(root, method="html", encoding="utf-8")
    )


def test_written_dates():
    wrong = []
    for code, text, expected in DATES:
        got = [iso(r) for r in read_dates(text, code)]
        if got != expected.split():
            wrong.append((code, text, expected, got))
    assert len(DATES) >= 100
    held("written", 1 - len(wrong) / len(DATES), wrong)


def iso(reading) -> str:
    return "-".join(f"{n:02d}" if n else "?" for n in (reading.year, reading.month, reading.day))


def test_languages_of_short_texts():
    wrong = [(code, got, text) for code, text in SENTENCES if (got := language_of(text)[0]) != code]
    assert len({code for code, _ in SENTENCES}) >= 25
    held("sentences", 1 - len(wrong) / len(SENTENCES), wrong)


@pytest.mark.parametrize("declared", ["", "en", "fr"])
def test_declared_language_does_not_decide(declared):
    html = f'<html lang="{declared}"><body><p>Wir treffen uns jeden Freitag im Gemeindehaus und gehen dann zum Fluss hinunter.'
    page = example_visit(SiteExample({"/": html}, 0)).pages[0]
    assert language(page).code == "de"
