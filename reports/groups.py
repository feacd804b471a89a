"""Says which group each site stands in."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reports.tables import ReportError

WHOLE_LIST = "all sites"
_OWN = ("group", "name", "area", "status", "url")


def groups_by(sites: pd.DataFrame, column: str) -> pd.Series[str]:
    """The group of each site by a column of the list ("" = none). Where no site has one, the whole list is the group.

    Raises `ReportError` where the list has no such column.
    """
    values = _cells(sites, column).map(lambda cell: "" if cell is None else str(cell).strip())
    if (values == "").all():
        return pd.Series(WHOLE_LIST, index=sites.index, dtype="str")
    return values.astype("str")


def list_columns(sites: pd.DataFrame) -> list[str]:
    """The list's further columns, in the order they were met."""
    names: dict[str, None] = {}
    for extra in sites["extra"]:
        names.update(dict.fromkeys(extra))
    return list(names)


def _cells(sites: pd.DataFrame, column: str) -> pd.Series[Any]:
    if column in _OWN:
        return sites[column].astype("object")
    extra = list_columns(sites)
    if column not in extra and len(sites):
        there = ", ".join(f"`{name}`" for name in ("group", "area", *extra))
        raise ReportError(f"the list has no column `{column}` to group by; it has {there}.")
    return sites["extra"].map(lambda cells: cells.get(column, "")).astype("object")
