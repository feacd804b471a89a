"""Reads a run's store into data frames."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import JSON, ColumnElement, Engine, Select, Table, Text, cast, select

from audits.store import database
from audits.store.records import Value
from reports.columns import key_figures

MEASURED_STATUSES = ("ok", "partial")
"""Only here is what was measured the site's own. A parked page's fine weight says nothing of the club that left it."""

_BATCH = 20_000  # rows held as Python objects at once
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
        raise ReportError(f"{path} is not there, so nothing has been measured yet; run `frontline run` first.")
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
    table = database.finding
    query = select(*_as_text(table)).where(table.c.site_id == site_id).order_by(table.c.number)
    found = list(_rows(engine, query, _BATCH))
    for finding in found:
        finding["wcag"], finding["related"] = _list_of(finding["wcag"]), _list_of(finding["related"])
        finding["seen"] = json.loads(finding["seen"])
    return found


@cache
def _list_of(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _as_text(table: Table) -> list[ColumnElement[Any]]:
    """The columns of a table, JSON as it is written: most of it says what was said a thousand times before."""
    return [cast(column, Text).label(column.name) if isinstance(column.type, JSON) else column for column in table.c]


def _measurements(engine: Engine) -> tuple[pd.DataFrame, dict[int, dict[str, Value]]]:
    table = database.measurement
    wanted = key_figures()
    names = [column.name for column in table.c]
    facts: dict[int, dict[str, Value]] = {}
    query = select(*_as_text(table)).order_by(table.c.site_id, table.c.audit)
    columns: dict[str, list[Any]] = {name: [] for name in names if name != "facts"}
    pool: dict[str, str] = {}
    for rows in _batches(engine, query, _BATCH):
        cells = dict(zip(names, zip(*rows, strict=True), strict=True))
        for site_id, text in zip(cells["site_id"], cells["facts"], strict=True):
            if text != "{}":
                for name, value in json.loads(text).items():
                    if name in wanted and value is not None:
                        facts.setdefault(site_id, {}).setdefault(name, value)
        for name, column in columns.items():
            if name in _VALUES:
                column += [_value_of(text) for text in cells[name]]
            else:
                column += [pool.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in cells[name]]
    frame = pd.DataFrame({name: _column(table, name, values) for name, values in columns.items()})
    frame["category"] = _categories(frame["audit"])
    return frame, facts


def _categories(audits: pd.Series[Any]) -> pd.Series[str]:
    """The part of each audit's id before the slash."""
    known = {audit: str(audit).partition("/")[0] for audit in audits.unique()}
    return audits.astype("object").map(known).astype("str")


@lru_cache(maxsize=50_000)
def _value_of(text: str | None) -> Value:
    return None if text is None else json.loads(text)


def _column(table: Table, name: str, values: Sequence[Any]) -> pd.Series[Any]:
    if name in _VALUES:  # numbers, texts and yes/no side by side
        return pd.Series(values, dtype="object")
    kind = table.c[name].type.python_type
    return pd.Series(values, dtype="int64" if kind is int else "category" if name != "reason" else "object")


def _frame(engine: Engine, query: Select[Any]) -> pd.DataFrame:
    with engine.connect() as connection:
        result = connection.execute(query)
        return pd.DataFrame([tuple(row) for row in result], columns=list(result.keys()))


def _rows(engine: Engine, query: Select[Any], batch: int) -> Iterator[dict[str, Any]]:
    names = [column.name for column in query.selected_columns]
    for rows in _batches(engine, query, batch):
        for row in rows:
            yield dict(zip(names, row, strict=True))


def _batches(engine: Engine, query: Select[Any], batch: int) -> Iterator[Sequence[Any]]:
    with engine.connect() as connection:
        yield from connection.execution_options(stream_results=True).execute(query).partitions(batch)
