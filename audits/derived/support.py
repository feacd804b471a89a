"""Whether a version of a product is still mended by its makers on a given day, by the snapshot of endoflife.date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from audits.derived.version import order
from audits.standards import table


@dataclass(frozen=True, slots=True)
class Support:
    """What the snapshot says of one version: its branch, and the day its support ended or will end ("" = none set)."""

    product: str
    title: str
    version: str
    cycle: str
    ended: bool
    until: str


def support(product: str, version: str, day: date) -> Support | None:
    """Support of a version on that day; `None` where product or version are unknown to the snapshot."""
    row = _products().get(product)
    if row is None or not version:
        return None
    cycles: list[list[str]] = row["cycles"]
    known = [cycle for cycle in cycles if _belongs(version, cycle[0])]
    if known:
        cycle, _, until = max(known, key=lambda found: (found[0].count("."), order(found[0])))
    elif order(version) < order(min((cycle[0] for cycle in cycles), key=order)):
        return Support(product, row["title"], version, "", ended=True, until=min(c[2] for c in cycles if c[2]))
    else:
        return None
    grace = timedelta(days=row.get("grace_days", 0))
    ended = bool(until) and date.fromisoformat(until) + grace < day
    return Support(product, row["title"], version, cycle, ended, until)


def _belongs(version: str, cycle: str) -> bool:
    """Is the version of that branch? A version that tells less than the branches (`10` of 10.4) may be of any."""
    here, branch = version.split("."), cycle.split(".")
    shorter = min(len(here), len(branch))
    return here[:shorter] == branch[:shorter]


@cache
def _products() -> dict[str, Any]:
    return {name: row for name, row in table("endoflife.toml").items() if isinstance(row, dict)}
