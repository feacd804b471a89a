"""Two runs are set side by side by site, by measure and by the identity of each finding."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from audits.store.run_folder import RunFolder
from reports.compare import compare_runs, series
from tests.reports.made_run import finding, made_run, measurement, result

ALT = "accessibility/image-alt"
LIST = "url,name\nhttp://a.example,A\nhttp://b.example,B\nhttp://c.example,C\nhttp://d.example,D\n"


def _old(folder: Path) -> RunFolder:
    return made_run(
        folder / "old",
        LIST,
        [
            result("a.example", [measurement(ALT, 0.5)], [finding(ALT, "first", identity="1"), finding(ALT, "second", identity="2")]),
            result("b.example", [measurement(ALT, 0.9)]),
            result("c.example", [measurement(ALT, 0.5)]),
            result("d.example", status="unreachable", pages=0),
        ],
    )  # fmt: skip


def _new(folder: Path, version: int = 1) -> RunFolder:
    return made_run(
        folder / "new",
        "url,name\nhttp://e.example,E\nhttp://a.example,A\nhttp://b.example,B\nhttp://c.example,C\nhttp://d.example,D\n",
        [
            result("a.example", [measurement(ALT, 0.5, version=version)], [finding(ALT, "second", identity="2"), finding(ALT, "third", identity="3")]),
            result("b.example", [measurement(ALT, 0.7, version=version)]),
            result("c.example", status="parked"),
            result("d.example", [measurement(ALT, 1.0, version=version)]),
            result("e.example", [measurement(ALT, 1.0, version=version)]),
        ],
    )  # fmt: skip


def test_a_repair_and_a_new_fault_do_not_cancel(tmp_path: Path) -> None:
    change = compare_runs(_old(tmp_path), _new(tmp_path))
    row = change.sites.loc["a.example"]
    assert row["accessibility_change"] == 0
    assert (row["mended"], row["new"], row["stayed"]) == (1, 1, 1)
    fates = dict(zip(change.findings["identity"], change.findings["fate"], strict=True))
    assert fates == {"1": "mended", "3": "new"}


def test_every_site_of_either_list_has_its_fate(tmp_path: Path) -> None:
    change = compare_runs(_old(tmp_path), _new(tmp_path))
    assert change.sites["fate"].to_dict() == {
        "e.example": "joined",
        "a.example": "both",
        "b.example": "both",
        "c.example": "died",
        "d.example": "came_back",
    }
    back = compare_runs(_new(tmp_path / "x"), _old(tmp_path / "y"))
    assert back.sites.loc["e.example", "fate"] == "left"
    assert back.sites.loc["e.example", "name"] == "E"
    assert back.sites.loc["d.example", "fate"] == "died"


def test_scores_change_only_where_both_were_measured(tmp_path: Path) -> None:
    change = compare_runs(_old(tmp_path), _new(tmp_path))
    assert change.sites.loc["b.example", "accessibility_change"] == pytest.approx(-20)
    assert math.isnan(change.sites.loc["c.example", "accessibility_change"])
    assert change.sites.loc["d.example", "accessibility_new"] == 100
    verdicts = dict(zip(change.measures["site"], change.measures["verdict"], strict=True))
    assert verdicts == {"a.example": "same", "b.example": "worse"}


def test_an_audit_of_another_version_is_named_and_not_compared(tmp_path: Path) -> None:
    change = compare_runs(_old(tmp_path), _new(tmp_path, version=2))
    assert change.versions == {ALT: (1, 2)}
    assert change.measures.empty
    assert change.findings.empty


def test_a_finding_on_a_page_that_was_not_read_this_time_is_not_called_mended(tmp_path: Path) -> None:
    elsewhere = finding(ALT, "far", identity="9", url="https://a.example/far")
    old = made_run(
        tmp_path / "old", "url\nhttp://a.example\n", [result("a.example", [measurement(ALT, 0.5)], [elsewhere])]
    )
    new = made_run(tmp_path / "new", "url\nhttp://a.example\n", [result("a.example", [measurement(ALT, 0.5)])])
    assert compare_runs(old, new).findings["fate"].tolist() == ["not_looked_at"]
    assert compare_runs(new, old).findings["fate"].tolist() == ["first_seen"]


def test_empty_runs_and_the_same_run_twice(tmp_path: Path) -> None:
    empty = made_run(tmp_path / "empty", "url\n", [])
    assert compare_runs(empty, empty).sites.empty
    assert compare_runs(_old(tmp_path), empty).measures.empty
    assert compare_runs(empty, _old(tmp_path)).measures.empty
    same = compare_runs(_old(tmp_path), _old(tmp_path))
    assert same.findings.empty
    assert same.sites["accessibility_change"].fillna(0).eq(0).all()


def test_a_series_follows_the_sites_that_were_measured_every_time(tmp_path: Path) -> None:
    lines = series([_old(tmp_path), _new(tmp_path)])
    lines = lines[lines["reading"] == "accessibility"]
    assert lines["sites"].tolist() == [2, 2]
    assert lines["median"].tolist() == pytest.approx([70, 60])
    assert lines["run"].tolist() == ["old", "new"]
    assert lines["date"].tolist() == ["2026-06-01", "2026-06-01"]
