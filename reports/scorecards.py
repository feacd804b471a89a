"""Lays out the scorecards: one row per line of the list, with scores and key figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from audits.store.records import CATEGORIES
from reports.aggregate import OVERALL, Standings
from reports.columns import key_figures, tidy
from reports.given import given_cells
from reports.sureness import Sureness
from reports.tables import Tables

FETCH_FAILURES = "fetch_failures"
SCORES = (OVERALL, *CATEGORIES)
PERCENTILES = tuple(f"{name}_percentile" for name in SCORES)
LEADING = ("site", "status", "pages", "coverage")
RANKS = ("rank", "rank_low", "rank_high")
TRAILING = (*RANKS, "failure", "reason", "final_url", "fetched_at")


def own_columns() -> list[str]:
    """The columns that are ours, in their order, after those of the list."""
    return [*LEADING, *SCORES, *PERCENTILES, *key_figures(), *TRAILING]


def scorecards(tables: Tables, standings: Standings, sure: Sureness, sites_csv: Path) -> pd.DataFrame:
    """Index: site id, in the order of the list. Cells are numbers, texts, or None where there is nothing to say."""
    sites = tables.sites
    given = given_cells(sites, sites_csv, set(own_columns()))
    columns: dict[str, pd.Series] = {
        "site": sites["key"],
        "status": sites["status"],
        "pages": sites["pages"],
        "coverage": standings.coverage.round(2),
    }
    for name in SCORES:
        columns[name] = standings.scores[name].round(1)
    for name in SCORES:
        columns[f"{name}_percentile"] = standings.percentiles[name].round(1)
    columns |= _figures(tables)
    ranks = sure.ranks.reindex(sites.index).astype("Int64").astype("object")
    columns |= {name: ranks[name.removeprefix("rank_")] for name in RANKS}
    columns |= {name: sites[name] for name in TRAILING if name not in RANKS}
    own = pd.DataFrame(columns, index=sites.index, columns=own_columns()).astype("object")
    frame = pd.concat([given, own], axis=1).astype("object")
    return frame.where(frame.notna(), None)


def _figures(tables: Tables) -> dict[str, pd.Series]:
    """The key figures; empty where the site was not measured, for a nought would be a lie."""
    sites = tables.sites
    measured = dict(zip(sites.index, sites["measured"], strict=True))
    figures: dict[str, pd.Series] = {}
    for name in key_figures():
        values = [tidy(tables.facts.get(site, {}).get(name)) if measured[site] else None for site in sites.index]
        figures[name] = pd.Series(values, index=sites.index, dtype="object")
    asked = (sites["fetches"] > 0) | (sites["failures"] > 0)
    figures[FETCH_FAILURES] = sites["failures"].astype("object").where(asked, None)
    return figures
