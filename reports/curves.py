"""Curves that turn a measured value into a score from 0 to 1."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from audits.store.records import Value

_ERFC_OF_A_FIFTH = 0.9061938024368232  # erfc of it is 0.2: what makes the score 0.9 at p10 (Lighthouse, statistics.js)


@dataclass(frozen=True, slots=True)
class Share:
    """The value is a share from 0 to 1, and 1 is best."""

    def score(self, value: Value) -> float | None:
        number = _number(value)
        return None if number is None else min(1.0, max(0.0, number))


@dataclass(frozen=True, slots=True)
class LogNormal:
    """Less is better: score 0.9 at `p10`, 0.5 at `median`. With `more`, more is better: 0.1 at `p10`, 0.5 at `median`.

    The score reads "share of the web that is worse" where the two points are percentiles of the web.
    """

    p10: float
    median: float
    more: bool = False

    def score(self, value: Value) -> float | None:
        number = _number(value)
        if number is None:
            return None
        if number <= 0:
            return 0.0 if self.more else 1.0
        steps = math.log(number / self.median) * _ERFC_OF_A_FIFTH / math.log(self.median / self.p10)
        less = 0.5 * math.erfc(steps)
        return 1 - less if self.more else less


@dataclass(frozen=True, slots=True)
class Points:
    """Straight lines between points (value, score); level before the first and after the last."""

    values: tuple[float, ...]
    scores: tuple[float, ...]

    def score(self, value: Value) -> float | None:
        number = _number(value)
        if number is None:
            return None
        place = bisect_right(self.values, number)
        if place == 0:
            return self.scores[0]
        if place == len(self.values):
            return self.scores[-1]
        left, right = self.values[place - 1], self.values[place]
        part = (number - left) / (right - left)
        return self.scores[place - 1] + part * (self.scores[place] - self.scores[place - 1])


@dataclass(frozen=True, slots=True)
class Mapped:
    """A score for each answer. True and False are `yes` and `no`; a share of yes lies between the two."""

    answers: Mapping[str, float]

    def score(self, value: Value) -> float | None:
        if value is None:
            return None
        if isinstance(value, bool):
            return self.answers.get("yes" if value else "no")
        if isinstance(value, str):
            return self.answers.get(value)
        named = self.answers.get(f"{value:g}")
        if named is not None:
            return named
        if {"yes", "no"} <= self.answers.keys() and 0 <= value <= 1:
            return value * self.answers["yes"] + (1 - value) * self.answers["no"]
        return None


Curve = Share | LogNormal | Points | Mapped


def _number(value: Value) -> float | None:
    """Numbers and yes/no as a number; a text is none, and neither is what is not finite."""
    if value is None or isinstance(value, str):
        return None
    number = float(value)
    return number if math.isfinite(number) else None
