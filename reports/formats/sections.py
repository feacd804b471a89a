"""Makes the parts of the comparison that say how groups, categories and ranks relate."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pandas as pd

from audits.store.records import CATEGORIES
from reports.aggregate import OVERALL, Standings
from reports.columns import whole
from reports.compare import Change
from reports.formats import drawings
from reports.formats.drawings import Bar
from reports.formats.web import band, site_name
from reports.language import Language
from reports.scoring import Scoring
from reports.sureness import Sureness
from reports.tables import newest_visit

_GROUPS = 30  # groups in the page
_TINTED = 0.25  # a correlation from here on is seen, and said
_WIDE = 0.2  # of all ranks: from here on a rank is called a blur


def group_section(sure: Sureness, scoring: Scoring, language: Language) -> dict[str, Any] | None:
    """Groups beside each other; none where there are fewer than two."""
    figures = sure.groups
    if figures.empty or figures["group"].nunique() < 2:
        return None
    total = figures[figures["reading"] == OVERALL].sort_values("sites", ascending=False, kind="stable")
    rows: list[Any] = list(total.head(_GROUPS).itertuples())
    bars = [Bar(row.group, row.median, _known(row.median_low), _known(row.median_high)) for row in rows]
    parts = ", ".join(f"{bar.title} {whole(bar.value)}" for bar in bars)
    sizes = figures.groupby("group", observed=True)["sites"].max().sort_values(ascending=False, kind="stable")
    shown = [str(name) for name in sizes.index[:_GROUPS]]
    by_cell = {(row.group, row.reading): row for row in _rows(figures[figures["group"].isin(shown)])}
    notes = []
    if (sizes < scoring.min_group).any():
        notes.append(language.say("index.groups_small", minimum=scoring.min_group))
    if len(sizes) > _GROUPS:
        notes.append(language.say("index.groups_more", n=_GROUPS, all=len(sizes)))
    return {
        "drawing": drawings.intervals(bars, language.say("index.groups_chart", parts=parts)) if bars else None,
        "notes": notes,
        "rows": [
            {
                "group": name,
                "sites": int(sizes[name]),
                "cells": [_cell(by_cell.get((name, reading))) for reading in (OVERALL, *CATEGORIES)],
            }
            for name in shown
        ],
    }


def together_section(sure: Sureness, language: Language) -> dict[str, Any] | None:
    """How categories go together; none where no pair has enough sites."""
    table = sure.together
    pairs = [(left, right) for left, right in combinations(CATEGORIES, 2) if not math.isnan(table[left][right])]
    if not pairs:
        return None
    left, right = max(pairs, key=lambda pair: table[pair[0]][pair[1]])
    used = [name for name in CATEGORIES if any(name in pair for pair in pairs)]
    says = language.say("index.together_none")
    if table[left][right] >= _TINTED:
        says = language.say(
            "index.together_most", left=language.say(f"category.{left}"), right=language.say(f"category.{right}"),
            n=_correlation(table[left][right], language),
        )  # fmt: skip
    return {
        "says": says,
        "names": used,
        "rows": [
            {"name": row, "cells": [_related(table[row][column], row == column, language) for column in used]}
            for row in used
        ],
    }


def ranking_section(
    sure: Sureness, standings: Standings, sites: pd.DataFrame, scoring: Scoring, language: Language
) -> dict[str, Any] | None:
    """How wide ranks are and which category decides them; none where there is no total at all."""
    if standings.scores[OVERALL].notna().sum() == 0:
        return None
    ranks = sure.ranks
    if ranks.empty:
        return {"says": language.say("index.ranking_none", minimum=scoring.min_rank_group), "rows": []}
    span = float((ranks["high"] - ranks["low"]).median())
    says = language.say("index.ranking_says", span=round(span), of=len(ranks))
    if span > _WIDE * len(ranks):
        says = f"{says} {language.say('index.ranking_blur')}"
    left_out = sure.left_out.sort_values("spearman")
    return {"says": says, "rows": [_left_out(row, sites, language) for row in _rows(left_out)]}


def change_section(change: Change | None, language: Language) -> dict[str, Any] | None:
    """The few sentences of what changed since an older run."""
    if change is None:
        return None
    moved = change.sites["overall_change"]
    says = language.say(
        "index.since_says",
        both=language.say("count.sites", n=int((change.sites["fate"] == "both").sum())),
        better=language.say("count.sites", n=int((moved >= 1).sum())),
        worse=int((moved <= -1).sum()),
        mended=language.say("count.findings", n=int(change.sites["mended"].sum())),
        new=int(change.sites["new"].sum()),
    )
    return {"title": language.say("index.since", date=newest_visit(change.old.tables.sites)), "says": says}


def _left_out(row: Any, sites: pd.DataFrame, language: Language) -> dict[str, Any]:
    mover = ""
    if row.mover in sites.index:
        site = sites.loc[row.mover]
        mover = site_name(str(site["name"]), str(site["url"]))
    return {
        "name": language.say(f"category.{row.category}"),
        "spearman": _correlation(row.spearman, language),
        "median": language.say("count.ranks", n=round(row.median_move)) if not math.isnan(row.median_move) else "",
        "largest": language.say("count.ranks", n=round(row.largest_move)) if not math.isnan(row.largest_move) else "",
        "mover": mover,
    }


def _cell(row: Any) -> dict[str, str]:
    if row is None:
        return {"text": "", "band": "", "interval": ""}
    interval = "" if math.isnan(row.median_low) else f"{whole(row.median_low)}–{whole(row.median_high)}"
    return {"text": str(whole(row.median)), "band": band(row.median), "interval": interval}


def _related(value: float, same: bool, language: Language) -> dict[str, str]:
    if same:
        return {"text": "", "tint": "self"}
    if math.isnan(value):
        return {"text": "", "tint": ""}
    strength = min(3, int(abs(value) / _TINTED))
    return {"text": _correlation(value, language), "tint": f"{'with' if value >= 0 else 'against'}{strength}"}


def _correlation(value: float, language: Language) -> str:
    return "" if math.isnan(value) else language.number(value, 2).replace("-", "−")


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples()
