"""Gathers audit scores into categories and a total, with coverage and standing in the group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from audits.store.records import CATEGORIES, Value
from reports.scoring import Rule, Scoring, WorstFirst
from reports.tables import Tables

OVERALL = "overall"
READINGS = (OVERALL, *CATEGORIES)


@dataclass(frozen=True, slots=True)
class Standings:
    """What the sites of a run score; every frame has the sites' ids as index, in the order of the list.

    `scores` (0 to 100; `overall` and the categories), `percentiles` (0 to 100, in the group), `category_coverage` and
    `coverage` (0 to 1); NaN where there is none. `audits` is the measurements with `score` (0 to 1) and `weight`.
    `groups` names each site's group, "" for none. `unscored` are sentences on values that no curve knows.
    """

    scores: pd.DataFrame
    percentiles: pd.DataFrame
    category_coverage: pd.DataFrame
    coverage: pd.Series[float]
    audits: pd.DataFrame
    groups: pd.Series[str]
    unscored: tuple[str, ...]


def stand(tables: Tables, scoring: Scoring, groups: pd.Series[str]) -> Standings:
    """Score every measurement of the sites that were measured, and gather the scores."""
    index = tables.sites.index
    audits, unscored = scored(tables.measurements, scoring)
    weighing = audits[["site_id", "category", "outcome", "score", "weight"]]
    counted = weighing[weighing["site_id"].isin(index[tables.sites["measured"]])]
    means, coverage_by_category = category_means(counted)
    for category in scoring.categories.values():
        if category.worst_first is not None:
            fact = category.worst_first.fact
            grades = pd.Series([tables.facts.get(site, {}).get(fact) for site in means.index], index=means.index)
            means[category.name] = worst_first(means[category.name], grades, category.worst_first)
            odd = sorted({str(grade) for grade in grades.dropna()} - category.worst_first.caps.keys())
            unscored += [f"{category.name}: no cap for the grade {grade!r} of `{fact}`" for grade in odd]
    weights = pd.Series({category.name: category.weight for category in scoring.categories.values()}, dtype="float64")
    coverage = covered(coverage_by_category, weights).reindex(index)
    # A site without a single date is not fresh because no link on it is dead: half of a category must be measured.
    enough = coverage_by_category >= scoring.min_category
    scores = (means * 100).where(enough).reindex(index=index, columns=list(CATEGORIES))
    total = weighted_mean(scores, weights)
    scores.insert(0, OVERALL, total.where(coverage >= scoring.min_coverage))
    return Standings(
        scores,
        mid_rank_percentiles(scores, groups, scoring.min_group),
        coverage_by_category.reindex(index=index, columns=list(CATEGORIES)),
        coverage,
        audits,
        groups,
        tuple(unscored),
    )


def scored(measurements: pd.DataFrame, scoring: Scoring) -> tuple[pd.DataFrame, list[str]]:
    """The measurements with `score` and `weight` (0 = on trial), and sentences on values that no curve knows."""
    frame = measurements
    scores = np.full(len(frame), np.nan)
    weights = np.zeros(len(frame))
    unscored: list[str] = []
    really = (frame["outcome"] == "measured").to_numpy()
    for audit, places in frame.groupby("audit", observed=True).indices.items():
        rule = scoring.rules.get(str(audit))
        if rule is None:
            continue
        weights[places] = rule.weight
        real = places[really[places]]
        values = frame["home" if rule.page == "home" else "value"].to_numpy()[real]
        scores[real] = [_score_of(rule, value) for value in values]
        odd = sorted(
            {
                repr(value)
                for value, score in zip(values, scores[real], strict=True)
                if np.isnan(score) and value is not None
            }
        )
        if odd:
            unscored.append(f"{audit}: no score for {', '.join(odd[:3])} by the curve `{rule.curve_name}`")
    return frame.assign(score=scores, weight=weights), unscored


def _score_of(rule: Rule, value: Value) -> float:
    score = rule.curve.score(value)
    return np.nan if score is None else score


def category_means(audits: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Weighted mean of the scores (0 to 1) and coverage (0 to 1), by site and category.

    What is not applicable leaves the weighing; what could not be told, went wrong or has no score lowers the coverage.
    """
    weighed = audits[(audits["weight"] > 0) & (audits["outcome"] != "not_applicable")]
    has = weighed["score"].notna()
    sums = pd.DataFrame(
        {
            "site_id": weighed["site_id"],
            "category": weighed["category"],
            "points": (weighed["score"] * weighed["weight"]).fillna(0.0),
            "measured": weighed["weight"].where(has, 0.0),
            "applicable": weighed["weight"],
        }
    )
    totals = sums.groupby(["site_id", "category"], observed=True).sum()
    means = (totals["points"] / totals["measured"].where(totals["measured"] > 0)).unstack("category")  # noqa: PD010 - one value per site and category, no pivoting
    coverage = (totals["measured"] / totals["applicable"]).unstack("category")  # noqa: PD010 - one value per site and category, no pivoting
    return means.reindex(columns=list(CATEGORIES)), coverage.reindex(columns=list(CATEGORIES))


def worst_first(shares: pd.Series[float], grades: pd.Series[Any], rule: WorstFirst) -> pd.Series[float]:
    """Scores (0 to 1) between the next lower cap (or nought) and the cap of the grade, by the mean of the measures.

    A site whose grade nobody knows has no score: its share alone would hide the worst.
    """
    caps = sorted(set(rule.caps.values()), reverse=True)
    floor_of = dict(zip(caps, [*caps[1:], 0.0], strict=True))
    cap = grades.reindex(shares.index).map(lambda grade: rule.caps.get(str(grade), np.nan)).astype("float64")
    floor = cap.map(floor_of)
    return floor + (cap - floor) * shares


def covered(by_category: pd.DataFrame, weights: pd.Series[float]) -> pd.Series[float]:
    """The share of the total's weight that was really measured; a category with nothing applicable leaves it."""
    return weighted_mean(by_category, weights)


def weighted_mean(frame: pd.DataFrame, weights: pd.Series[float]) -> pd.Series[float]:
    """Row by row, over the columns that have a value; NaN where none has, or all that have weigh nothing."""
    values = frame.to_numpy(dtype="float64")
    weighing = np.where(np.isnan(values), 0.0, weights.reindex(frame.columns).to_numpy(dtype="float64"))
    total = weighing.sum(axis=1)
    points = (np.nan_to_num(values) * weighing).sum(axis=1)
    return pd.Series(np.divide(points, total, out=np.full(len(frame), np.nan), where=total > 0), index=frame.index)


def mid_rank_percentiles(scores: pd.DataFrame, groups: pd.Series[str], minimum: int) -> pd.DataFrame:
    """Share of the group's scored sites below, and half of those equal (itself among them), times 100.

    NaN where fewer than `minimum` sites of the group have that score, or the site is in no group.
    """
    named = groups.reindex(scores.index)
    known = scores[named != ""]
    by_group = known.groupby(named[named != ""], observed=True)
    size = by_group.transform("count")
    percentile = 100 * (by_group.rank(method="average") - 0.5) / size.where(size >= minimum)
    return percentile.reindex(scores.index)
