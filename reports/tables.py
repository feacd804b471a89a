"""Reads a run's store into data frames."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd
from sqlalchemy import JSON, Column, ColumnElement, Engine, Select, Table, Text, bindparam, cast, select

from audits.store import database
from audits.store.records import Value
from reports.columns import key_figures

MEASURED_STATUSES = ("ok", "partial")
"""Only here is what was measured the site's own. A parked page's fine weight says nothing of the club that left it."""

_BATCH = 100  # sites whose rows are held as Python objects at once
_VALUES = ("value", "home")


class ReportError(Exception):
    """No report can be made; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Tables:
    """A run's sites (index `id`, in the order of the list), measurements (long) and facts by site.

    `facts` holds the figures of `columns.toml` only. Findings stay in the store: `findings_of_site` reads them one
    site at a time, because those of 10,000 sites do not fit into memory.
    """

    sites: pd.DataFrame
    measurements: pd.DataFrame
    facts: Mapping[int, Mapping[str, Value]]


def read_tables(engine: Engine) -> Tables:
    """Everything of a run but its pages and findings."""
    sites = read_sites(engine)
    measurements, facts = _measurements(engine)
    return Tables(sites, measurements, facts)


@contextmanager
def run_store(path: Path | str) -> Iterator[Engine]:
    """The store of a finished or unfinished run: a file, or a server's address. Raises `ReportError` where there is none."""
    if isinstance(path, Path) and not path.exists():
        fetched = any((path.parent / "fetched").glob("*.warc.gz"))
        mend = f"`frontline audit {path.parent}` measures what was fetched" if fetched else "run `frontline run` first"
        raise ReportError(f"{path} is not there, so nothing has been measured yet; {mend}.")
    engine = database.open_store(path)
    try:
        yield engine
    finally:
        engine.dispose()


def read_sites(engine: Engine) -> pd.DataFrame:
    """One row per line of the list, in its order; `measured` says whether its figures count."""
    columns = [column for column in database.site.c if column.name not in {"worker", "lease_until", "address"}]
    frame = _frame(engine, select(*columns).order_by(database.site.c.line, database.site.c.id)).set_index("id")
    frame["fetched_at"] = frame["fetched_at"].fillna("")
    frame["measured"] = frame["status"].isin(MEASURED_STATUSES)
    return frame


def newest_visit(sites: pd.DataFrame) -> str:
    """The day of the newest visit, such as 2026-06-01; empty where there was none."""
    return str(sites["fetched_at"].max())[:10] if len(sites) else ""


def page_addresses(engine: Engine, site_id: int) -> set[str]:
    """The addresses of one site's pages that were read."""
    table = database.page
    with engine.connect() as connection:
        return set(connection.execute(select(table.c.url).where(table.c.site_id == site_id)).scalars())


def findings_of_site(engine: Engine, site_id: int) -> list[dict[str, Any]]:
    """The findings of one site, in their own order: together those of 10,000 sites would not fit into memory."""
    with FindingsBySite(engine) as findings:
        return findings[site_id]


class FindingsBySite:
    """The findings of one site after another, over one connection and by one statement."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._connection.close()

    def __getitem__(self, site_id: int) -> list[dict[str, Any]]:
        return self._read(_FINDINGS, {"wanted": site_id})

    def leading(self, site_id: int, most: int) -> list[dict[str, Any]]:
        """The first ones of a site: what fails for certain, then what is on the most pages."""
        return self._read(_LEADING, {"wanted": site_id, "most": most})

    def _read(self, query: Select[Any], values: Mapping[str, int]) -> list[dict[str, Any]]:
        rows = self._connection.execute(query, values).fetchall()
        found = [dict(zip(_FINDING_NAMES, row, strict=True)) for row in rows]
        for finding in found:
            finding["wcag"], finding["related"] = _list_of(finding["wcag"]), _list_of(finding["related"])
            finding["seen"] = _decoded(finding["seen"])
        return found


_decoded = json.JSONDecoder().decode


@cache
def _list_of(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _as_text(table: Table) -> list[ColumnElement[Any]]:
    """The columns of a table, JSON as it is written: most of it says what was said a thousand times before."""
    return [cast(column, Text).label(column.name) if isinstance(column.type, JSON) else column for column in table.c]


_OF_SITE = select(*_as_text(database.finding)).where(database.finding.c.site_id == bindparam("wanted"))
_FINDINGS = _OF_SITE.order_by(database.finding.c.number)
_LEADING = _OF_SITE.order_by(database.finding.c.grade != "failure", database.finding.c.number).limit(bindparam("most"))
_FINDING_NAMES = tuple(column.name for column in database.finding.c)


def _measurements(engine: Engine) -> tuple[pd.DataFrame, dict[int, dict[str, Value]]]:
    table = database.measurement
    names = [column.name for column in table.c]
    facts: dict[int, dict[str, Value]] = {}
    query = select(*_as_text(table)).order_by(table.c.site_id, table.c.audit)
    columns = {name: _column(table, name) for name in names if name != "facts"}
    for rows in _batches(engine, query, table.c.site_id):
        cells = dict(zip(names, zip(*rows, strict=True), strict=True))
        _gather_facts(facts, cells["site_id"], cells["facts"])
        for name, column in columns.items():
            column.add(cells[name])
    frame = pd.DataFrame({name: column.series() for name, column in columns.items()})
    frame["category"] = _categories(frame["audit"])
    return frame, facts


def _gather_facts(facts: dict[int, dict[str, Value]], sites: Sequence[int], texts: Sequence[str]) -> None:
    """Add what is wanted of each text; whoever says it first is right."""
    wanted = key_figures()
    for site_id, text in zip(sites, texts, strict=True):
        if text != "{}":
            for name, value in json.loads(text).items():
                if name in wanted and value is not None:
                    facts.setdefault(site_id, {}).setdefault(name, value)


def _categories(audits: pd.Series[Any]) -> pd.Series[Any]:
    """The part of each audit's id before the slash."""
    known = [str(audit).partition("/")[0] for audit in audits.cat.categories]
    names = sorted(set(known))
    places = np.array([names.index(name) for name in known], dtype="int8")
    codes = places[audits.cat.codes.to_numpy()]
    return pd.Series(pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(names)), index=audits.index)


class _Numbers:
    """A column of whole numbers; more than 31 bits no table of ours holds."""

    def __init__(self) -> None:
        self._parts: list[np.ndarray[Any, Any]] = []

    def add(self, cells: Sequence[int]) -> None:
        self._parts.append(np.array(cells, dtype="int32"))

    def series(self) -> pd.Series[Any]:
        return pd.Series(np.concatenate(self._parts) if self._parts else [], dtype="int32")


class _Words(dict[Any, int]):
    """A column of texts that come again and again: each is kept once, with a number that stands for it.

    `meaning` turns a text into what the column holds; without one the column is a categorical.
    """

    def __init__(self, meaning: Callable[[Any], Value] | None = None) -> None:
        self._meaning = meaning
        self._parts: list[np.ndarray[Any, Any]] = []

    def __missing__(self, text: Any) -> int:
        self[text] = len(self)
        return len(self) - 1

    def add(self, cells: Sequence[Any]) -> None:
        self._parts.append(np.fromiter(map(self.__getitem__, cells), dtype="int32", count=len(cells)))

    def series(self) -> pd.Series[Any]:
        codes = np.concatenate(self._parts) if self._parts else np.empty(0, dtype="int32")
        if self._meaning is not None:
            meanings = np.empty(len(self), dtype="object")
            meanings[:] = [self._meaning(text) for text in self]
            return pd.Series(meanings[codes], dtype="object")
        order = sorted(self)
        places = np.empty(len(order), dtype="int32")
        places[[self[text] for text in order]] = np.arange(len(order))
        return pd.Series(pd.Categorical.from_codes(places[codes], dtype=pd.CategoricalDtype(order)))


def _value_of(text: str | None) -> Value:
    return None if text is None else json.loads(text)


def _column(table: Table, name: str) -> _Numbers | _Words:
    if name in _VALUES:  # numbers, texts and yes/no side by side
        return _Words(_value_of)
    if table.c[name].type.python_type is int:
        return _Numbers()
    return _Words(str) if name == "reason" else _Words()


def _frame(engine: Engine, query: Select[Any]) -> pd.DataFrame:
    with engine.connect() as connection:
        result = connection.execute(query)
        return pd.DataFrame([tuple(row) for row in result], columns=list(result.keys()))


def _batches(engine: Engine, query: Select[Any], site_id: Column[int]) -> Iterator[Sequence[Any]]:
    """The rows of some sites at a time, as the driver gives them: objects round each of them take as long as reading."""
    with engine.connect() as connection:
        ids = connection.execute(select(database.site.c.id).order_by(database.site.c.id)).scalars().all()
        part = query.where(site_id.between(bindparam("first"), bindparam("last")))
        for start in range(0, len(ids), _BATCH):
            some = ids[start : start + _BATCH]
            cursor = connection.execute(part, {"first": some[0], "last": some[-1]}).cursor
            if cursor is not None and (rows := cursor.fetchall()):
                yield rows
