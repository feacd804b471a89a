"""Says which key figures a scorecard has, in which order, and how numbers of the report are written down."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from audits.store.records import Value


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One column of the scorecard that is filled from a fact of the same name."""

    name: str
    unit: str
    meaning: str


@cache
def key_figures() -> Mapping[str, KeyFigure]:
    """The key figures of `columns.toml`, in its order."""
    tables = tomllib.loads(files("reports").joinpath("columns.toml").read_text(encoding="utf-8"))
    return {name: KeyFigure(name, entry["unit"], entry["meaning"]) for name, entry in tables.items()}


def tidy(value: Value) -> Value:
    """A figure as it is written down: yes/no for booleans, numbers without digits that mean nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - NaN is not itself
            return None
        short = round(value, 1 if abs(value) >= 100 else 2)
        return int(short) if short == int(short) else short
    return value


def whole(score: float) -> int:
    """A score as pages show it: the tables' figure with one decimal, halves up, so that no two files disagree."""
    return math.floor(rounded(score, 1) + 0.5)


def shown(score: float) -> str:
    """The same as text; empty for none (NaN)."""
    return "" if math.isnan(score) else str(whole(score))


def rounded(value: float, digits: int) -> float:
    """As pandas rounds the columns of the tables; Python's own `round` makes 51.1 of 51.15 where they have 51.2."""
    scale = 10.0**digits
    return round(value * scale) / scale
