"""One site beside its group, on groups made by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from audits.store.run_folder import RunFolder
from reports.benchmark import benchmark, newest_run_with
from reports.tables import ReportError
from tests.reports.made_run import card, finding, made_run, measurement, result

ALT = "accessibility/image-alt"


def _group(folder: Path, sites: int = 11, version: int = 1) -> RunFolder:
    text = "url,group\n" + "".join(f"http://s{n}.example,Clubs\n" for n in range(sites)) + "http://x.example,Scouts\n"
    results = [result(f"s{n}.example", [measurement(ALT, n / 10, version=version)]) for n in range(sites)]
    return made_run(folder / "group", text, [*results, result("x.example", [measurement(ALT, 1.0)])])


def _mine(folder: Path, share: float, key: str = "mine.example") -> RunFolder:
    one = result(key, [measurement(ALT, share)], [finding(ALT, pages=2, places=4)])
    return made_run(folder / "mine", f"url,group\nhttp://{key},Clubs\n", [one])


def test_a_site_stands_between_median_and_best_quarter(tmp_path: Path) -> None:
    found = benchmark(_mine(tmp_path, 0.6), _group(tmp_path), [card(ALT)])
    reading = {each.name: each for each in found.readings}["accessibility"]
    assert found.group == "Clubs"
    assert found.peers == 11
    assert reading.score == pytest.approx(60)
    assert reading.median == pytest.approx(50)
    assert reading.best_quarter == pytest.approx(75)
    assert reading.percentile == pytest.approx(100 * (6 + 0.5 * 2) / 12)
    measure = found.measures[0]
    assert (measure.value, measure.median, measure.best_quarter) == (0.6, 0.5, 0.8)
    assert measure.place == "above"
    assert found.fixes[0].audit == ALT


def test_a_small_group_has_no_percentile_and_the_site_is_not_its_own_peer(tmp_path: Path) -> None:
    found = benchmark(_mine(tmp_path, 0.3, key="s3.example"), _group(tmp_path, sites=9), [card(ALT)])
    reading = {each.name: each for each in found.readings}["accessibility"]
    assert found.peers == 8
    assert math.isnan(reading.percentile)
    assert found.measures[0].place == "below"


def test_another_version_of_an_audit_is_named_and_not_compared(tmp_path: Path) -> None:
    found = benchmark(_mine(tmp_path, 0.3), _group(tmp_path, version=2), [card(ALT)])
    assert found.versions == (ALT,)
    assert found.measures[0].median is None
    assert found.measures[0].place == ""


def test_without_a_group_of_that_name_all_sites_are_the_group(tmp_path: Path) -> None:
    mine = made_run(tmp_path / "mine", "url\nhttp://mine.example\n", [result("mine.example", [measurement(ALT, 1.0)])])
    assert benchmark(mine, _group(tmp_path)).peers == 12
    assert benchmark(mine, _group(tmp_path), group="Scouts").peers == 1
    with pytest.raises(ReportError, match="no group `Guides`"):
        benchmark(mine, _group(tmp_path), group="Guides")


def test_a_site_that_was_not_measured_is_said(tmp_path: Path) -> None:
    mine = made_run(tmp_path / "mine", "url\nhttp://m.example\n", [result("m.example", status="refused", pages=0)])
    with pytest.raises(ReportError, match="is `refused`"):
        benchmark(mine, _group(tmp_path))
    with pytest.raises(ReportError, match="no site `other`"):
        benchmark(mine, _group(tmp_path), key="other")


def test_a_group_of_nobody_gives_no_standing(tmp_path: Path) -> None:
    alone = made_run(tmp_path / "alone", "url\nhttp://a.example\n", [])
    found = benchmark(_mine(tmp_path, 0.5), alone, [card(ALT)])
    assert found.peers == 0
    assert all(math.isnan(each.median) for each in found.readings)


def test_the_newest_run_with_the_group_is_found(tmp_path: Path) -> None:
    group, mine = _group(tmp_path), _mine(tmp_path, 0.5)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "run.sqlite").write_text("no database", encoding="utf-8")
    assert newest_run_with(tmp_path, "Scouts") == RunFolder(group.root)
    assert newest_run_with(tmp_path, "Guides") is None
    assert newest_run_with(tmp_path, "", but=group.root) == RunFolder(mine.root)


def test_to_be_like_all_the_others_is_no_distinction(tmp_path: Path) -> None:
    text = "url,group\n" + "".join(f"http://s{n}.example,Clubs\n" for n in range(11))
    group = made_run(tmp_path / "group", text, [result(f"s{n}.example", [measurement(ALT, 0.0)]) for n in range(11)])
    found = benchmark(_mine(tmp_path, 0.0), group, [card(ALT)])
    assert found.measures[0].place == "level"
