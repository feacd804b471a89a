"""Says how far a ranking would move under other weights, other sites, or without one of its parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from reports.aggregate import weighted_mean

Floats = np.ndarray[Any, np.dtype[np.float64]]

CONCENTRATION = 20.0
"""How closely drawn weights keep to the given ones, per category: at 20 and nine equal weights of 11 %, most lie
between 7 and 16 % (measures, section 10)."""

_DRAWS = 1000
_SEED = 20_260  # the same run gives the same report
_CELLS = 4_000_000  # numbers held at once: 32 MB


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and where 95 of 100 draws put it."""

    value: float
    low: float
    high: float


def rank_intervals(scores: pd.DataFrame, weights: pd.Series[float], *, draws: int = _DRAWS) -> pd.DataFrame:
    """Rank by the weighted mean (1 is best; equals share the better rank), and where 95 of 100 draws of weights put it.

    `scores` has a row per site and a column per category; rows without any score are left out. Columns `rank`, `low`,
    `high`, `of`. Weights are drawn from a Dirichlet distribution centred on those given; what weighs nothing stays so.
    """
    known = scores[scores.notna().any(axis=1)]
    columns = _weighing(scores, weights)
    ranks = _total(known[columns], weights).rank(ascending=False, method="min")
    if known.empty or not columns:
        return pd.DataFrame({"rank": ranks, "low": ranks, "high": ranks, "of": len(known)})
    drawn = draw_weights(np.asarray(weights[columns], dtype=np.float64), draws)
    placed = _ranks_under(known[columns].to_numpy(dtype="float64"), drawn)
    low, high = np.percentile(placed, [2.5, 97.5], axis=1, method="nearest")
    given = ranks.to_numpy()
    return pd.DataFrame(
        {"rank": ranks, "low": np.minimum(low, given), "high": np.maximum(high, given), "of": len(known)},
        index=known.index,
    )


def draw_weights(weights: Floats, draws: int, seed: int = _SEED) -> Floats:
    """Rows of weights that sum to 1, round those given."""
    alpha = weights / weights.sum() * len(weights) * CONCENTRATION
    return np.random.default_rng(seed).dirichlet(alpha, draws)


def leave_one_out(scores: pd.DataFrame, weights: pd.Series[float]) -> pd.DataFrame:
    """What the ranking does when one category is left out: a row per category.

    `spearman` with the full ranking, `median_move` and `largest_move` in ranks, `mover` the index of the site that
    moves most.
    """
    columns = _weighing(scores, weights)
    known = scores[scores[columns].notna().any(axis=1)]
    full = _total(known[columns], weights).rank(ascending=False)
    rows = []
    for left_out in columns:
        rest = [name for name in columns if name != left_out]
        total = _total(known[rest], weights)
        ranks = pd.DataFrame({"full": full.where(total.notna()).rank(), "rest": total.rank(ascending=False)}).dropna()
        moves = (ranks["rest"] - ranks["full"]).abs()
        rows.append(
            {
                "category": left_out,
                "spearman": ranks.corr().iloc[0, 1] if len(ranks) > 2 else np.nan,
                "median_move": moves.median(),
                "largest_move": moves.max(),
                "mover": moves.idxmax() if len(moves) else None,
            }
        )
    return pd.DataFrame(rows, columns=["category", "spearman", "median_move", "largest_move", "mover"])


def correlations(scores: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Spearman's rank correlation between categories, over sites that have both; NaN under `minimum` sites."""
    return scores.corr(method="spearman", min_periods=minimum)


def group_figures(scores: pd.DataFrame, groups: pd.Series[str], minimum: int, *, draws: int = _DRAWS) -> pd.DataFrame:
    """Mean and median of each reading in each group, with a percentile bootstrap over its sites.

    Long: `group`, `reading`, `sites`, `mean`, `mean_low`, `mean_high`, `median`, `median_low`, `median_high`. Pages of
    a site are not independent, so never over pages. Under `minimum` sites there is no interval.
    """
    rows = []
    named = groups.reindex(scores.index)
    for group, members in scores[named != ""].groupby(named[named != ""], observed=True):
        for reading in scores:
            values = members[reading].dropna().to_numpy(dtype="float64")
            if len(values) == 0:
                continue
            row = {"group": group, "reading": reading, "sites": len(values)}
            for name, figure in (("mean", _mean), ("median", _median)):
                low, high = (np.nan, np.nan) if len(values) < minimum else bootstrap(values, figure, draws=draws)
                row |= {name: float(figure(values)), f"{name}_low": low, f"{name}_high": high}
            rows.append(row)
    names = ["group", "reading", "sites", "mean", "mean_low", "mean_high", "median", "median_low", "median_high"]
    return pd.DataFrame(rows, columns=names)


def bootstrap(
    values: Floats, figure: Callable[[Floats], Floats], *, draws: int = _DRAWS, seed: int = _SEED
) -> tuple[float, float]:
    """The middle 95 of 100 values of a figure over samples of the rows, drawn with replacement.

    `figure` takes samples along the last axis (or, for rows of pairs, along the last but one).
    """
    generator = np.random.default_rng(seed)
    size = len(values)
    block = max(1, _CELLS // max(1, values.size))
    found: list[Floats] = []
    for start in range(0, draws, block):
        places = generator.integers(0, size, (min(block, draws - start), size))
        found.append(np.atleast_1d(figure(values[places])))
    low, high = np.nanpercentile(np.concatenate(found), [2.5, 97.5])
    return float(low), float(high)


def spearman(left: pd.Series[float], right: pd.Series[float], *, draws: int = _DRAWS) -> Interval | None:
    """Spearman's rank correlation with a bootstrap interval over rows; none under three pairs or without variety."""
    pairs = pd.DataFrame({"left": left, "right": right}).dropna()
    if len(pairs) < 3 or pairs.nunique().min() < 2:
        return None
    value = _one_correlation(pairs.to_numpy(dtype="float64"))
    low, high = bootstrap(pairs.to_numpy(dtype="float64"), _rank_correlation, draws=draws)
    return Interval(value, low, high)


def _rank_correlation(samples: Floats) -> Floats:
    """For samples by rows by two columns."""
    return np.array([_one_correlation(sample) for sample in samples])


def _one_correlation(sample: Floats) -> float:
    if np.ptp(sample[:, 0]) == 0 or np.ptp(sample[:, 1]) == 0:
        return np.nan
    return float(pd.DataFrame(sample).corr(method="spearman").to_numpy()[0, 1])


def _ranks_under(values: Floats, drawn: Floats) -> Floats:
    """Ranks of sites (rows) under each draw of weights (columns)."""
    there = ~np.isnan(values)
    filled = np.where(there, values, 0.0)
    ranks = np.empty((len(values), len(drawn)), dtype="float32")
    block = max(1, _CELLS // len(values))
    for start in range(0, len(drawn), block):
        weights = drawn[start : start + block].T
        total = (filled @ weights) / (there @ weights)
        ranks[:, start : start + block] = pd.DataFrame(-np.round(total, 9)).rank(method="min").to_numpy()
    return ranks


def _weighing(scores: pd.DataFrame, weights: pd.Series[float]) -> list[str]:
    return [str(name) for name in scores if weights.get(str(name), 0.0) > 0]


def _total(scores: pd.DataFrame, weights: pd.Series[float]) -> pd.Series[float]:
    """Rounded, so that equals stay equal whatever the order of summing."""
    return weighted_mean(scores, weights).round(9)


def _mean(samples: Floats) -> Floats:
    return np.asarray(samples.mean(axis=-1))


def _median(samples: Floats) -> Floats:
    return np.asarray(np.median(samples, axis=-1))
