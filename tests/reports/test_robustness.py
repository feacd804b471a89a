"""Ranks, groups and correlations say how sure they are, checked on tables made by hand."""

from __future__ import annotations

import math
import resource

import numpy as np
import pandas as pd
import pytest

from reports.robustness import (
    bootstrap,
    correlations,
    draw_weights,
    group_figures,
    leave_one_out,
    rank_intervals,
    spearman,
)

EQUAL = pd.Series({"a": 1.0, "b": 1.0, "c": 1.0})


def test_where_all_categories_agree_no_weights_can_change_the_rank() -> None:
    scores = pd.DataFrame({name: [90.0, 50.0, 10.0] for name in "abc"})
    ranks = rank_intervals(scores, EQUAL)
    assert ranks["rank"].tolist() == [1, 2, 3]
    assert ranks["low"].tolist() == [1, 2, 3]
    assert ranks["high"].tolist() == [1, 2, 3]
    assert ranks["of"].tolist() == [3, 3, 3]


def test_where_categories_disagree_the_interval_is_wide() -> None:
    scores = pd.DataFrame({"a": [100.0, 0, 50], "b": [0.0, 100, 50], "c": [50.0, 50, 50]})
    ranks = rank_intervals(scores, EQUAL)
    assert ranks["rank"].tolist() == [1, 1, 1]  # equals share the better rank
    assert (ranks["low"] == 1).all()
    assert ranks["high"].tolist() == [3, 3, 2]


def test_identical_sites_stay_equal_under_every_weight() -> None:
    scores = pd.DataFrame({"a": [33.3, 33.3], "b": [66.6, 66.6], "c": [0.1, 0.1]})
    ranks = rank_intervals(scores, pd.Series({"a": 1.0, "b": 2.0, "c": 3.0}))
    assert ranks[["rank", "low", "high"]].to_numpy().tolist() == [[1, 1, 1], [1, 1, 1]]


def test_a_category_that_weighs_nothing_does_not_rank() -> None:
    scores = pd.DataFrame({"a": [10.0, 20.0], "b": [100.0, 0.0]})
    assert rank_intervals(scores, pd.Series({"a": 1.0, "b": 0.0}))["rank"].tolist() == [2, 1]


def test_no_site_one_site_and_no_score() -> None:
    assert rank_intervals(pd.DataFrame({"a": []}, dtype="float64"), EQUAL).empty
    assert rank_intervals(pd.DataFrame({"a": [5.0]}), EQUAL)["rank"].tolist() == [1]
    nothing = pd.DataFrame({"a": [np.nan, 7.0], "b": [np.nan, np.nan]})
    assert rank_intervals(nothing, EQUAL).index.tolist() == [1]
    assert leave_one_out(nothing, EQUAL)["spearman"].isna().all()


def test_drawn_weights_are_centred_on_those_given() -> None:
    drawn = draw_weights(np.array([1.0, 1.0, 2.0]), 4000)
    assert drawn.sum(axis=1) == pytest.approx(1)
    assert drawn.mean(axis=0) == pytest.approx([0.25, 0.25, 0.5], abs=0.005)
    nine = draw_weights(np.ones(9), 4000)
    assert np.percentile(nine, [10, 90]) == pytest.approx([0.082, 0.142], abs=0.006)


def test_leaving_out_the_category_that_decides_moves_the_ranking() -> None:
    scores = pd.DataFrame({"a": [100.0, 0, 0, 0], "b": [10.0, 11, 12, 13], "c": [10.0, 11, 12, 13]})
    left = leave_one_out(scores, EQUAL).set_index("category")
    assert left.loc["a", "largest_move"] == 3
    assert left.loc["a", "mover"] == 0
    assert left.loc["b", "largest_move"] == 0
    assert left.loc["b", "spearman"] == pytest.approx(1)


def test_correlations_need_enough_sites() -> None:
    scores = pd.DataFrame({"a": range(10), "b": range(10, 0, -1), "c": [1.0] * 5 + [np.nan] * 5})
    found = correlations(scores, 10)
    assert found.loc["a", "b"] == pytest.approx(-1)
    assert math.isnan(found.loc["a", "c"])


def test_groups_have_means_medians_and_intervals_from_ten_sites_on() -> None:
    scores = pd.DataFrame({"overall": [float(n) for n in range(20)] + [5.0, 7.0, 99.0]})
    groups = pd.Series(["big"] * 20 + ["small"] * 2 + [""])
    figures = group_figures(scores, groups, 10).set_index("group")
    assert list(figures.index) == ["big", "small"]
    assert figures.loc["big", "mean"] == pytest.approx(9.5)
    assert figures.loc["big", "mean_low"] < 9.5 < figures.loc["big", "mean_high"]
    # The normal approximation: 9.5 ± 1.96 · 5.77 / √20
    assert figures.loc["big", "mean_low"] == pytest.approx(9.5 - 2.53, abs=0.4)
    assert figures.loc["small", "median"] == 6
    assert math.isnan(figures.loc["small", "mean_low"])
    assert group_figures(scores, pd.Series([""] * 23), 10).empty


def test_a_bootstrap_of_equal_values_has_no_width() -> None:
    assert bootstrap(np.full(12, 3.0), lambda sample: sample.mean(axis=-1)) == (3, 3)


def test_spearman_has_an_interval_and_none_without_variety() -> None:
    left = pd.Series(range(30), dtype="float64")
    found = spearman(left, left * 2 + 1)
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((1, 1, 1))
    noise = pd.Series(np.random.default_rng(3).random(60))
    unrelated = spearman(noise, pd.Series(np.random.default_rng(4).random(60)))
    assert unrelated is not None
    assert unrelated.low < 0 < unrelated.high
    assert spearman(pd.Series([1.0, 2]), pd.Series([1.0, 2])) is None
    assert spearman(left, pd.Series([1.0] * 30)) is None


def test_the_same_run_gives_the_same_interval() -> None:
    scores = pd.DataFrame(np.random.default_rng(5).random((40, 3)), columns=list("abc"))
    pd.testing.assert_frame_equal(rank_intervals(scores, EQUAL), rank_intervals(scores, EQUAL))


def test_ten_thousand_sites_by_nine_categories_by_a_thousand_draws_fit_in_memory() -> None:
    generator = np.random.default_rng(1)
    scores = pd.DataFrame(generator.random((10_000, 9)) * 100, columns=list("abcdefghi"))
    scores = scores.mask(generator.random(scores.shape) < 0.05)
    ranks = rank_intervals(scores, pd.Series(1.0, index=scores.columns))
    group_figures(scores, pd.Series([f"g{n % 7}" for n in range(10_000)]), 10)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2 * 1024 * 1024
    assert len(ranks) == 10_000
    assert (ranks["low"] <= ranks["rank"]).all()
    assert (ranks["rank"] <= ranks["high"]).all()
