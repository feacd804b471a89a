"""Ranks what one site should mend first: gain in score and people affected, against effort."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from audits.store.records import AuditCard
from reports.scoring import Scoring

MOST = 10
"""More than ten things to do first is none."""

_GOOD_ENOUGH = 0.9  # from here on a measure is no business of the first page
_HOURS: Mapping[str, float] = {"minutes": 0.25, "hour": 1.0, "day": 8.0, "new site": 80.0}
# Design choices: who meets a critical barrier cannot go on, who meets a minor one is slowed down
_PEOPLE: Mapping[str, float] = {"critical": 1.0, "serious": 0.7, "moderate": 0.4, "minor": 0.2}


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to mend: what, how, where, what it gains (points of the total, 0 to 100) and what it costs."""

    audit: str
    title: str
    remedy: str
    effort: str
    severity: str
    gain: float
    pages: int
    places: int
    priority: float
    seen: tuple[Mapping[str, Any], ...]
    others: tuple[str, ...] = ()
    """Further categories that see the same fault."""
    score: float = math.nan
    """Of the measure, 0 to 1; NaN where it is not scored."""


def first_fixes(
    rows: Sequence[Any],
    findings: Sequence[Mapping[str, Any]],
    cards: Mapping[str, AuditCard],
    scoring: Scoring,
    pages: int,
) -> list[Fix]:
    """At most ten, the best first.

    `rows` are the site's scored measurements, `findings` its findings as in the store, `pages` the pages read.
    Priority = (gain in the total + people affected) / square root of hours: gain and people count the same, and the
    root keeps a day's work that matters in front of a minute's that does not. Reviews are no fixes: nobody knows yet.
    Measures of one kind (`kinds.toml`) are one thing to mend, said in the words of the one that weighs most.
    """
    gains = _gains(rows, scoring)
    failing: dict[str, list[Mapping[str, Any]]] = {}
    for finding in findings:
        if finding["level"] == "fail":
            failing.setdefault(finding["audit"], []).append(finding)
    measured = {row.audit: row for row in rows if row.outcome == "measured"}
    wanted = {audit for audit, row in measured.items() if row.weight > 0 and row.score < _GOOD_ENOUGH} | failing.keys()
    fixes = [
        _fix(cards[audit], measured.get(audit), failing.get(audit, []), gains.get(audit, 0.0), pages)
        for audit in wanted
        if audit in cards and cards[audit].remedy
    ]
    by_kind: dict[str, list[Fix]] = {}
    for fix in sorted((fix for fix in fixes if fix.priority > 0), key=_first):
        by_kind.setdefault(_kinds().get(fix.audit, fix.audit), []).append(fix)
    return sorted(map(_joined, by_kind.values()), key=_first)[:MOST]


def _first(fix: Fix) -> tuple[float, str]:
    return -fix.priority, fix.audit


def _joined(fixes: Sequence[Fix]) -> Fix:
    """One fix for all of a kind: the first, with what mending it gains in the others too."""
    head = fixes[0]
    if len(fixes) == 1:
        return head
    worst = max((fix.severity for fix in fixes), key=lambda name: _PEOPLE.get(name, 0))
    gained = sum(fix.gain for fix in fixes[1:])
    own = head.audit.partition("/")[0]
    others = dict.fromkeys(category for fix in fixes if (category := fix.audit.partition("/")[0]) != own)
    return replace(
        head, severity=worst, gain=head.gain + gained, others=tuple(others),
        priority=head.priority + gained / math.sqrt(_HOURS.get(head.effort, 1.0)),
    )  # fmt: skip


@cache
def _kinds() -> Mapping[str, str]:
    """The kind of each audit that sees what another one sees too."""
    tables = tomllib.loads(files("reports").joinpath("kinds.toml").read_text(encoding="utf-8"))
    return {audit: kind for kind, audits in tables.items() for audit in audits}


def _gains(rows: Sequence[Any], scoring: Scoring) -> dict[str, float]:
    """What the total would gain, in points, if an audit scored full marks and all else stayed.

    In a category that goes by the worst grade this is the gain within the grade: what the grade itself would gain
    nobody can tell from here.
    """
    scored = [row for row in rows if row.weight > 0 and row.outcome == "measured" and not math.isnan(row.score)]
    in_category: dict[str, float] = {}
    for row in scored:
        in_category[row.category] = in_category.get(row.category, 0.0) + row.weight
    total = sum(scoring.categories[name].weight for name in in_category)
    if total == 0:
        return {}
    return {
        row.audit: 100
        * (1 - row.score)
        * row.weight
        / in_category[row.category]
        * scoring.categories[row.category].weight
        / total
        for row in scored
    }


def _fix(card: AuditCard, row: Any, findings: Sequence[Mapping[str, Any]], gain: float, pages: int) -> Fix:
    # The same page may stand in several groups of findings, so the largest is the least there can be
    hit = max([row.failing if row is not None else 0, *(finding["pages"] for finding in findings)], default=0)
    share = min(1.0, hit / pages) if pages and hit else (1.0 if not findings else 1 / max(1, pages))
    worst = max([finding["severity"] for finding in findings] or [card.severity], key=lambda name: _PEOPLE.get(name, 0))
    people = 10 * _PEOPLE.get(worst, 0.4) * math.sqrt(share)  # a fault of the home page alone still meets most visitors
    priority = (gain + people) / math.sqrt(_HOURS.get(card.effort, 1.0))
    return Fix(
        audit=card.id,
        title=card.title.rstrip("."),
        remedy=card.remedy,
        effort=card.effort,
        severity=worst,
        gain=gain,
        pages=hit if hit <= pages else 0,  # of a whole site the addresses found are counted, such as dead links
        places=sum(finding["places"] for finding in findings),
        priority=priority,
        seen=tuple(_examples(findings)),
        score=row.score if row is not None and row.weight > 0 else math.nan,
    )


def _examples(findings: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Up to three places, the first of each of the most frequent findings."""
    most = sorted(findings, key=lambda finding: (-finding["pages"], -finding["places"]))
    return [finding["seen"][0] for finding in most if finding["seen"]][:3]


def fixes_of_sector(
    audits: pd.DataFrame, measured: pd.Series[bool], cards: Mapping[str, AuditCard], most: int = 3
) -> list[dict[str, Any]]:
    """The measures that cost the sector most: `audit`, `title`, `sites` that score under half, `of` those measured.

    Ordered by the sum of what is missing to full marks, times the weight within the category.
    """
    counted = audits[
        audits["site_id"].isin(measured.index[measured]) & (audits["weight"] > 0) & audits["score"].notna()
    ]
    if counted.empty:
        return []
    weight = counted.groupby(["site_id", "category"], observed=True)["weight"].transform("sum")
    frame = counted.assign(lost=(1 - counted["score"]) * counted["weight"] / weight, short=counted["score"] < 0.5)
    by_audit = frame.groupby("audit", observed=True).agg(
        lost=("lost", "sum"), short=("short", "sum"), sites=("short", "size")
    )
    worst = by_audit[by_audit["short"] > 0].sort_values("lost", ascending=False)
    kinds = pd.Series([_kinds().get(str(audit), str(audit)) for audit in worst.index], index=worst.index)
    worst = worst[~kinds.duplicated()].head(most)
    rows: list[Any] = list(worst.itertuples())
    return [
        {
            "audit": row.Index,
            "title": cards[row.Index].title.rstrip(".") if row.Index in cards else row.Index,
            "sites": int(row.short),
            "of": int(row.sites),
            "share": row.short / row.sites,
        }
        for row in rows
    ]
