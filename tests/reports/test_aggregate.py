"""Scores are gathered by the rules, checked on tables made by hand."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from audits.store.records import Measurement
from reports.aggregate import Standings, mid_rank_percentiles, stand, weighted_mean, worst_first
from reports.groups import groups_by
from reports.scoring import Scoring, WorstFirst, load_scoring
from reports.tables import ReportError, read_tables, run_store
from tests.reports.made_run import made_run, measurement, result

SCORING = """
[audits."accessibility/image-alt"]
weight = 3
[audits."accessibility/lang"]
weight = 1
curve = "map"
map = { yes = 1, no = 0 }
source = "made up"
year = 2026
[audits."weight/home"]
weight = 1
curve = "points"
points = [[0, 1], [100, 0]]
source = "made up"
year = 2026
[audits."safety/https"]
weight = 1
curve = "share"
source = "made up"
year = 2026
[audits."legacy/flash"]
weight = 1
curve = "share"
source = "made up"
year = 2026
"""


@pytest.fixture
def scoring(tmp_path: Path) -> Scoring:
    path = tmp_path / "mine.toml"
    path.write_text(SCORING, encoding="utf-8")
    return load_scoring(path)


def _stand(
    folder: Path, scoring: Scoring, sites: list[list[Measurement] | str], csv: str = "", by: str = "group"
) -> Standings:
    """Sites given by their measurements, or by a status other than ok."""
    text = csv or "url\n" + "".join(f"http://s{n}.example\n" for n in range(len(sites)))
    results = [
        result(f"s{n}.example", [], status=site, pages=0) if isinstance(site, str) else result(f"s{n}.example", site)
        for n, site in enumerate(sites)
    ]
    run = made_run(folder / "run", text, results)
    with run_store(run.database) as engine:
        tables = read_tables(engine)
    return stand(tables, scoring, groups_by(tables.sites, by))


def test_a_category_is_the_weighted_mean_of_what_was_measured(tmp_path: Path, scoring: Scoring) -> None:
    standings = _stand(
        tmp_path, scoring, [[measurement("accessibility/image-alt", 0.5), measurement("accessibility/lang", True)]]
    )
    assert standings.scores.loc[1, "accessibility"] == pytest.approx(100 * (3 * 0.5 + 1) / 4)
    assert standings.coverage.loc[1] == 1
    assert math.isnan(standings.scores.loc[1, "safety"])


def test_not_applicable_leaves_the_weighing(tmp_path: Path, scoring: Scoring) -> None:
    standings = _stand(
        tmp_path,
        scoring,
        [
            [
                measurement("accessibility/image-alt", None, outcome="not_applicable"),
                measurement("accessibility/lang", True),
            ]
        ],
    )
    assert standings.scores.loc[1, "accessibility"] == 100
    assert standings.coverage.loc[1] == 1


@pytest.mark.parametrize("outcome", ["cannot_tell", "error"])
def test_what_could_not_be_told_lowers_the_coverage_and_not_the_score(
    tmp_path: Path, scoring: Scoring, outcome: str
) -> None:
    standings = _stand(
        tmp_path,
        scoring,
        [
            [measurement("accessibility/image-alt", 1.0), measurement("accessibility/lang", None, outcome=outcome)],
            [measurement("accessibility/image-alt", None, outcome=outcome), measurement("accessibility/lang", True)],
        ],
    )
    assert standings.scores.loc[1, "accessibility"] == 100
    assert standings.category_coverage.loc[1, "accessibility"] == 0.75
    assert standings.coverage.loc[1] == 0.75
    assert standings.category_coverage.loc[2, "accessibility"] == 0.25
    assert math.isnan(standings.scores.loc[2, "accessibility"])  # below 0.5 of the category
    assert math.isnan(standings.scores.loc[2, "overall"])  # below 0.7


def test_the_total_is_the_mean_of_categories_and_none_below_the_least_coverage(
    tmp_path: Path, scoring: Scoring
) -> None:
    full = [
        measurement("accessibility/image-alt", 1.0),
        measurement("weight/home", 50),
        measurement("safety/https", 0.0),
    ]
    thin = [
        measurement("accessibility/image-alt", 1.0),
        measurement("weight/home", None, outcome="cannot_tell"),
        measurement("safety/https", 0.0),
    ]
    standings = _stand(tmp_path, scoring, [full, thin])
    assert standings.scores.loc[1, "overall"] == pytest.approx(50)
    assert standings.coverage.loc[2] == pytest.approx(2 / 3)
    assert math.isnan(standings.scores.loc[2, "overall"])
    assert standings.scores.loc[2, "accessibility"] == 100


def test_a_category_of_weight_nought_is_shown_and_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SCORING + "[categories]\nsafety = { weight = 0 }\n", encoding="utf-8")
    standings = _stand(
        tmp_path,
        load_scoring(path),
        [[measurement("accessibility/image-alt", 1.0), measurement("safety/https", 0.0)]],
    )
    assert standings.scores.loc[1, "safety"] == 0
    assert standings.scores.loc[1, "overall"] == 100


def test_an_audit_without_an_entry_is_on_trial(tmp_path: Path, scoring: Scoring) -> None:
    standings = _stand(
        tmp_path, scoring, [[measurement("accessibility/image-alt", 1.0), measurement("accessibility/brand-new", 0.0)]]
    )
    assert standings.scores.loc[1, "accessibility"] == 100
    assert standings.audits.set_index("audit").loc["accessibility/brand-new", "weight"] == 0


def test_a_value_the_curve_does_not_know_is_no_score_and_is_said(tmp_path: Path, scoring: Scoring) -> None:
    standings = _stand(
        tmp_path, scoring, [[measurement("accessibility/image-alt", 1.0), measurement("accessibility/lang", "maybe")]]
    )
    assert standings.coverage.loc[1] == 0.75
    assert standings.unscored == ("accessibility/lang: no score for 'maybe' by the curve `map`",)


@pytest.mark.parametrize("status", ["unreachable", "refused", "parked", "moved", "social_only"])
def test_a_site_that_was_not_read_is_in_no_mean(tmp_path: Path, scoring: Scoring, status: str) -> None:
    standings = _stand(tmp_path, scoring, [[measurement("accessibility/image-alt", 0.4)], status])
    assert standings.scores.loc[2].isna().all()
    assert math.isnan(standings.coverage.loc[2])
    assert standings.scores["accessibility"].mean() == pytest.approx(40)


def test_measurements_of_a_parked_page_do_not_count(tmp_path: Path, scoring: Scoring) -> None:
    run = made_run(
        tmp_path / "run",
        "url\nhttp://s0.example\n",
        [result("s0.example", [measurement("accessibility/image-alt", 1.0)], status="parked")],
    )
    with run_store(run.database) as engine:
        tables = read_tables(engine)
    assert stand(tables, scoring, groups_by(tables.sites, "group")).scores.loc[1].isna().all()


def test_all_errors_and_nothing_at_all_give_no_scores(tmp_path: Path, scoring: Scoring) -> None:
    standings = _stand(tmp_path, scoring, [[measurement("accessibility/image-alt", None, outcome="error")]] * 3)
    assert standings.scores.isna().all().all()
    assert list(standings.coverage) == [0, 0, 0]
    empty = made_run(tmp_path / "empty", "url\n", [])
    with run_store(empty.database) as engine:
        tables = read_tables(engine)
    none = stand(tables, scoring, groups_by(tables.sites, "group"))
    assert none.scores.shape == (0, 10)


def test_the_worst_grade_decides_first() -> None:
    rule = WorstFirst("legacy_worst", {"sound": 1.0, "dated": 1.0, "unsupported": 0.66, "broken": 0.33}, "x", 2026)
    shares = pd.Series([1.0, 0.5, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0])
    names = ["sound", "sound", "dated", "dated", "unsupported", "unsupported", "broken", "broken", None]
    got = worst_first(shares, pd.Series(names, dtype="object"), rule).round(4).tolist()
    assert got[:-1] == [1.0, 0.83, 1.0, 0.66, 0.66, 0.33, 0.33, 0.0]
    assert math.isnan(got[-1])


def test_the_legacy_category_is_worst_first(tmp_path: Path, scoring: Scoring) -> None:
    broken = [measurement("legacy/flash", 0.9, facts={"legacy_worst": "broken"})]
    standings = _stand(tmp_path, scoring, [broken, [measurement("legacy/flash", 0.9)]])
    assert standings.scores.loc[1, "legacy"] == pytest.approx(33 * 0.9)
    assert math.isnan(standings.scores.loc[2, "legacy"])


def test_a_grade_without_a_cap_is_said(tmp_path: Path, scoring: Scoring) -> None:
    standings = _stand(tmp_path, scoring, [[measurement("legacy/flash", 0.9, facts={"legacy_worst": "fine"})]])
    assert math.isnan(standings.scores.loc[1, "legacy"])
    assert standings.unscored == ("legacy: no cap for the grade 'fine' of `legacy_worst`",)


def test_mid_rank_percentiles_average_ties() -> None:
    scores = pd.DataFrame({"overall": [10.0, 20, 20, 30, 40, 50, 60, 70, 80, 90]})
    groups = pd.Series(["a"] * 10)
    got = mid_rank_percentiles(scores, groups, 10)["overall"].tolist()
    assert got == [5, 20, 20, 35, 45, 55, 65, 75, 85, 95]


def test_a_group_under_ten_scored_sites_has_no_percentile_and_no_group_neither() -> None:
    scores = pd.DataFrame({"overall": [*range(10), 5.0, 6.0], "safety": [*range(9), np.nan, 5.0, 6.0]}, dtype="float64")
    groups = pd.Series(["a"] * 10 + ["b", ""])
    got = mid_rank_percentiles(scores, groups, 10)
    assert got["overall"].notna().tolist() == [True] * 10 + [False] * 2
    assert got["safety"].isna().all()  # nine of the ten have that score


def test_groups_come_from_any_column_and_no_group_is_the_whole_list(tmp_path: Path, scoring: Scoring) -> None:
    csv = "url,ward\nhttp://s0.example,North\nhttp://s1.example,\n"
    site = [measurement("accessibility/image-alt", 1.0)]
    assert _stand(tmp_path / "a", scoring, [site, site], csv, "ward").groups.tolist() == ["North", ""]
    assert _stand(tmp_path / "b", scoring, [site, site], csv).groups.tolist() == ["all sites"] * 2
    with pytest.raises(ReportError, match="no column `parish`"):
        _stand(tmp_path / "c", scoring, [site, site], csv, "parish")


def test_a_weighted_mean_ignores_what_is_missing() -> None:
    frame = pd.DataFrame({"a": [1.0, np.nan, np.nan, 4.0], "b": [3.0, 3.0, np.nan, np.nan]})
    means = weighted_mean(frame, pd.Series({"a": 1.0, "b": 3.0}))
    assert means.tolist()[:2] == [2.5, 3]
    assert math.isnan(means.iloc[2])
    assert means.iloc[3] == 4
    assert weighted_mean(frame, pd.Series({"a": 0.0, "b": 0.0})).isna().all()
