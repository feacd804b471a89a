"""What to mend first is what gains most for most people with least work."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audits.registry import all_audits
from reports.aggregate import stand
from reports.fixes import Fix, first_fixes, fixes_of_sector
from reports.formats.web import fault
from reports.groups import groups_by
from reports.language import language
from reports.scoring import load_scoring
from reports.tables import findings_of_site, read_tables, run_store
from tests.reports.made_run import card, finding, made_run, measurement, result

AUDITS = ["accessibility/image-alt", "accessibility/titles", "safety/https", "weight/home"]


def _fixes(folder: Path, measurements: list[Any], findings: list[Any], cards: list[Any]) -> list[Fix]:
    path = folder / "mine.toml"
    path.write_text(
        "".join(f'[audits."{name}"]\nweight = 1\ncurve = "share"\nsource = "x"\nyear = 2026\n' for name in AUDITS),
        encoding="utf-8",
    )
    scoring = load_scoring(path)
    run = made_run(folder / "run", "url\nhttp://a.example\n", [result("a.example", measurements, findings)])
    with run_store(run.database) as engine:
        tables = read_tables(engine)
        found = findings_of_site(engine, 1)
    standings = stand(tables, scoring, groups_by(tables.sites, "group"))
    rows: list[Any] = list(standings.audits.itertuples())
    return first_fixes(rows, found, {each.id: each for each in cards}, scoring, 3)


def test_the_gain_is_what_the_total_would_gain(tmp_path: Path) -> None:
    cards = [card(name) for name in AUDITS]
    fixes = _fixes(
        tmp_path,
        [measurement("accessibility/image-alt", 0.0), measurement("accessibility/titles", 1.0), measurement("safety/https", 0.5)],
        [],
        cards,
    )  # fmt: skip
    assert {fix.audit: fix.gain for fix in fixes} == pytest.approx({"accessibility/image-alt": 25, "safety/https": 25})


def test_less_work_comes_first_where_the_gain_is_the_same(tmp_path: Path) -> None:
    cards = [card("safety/https", effort="new site"), card("weight/home", effort="minutes")]
    fixes = _fixes(tmp_path, [measurement("safety/https", 0.0), measurement("weight/home", 0.0)], [], cards)
    assert [fix.audit for fix in fixes] == ["weight/home", "safety/https"]


def test_a_critical_barrier_on_every_page_comes_before_a_minor_one_on_one(tmp_path: Path) -> None:
    cards = [card("accessibility/image-alt", severity="minor"), card("accessibility/titles", severity="critical")]
    fixes = _fixes(
        tmp_path,
        [measurement("accessibility/image-alt", 0.5), measurement("accessibility/titles", 0.5)],
        [
            finding("accessibility/image-alt", pages=1, severity="minor"),
            finding("accessibility/titles", pages=3, severity="critical", places=5),
        ],
        cards,
    )
    assert [fix.audit for fix in fixes] == ["accessibility/titles", "accessibility/image-alt"]
    assert (fixes[0].pages, fixes[0].places) == (3, 5)
    assert fixes[0].seen[0]["url"] == "https://a.example/"


def test_what_is_good_enough_or_only_to_review_is_no_fix(tmp_path: Path) -> None:
    fixes = _fixes(
        tmp_path,
        [measurement("safety/https", 0.95), measurement("weight/home", None, outcome="cannot_tell")],
        [finding("safety/https", level="review")],
        [card("safety/https"), card("weight/home")],
    )
    assert fixes == []


def test_there_are_at_most_ten(tmp_path: Path) -> None:
    names = [f"content/audit-{n}" for n in range(30)]
    fixes = _fixes(tmp_path, [], [finding(name) for name in names], [card(name) for name in names])
    assert len(fixes) == 10


def test_a_fault_that_several_categories_see_is_listed_once(tmp_path: Path) -> None:
    names = ["accessibility/layout-tables", "legacy/layout-tables", "safety/https"]
    findings = [finding(name, severity="moderate" if n else "minor", pages=3) for n, name in enumerate(names)]
    fixes = _fixes(tmp_path, [], findings, [card(name) for name in names])
    assert [(fix.audit, fix.others) for fix in fixes] == [
        ("legacy/layout-tables", ("accessibility",)),
        ("safety/https", ()),
    ]


def test_the_kinds_of_faults_name_audits_that_there_are() -> None:
    known = {audit.id for audit in all_audits()}
    kinds = tomllib.loads(files("reports").joinpath("kinds.toml").read_text(encoding="utf-8"))
    named = [audit for audits in kinds.values() for audit in audits]
    assert [audit for audit in named if audit not in known] == []
    assert len(named) == len(set(named))


def test_the_sector_s_worst_are_those_that_cost_most_sites_most(tmp_path: Path) -> None:
    audits = pd.DataFrame(
        {
            "site_id": [1, 2, 3, 1, 2, 3],
            "audit": ["safety/https"] * 3 + ["weight/home"] * 3,
            "category": ["safety"] * 3 + ["weight"] * 3,
            "weight": 1.0,
            "score": [0.0, 0.1, 0.9, 0.6, 0.4, 0.9],
        }
    )
    cards = {each.id: each for each in (card("safety/https"), card("weight/home"))}
    found = fixes_of_sector(audits, pd.Series({1: True, 2: True, 3: False}), cards)
    assert [(row["audit"], row["sites"], row["of"]) for row in found] == [("safety/https", 2, 2), ("weight/home", 1, 2)]
    assert fixes_of_sector(audits, pd.Series({1: False}), cards) == []


def test_a_fault_is_told_by_halves_where_half_of_it_is_mended(tmp_path: Path) -> None:
    """A site with one profile must not read that it links none, nor one with news of this spring that it has none."""
    words = language()
    assert fault("social/networks", "", words, 0.0) == "No profile on social networks is linked"
    assert fault("social/networks", "", words, 0.5) == "Few profiles on social networks are linked"
    assert fault("freshness/newest-content", "", words, 0.72) == "Nothing new for weeks or months"
    assert fault("safety/https", "", words, 0.5) == fault("safety/https", "", words, 0.0)
    fixes = _fixes(tmp_path, [measurement("safety/https", 0.5)], [], [card("safety/https")])
    assert [fix.score for fix in fixes] == [0.5]


def test_words_by_halves_are_of_measures_that_have_plain_ones() -> None:
    for name in ("en-GB", "de"):
        texts = language(name).texts
        assert texts["partly"].keys() <= texts["fault"].keys()
        assert not set(texts["partly"].values()) & set(texts["fault"].values())
