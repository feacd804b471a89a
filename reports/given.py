"""Gives back the list's own cells as they were written, for the first columns of the scorecards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from audits.store import site_list
from reports.groups import list_columns

_KNOWN = site_list.COLUMNS


def given_cells(sites: pd.DataFrame, path: Path, taken: set[str]) -> pd.DataFrame:
    """One row per site (same index): `url` first, the list's own columns in their order.

    Cells come from RUN/sites.csv by line number, as written; where that file is gone or another, from the store. A
    column whose name is `taken` becomes `list_<name>`, so that nobody reads the list's `status` for ours.
    """
    written = _written(path)
    names = list(dict.fromkeys([*_heads(written), *(_used(sites)), *list_columns(sites)]))
    every: Iterable[Any] = sites.itertuples()
    rows = [_row(site, written.get(site.line, {}), names) for site in every]
    frame = pd.DataFrame(rows, index=sites.index, columns=names, dtype="object")
    return frame.rename(columns={name: f"list_{name}" for name in names if name in taken})


def _row(site: Any, written: Mapping[str, str], names: list[str]) -> list[Any]:
    own = {name: getattr(site, name) for name in _KNOWN} | dict(site.extra)
    if not _same(written.get("url", ""), site.url):
        written = {}
    return [written.get(name, "" if own.get(name) is None else own.get(name)) for name in names]


def _same(written: str, url: str) -> bool:
    """Whether a cell is the address the store has: another list may have been laid in its place since."""
    if written == url:
        return True
    try:
        return site_list.absolute(written) == url
    except ValueError:
        return False


def _used(sites: pd.DataFrame) -> list[str]:
    """The known columns that hold anything."""
    return [name for name in _KNOWN if name == "url" or (len(sites) and sites[name].replace("", None).notna().any())]


def _heads(written: Mapping[int, Mapping[str, str]]) -> list[str]:
    first = next(iter(written.values()), {})
    return sorted(first, key=lambda name: name != "url")


def _written(path: Path) -> dict[int, dict[str, str]]:
    try:
        text = site_list._decode(path.read_bytes())  # noqa: SLF001 - the one reading of a list's bytes
    except OSError:
        return {}
    try:
        _, head, rows = site_list.table_of(text)
    except site_list.SiteListError:
        return {}
    return {line: {name: cell.strip() for name, cell in zip(head, row, strict=False) if name} for line, row in rows}
