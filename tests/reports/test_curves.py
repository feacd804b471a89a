"""Curves give the scores their definitions promise."""

from __future__ import annotations

import math

import pytest

from reports.curves import LogNormal, Mapped, Points, Share


def test_less_is_better_scores_nine_tenths_and_a_half_at_the_two_points() -> None:
    curve = LogNormal(589, 2710)
    assert curve.score(589) == pytest.approx(0.9)
    assert curve.score(2710) == pytest.approx(0.5)
    assert curve.score(0) == 1
    assert curve.score(-5) == 1
    assert curve.score(11406) == pytest.approx(0.114, abs=0.01)  # the web's own 90th percentile, nearly


def test_lighthouse_s_own_control_points_give_lighthouse_s_own_scores() -> None:
    # Same page, two curves: the table in the research notes
    lighthouse = LogNormal(2667, 4000)
    assert lighthouse.score(2164) == pytest.approx(0.97, abs=0.01)
    assert lighthouse.score(8337) == pytest.approx(0.01, abs=0.005)


def test_more_is_better_is_the_mirror() -> None:
    curve = LogNormal(63, 281, more=True)
    assert curve.score(63) == pytest.approx(0.1)
    assert curve.score(281) == pytest.approx(0.5)
    assert curve.score(0) == 0
    assert curve.score(100_000) == pytest.approx(1, abs=0.001)


def test_points_are_joined_by_straight_lines_and_level_outside() -> None:
    curve = Points((0, 10, 20), (1.0, 0.5, 0.0))
    assert [curve.score(value) for value in (-1, 0, 5, 10, 15, 20, 99)] == [1, 1, 0.75, 0.5, 0.25, 0, 0]


def test_answers_are_looked_up_and_a_share_of_yes_lies_between() -> None:
    curve = Mapped({"yes": 1.0, "no": 0.2, "partial": 0.6})
    assert curve.score(True) == 1
    assert curve.score(False) == 0.2
    assert curve.score("partial") == 0.6
    assert curve.score(0.5) == pytest.approx(0.6)
    assert curve.score("sometimes") is None
    assert Mapped({"0": 0.0, "3": 0.75}).score(3.0) == 0.75


def test_a_share_stays_within_nought_and_one() -> None:
    assert [Share().score(value) for value in (0.25, 1.2, -1, True)] == [0.25, 1, 0, 1]


@pytest.mark.parametrize("curve", [Share(), LogNormal(1, 2), Points((0, 1), (0, 1)), Mapped({"yes": 1.0, "no": 0.0})])
def test_what_is_no_number_has_no_score(curve: Share) -> None:
    assert curve.score(None) is None
    assert curve.score("n/a") is None
    assert curve.score(math.inf) is None
    assert curve.score(math.nan) is None
