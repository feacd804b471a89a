"""What is told of old technology and of policies, against labels read by hand from the corpus in development."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pytest

from audits.derived.doctype import doctype
from audits.registry import site_audits
from audits.visit import Visit, visit_of
from crawler.links import links
from tests.corpus import DEV, _read, labels, needs_corpus, site_names, visit_from_disk

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "legacy.toml").read_text())["floors"]
POLICIES = (
    "policy_privacy",
    "policy_cookies",
    "policy_safeguarding",
    "policy_complaints",
    "safeguarding_contact",
    "charity_number",
    "report_link",
)
IMPORT = re.compile(r"""@import\s*(?:url\()?["']?([^"')\s;]+)""")
LISTS = {"library": "libraries", "vulnerable": "libraries_vulnerable", "tracker": "tracker_names"}


def read() -> dict[str, dict[str, set[str]]]:
    """Fact → site → what the label says, one name or several."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    with (HERE / "legacy.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["fact"]][row["site"]].add(row["value"])
    return found


@cache
def visit(name: str) -> Visit:
    """The site as a crawl finds it, pages that a script of the start page sends visitors to and imported styles included."""
    made = visit_from_disk(name)
    assert made.home is not None
    sent = [url for url in links(made.home.root, made.home.url).scripted if made.own(url) and url not in made.answers]
    more = [_read(DEV / name, url, "page") for url in sent]
    sheets = [fetch for fetch in made.fetches if fetch.media_type == "text/css"]
    inner = {urljoin(sheet.url, named) for sheet in sheets for named in IMPORT.findall(sheet.wire.decode("latin-1"))}
    more += [_read(DEV / name, url, "resource") for url in inner if made.own(url) and url not in made.answers]
    return visit_of(made.site, [*made.fetches, *more]) if more else made


@cache
def told(name: str) -> dict[str, object]:
    """Every fact that our two categories give for a site; no audit may end in an error."""
    facts: dict[str, object] = {}
    for audit in site_audits():
        if audit.card.category in {"legacy", "safety"}:
            outcome = audit.run(visit(name))
            assert outcome.kind != "error", (name, audit.id, outcome.reason)
            facts |= outcome.facts
    home = visit(name).home
    assert home is not None
    return facts | {"doctype": doctype(home).family, "mode": doctype(home).mode}


def said(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def rates(right: set[tuple[str, ...]], answers: set[tuple[str, ...]]) -> tuple[float, float, str]:
    """Precision, recall and what differs."""
    hits = right & answers
    differ = f"wrongly told: {sorted(answers - right)}; missed: {sorted(right - answers)}"
    return len(hits) / max(1, len(answers)), len(hits) / max(1, len(right)), differ


def hold(fact: str, right: set[tuple[str, ...]], answers: set[tuple[str, ...]]) -> None:
    precision, recall, differ = rates(right, answers)
    assert precision >= FLOORS[fact]["precision"], f"{fact}: precision {precision:.3f}; {differ}"
    assert recall >= FLOORS[fact]["recall"], f"{fact}: recall {recall:.3f}; {differ}"


@needs_corpus
@pytest.mark.parametrize("fact", ["uses_frames", "uses_flash"])
def test_yes_or_no(fact):
    right = {(site,) for site, values in read()[fact].items() if "yes" in values}
    hold(fact, right, {(site,) for site in site_names() if told(site)[fact] is True})


@needs_corpus
@pytest.mark.parametrize("fact", ["legacy_grade", "js_required", "doctype", "mode"])
def test_one_of_several(fact):
    pairs = {site: (values, said(told(site)[fact])) for site, values in read()[fact].items()}
    differ = {site: pair for site, pair in pairs.items() if pair[1].lower() not in {value.lower() for value in pair[0]}}
    assert 1 - len(differ) / len(pairs) >= FLOORS[fact]["agreement"], differ


@needs_corpus
def test_made_with():
    right = {(site, next(iter(values))) for site, values in read()["made_with"].items()}
    answers = {(site, str(told(site)["made_with"])) for site in site_names() if told(site).get("made_with")}
    hold("made_with", right, answers)


@needs_corpus
@pytest.mark.parametrize("fact", sorted(LISTS))
def test_lists(fact):
    right = {(site, value) for site, values in read()[fact].items() for value in values}
    answers = {
        (site, name) for site in site_names() for name in str(told(site).get(LISTS[fact]) or "").split(", ") if name
    }
    hold(fact, right, answers)


@needs_corpus
def test_policies():
    marks = read()
    right = {(site, fact) for fact in POLICIES for site, values in marks[fact].items() if "yes" in values}
    answers = {(site, fact) for fact in POLICIES for site in site_names() if told(site).get(fact) is True}
    hold("policies", right, answers)


@needs_corpus
@pytest.mark.parametrize(
    ("column", "fact"),
    [
        ("uses_frames", "uses_frames"),
        ("uses_flash", "uses_flash"),
        ("legacy", "legacy_grade"),
        ("js_required", "js_required"),
    ],
)
def test_the_labels_of_the_corpus(column, fact):
    wanted = {site: row[column] for site, row in labels().items() if row[column]}
    assert len(wanted) > 15
    differ = {site: (want, said(told(site)[fact])) for site, want in wanted.items() if said(told(site)[fact]) != want}
    assert not differ
