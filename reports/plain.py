"""Gives figures site by site as plain tuples and dictionaries, which cost a fraction of rows of a data frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from audits.store.records import Value
from reports.aggregate import Standings
from reports.sureness import Sureness


class Measured(NamedTuple):
    """One scored measurement; `score` runs from 0 to 1 and is NaN where there is none, `weight` 0 is on trial."""

    audit: str
    outcome: str
    value: Value
    home: Value
    unit: str
    pages: int
    failing: int
    checked: int
    failed: int
    reason: str
    category: str
    score: float
    weight: float


class MeasuredBySite:
    """The measurements of `Standings.audits`, which stand site by site there, looked up by the site's id."""

    def __init__(self, audits: pd.DataFrame) -> None:
        self._columns = [_plain(audits[name]) for name in Measured._fields]
        ids = audits["site_id"].to_numpy() if len(audits) else np.empty(0, dtype="int64")
        starts = np.flatnonzero(np.r_[True, ids[1:] != ids[:-1]]) if len(ids) else np.empty(0, dtype="int64")
        ends = [*starts[1:].tolist(), len(ids)][: len(starts)]
        self._places = dict(zip(ids[starts].tolist(), zip(starts.tolist(), ends, strict=True), strict=True))

    def __getitem__(self, site_id: int) -> list[Measured]:
        if site_id not in self._places:
            return []
        start, end = self._places[site_id]
        return [
            Measured(*cells) for cells in zip(*(_cells(column, start, end) for column in self._columns), strict=True)
        ]

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)


_Column = tuple[np.ndarray[Any, Any], list[Any] | None]


def _plain(column: pd.Series[Any]) -> _Column:
    """The column's numbers, or its codes and what they stand for: 10,000 sites have 2,500,000 rows of few words."""
    if column.dtype.kind in "if":
        return column.to_numpy(), None
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy(), column.cat.categories.tolist()
    if column.name in {"value", "home"}:
        return column.to_numpy(dtype="object"), None
    codes, words = pd.factorize(column.astype("object"), use_na_sentinel=False)
    return codes.astype("int32"), list(words)


def _cells(column: _Column, start: int, end: int) -> list[Any]:
    cells, words = column
    part: list[Any] = cells[start:end].tolist()
    return part if words is None else [words[code] for code in part]


@dataclass(frozen=True, slots=True)
class Plain:
    """What pages of single sites need of `Standings` and `Sureness`, by site id; NaN where there is none."""

    scores: Mapping[int, Mapping[str, float]]
    percentiles: Mapping[int, Mapping[str, float]]
    category_coverage: Mapping[int, Mapping[str, float]]
    coverage: Mapping[int, float]
    groups: Mapping[int, str]
    ranks: Mapping[int, Mapping[str, int]]
    measured: MeasuredBySite


def plain(standings: Standings, sure: Sureness) -> Plain:
    """The same figures in dictionaries: looking one up in a data frame takes a hundred times as long."""
    ids = standings.coverage.index.tolist()
    return Plain(
        scores=_by_site(standings.scores),
        percentiles=_by_site(standings.percentiles),
        category_coverage=_by_site(standings.category_coverage),
        coverage=dict(zip(ids, standings.coverage.tolist(), strict=True)),
        groups=dict(zip(standings.groups.index.tolist(), standings.groups.tolist(), strict=True)),
        ranks=_by_site(sure.ranks.astype("int64")),
        measured=MeasuredBySite(standings.audits),
    )


def _by_site(frame: pd.DataFrame) -> dict[Any, dict[str, Any]]:
    names = [str(name) for name in frame.columns]
    rows = frame.to_numpy().tolist()
    return {site: dict(zip(names, row, strict=True)) for site, row in zip(frame.index, rows, strict=True)}
