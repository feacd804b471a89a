"""Gathers how sure a run's figures are: ranks, groups, correlations, what one category decides."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from audits.store.records import CATEGORIES
from reports.aggregate import OVERALL, Standings
from reports.robustness import correlations, group_figures, leave_one_out, rank_intervals
from reports.scoring import Scoring


@dataclass(frozen=True, slots=True)
class Sureness:
    """`ranks` by site id (`rank`, `low`, `high`, `of`; empty where too few sites have a total), `left_out` by category,
    `together` (Spearman between categories), `groups` (long, see `group_figures`).
    """

    ranks: pd.DataFrame
    left_out: pd.DataFrame
    together: pd.DataFrame
    groups: pd.DataFrame


def sureness(standings: Standings, scoring: Scoring) -> Sureness:
    """Ranks are claimed only among sites that have a total, and only from `min_rank_group` such sites on."""
    weights = pd.Series({category.name: category.weight for category in scoring.categories.values()}, dtype="float64")
    scores = standings.scores[list(CATEGORIES)]
    ranked = scores[standings.scores[OVERALL].notna()]
    enough = len(ranked) >= scoring.min_rank_group
    few = ranked.iloc[:0]
    return Sureness(
        ranks=rank_intervals(ranked if enough else few, weights),
        left_out=leave_one_out(ranked if enough else few, weights),
        together=correlations(scores, scoring.min_group),
        groups=group_figures(standings.scores, standings.groups, scoring.min_group),
    )
