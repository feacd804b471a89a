"""Draws sites for people to code by hand, so that the program can be checked against them."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

from audits.store.run_folder import RunFolder
from reports.aggregate import stand
from reports.columns import key_figures
from reports.formats.comma_separated import write_csv
from reports.groups import groups_by
from reports.scoring import load_scoring
from reports.tables import ReportError, read_tables, run_store

_SEED = 20_260
_CODED = (
    "newest_content_date",
    "facebook_only",
    "viewport",
    "mobile_ready",
    "uses_frames",
    "uses_flash",
    "js_required",
)


def write_sample(
    run: RunFolder, path: Path, *, n: int = 60, group_by: str = "group", scoring: Path | None = None, seed: int = _SEED
) -> pd.DataFrame:
    """Write a coding sheet of `n` measured sites, stratified by group and third of the total; returns who is in it.

    The sheet has a column per feature to fill with yes or no, and nothing of what the program found: coders are blind.
    Give each coder a copy. Raises `ReportError` where no site was measured, or the file is there: it may be filled in.
    """
    if path.is_file():
        raise ReportError(f"{path} is there already, and somebody may have filled it; name another file with --out.")
    with run_store(run.database) as engine:
        tables = read_tables(engine)
    standings = stand(tables, load_scoring(scoring), groups_by(tables.sites, group_by))
    measured = tables.sites[tables.sites["measured"]]
    if measured.empty:
        raise ReportError("no site was measured, so there is none to draw.")
    strata = stratum(standings.scores.loc[measured.index, "overall"], standings.groups.loc[measured.index])
    chosen = measured.loc[drawn(strata, n, seed)]
    columns = ["site", "url", "name", "coder", *features(), "notes"]
    rows = [
        [row["key"], row["final_url"] or row["url"], row["name"], *[""] * (len(columns) - 3)]
        for _, row in chosen.iterrows()
    ]
    write_csv(path, columns, rows)
    return chosen.assign(stratum=strata.loc[chosen.index])


def features() -> list[str]:
    """What is coded: the features, and a few figures that a person can see."""
    return [
        name
        for name, figure in key_figures().items()
        if (name.startswith("feature_") and figure.unit == "yes/no") or name in _CODED
    ]


def stratum(scores: pd.Series[float], groups: pd.Series[str]) -> pd.Series[str]:
    """Group and third of the total (low, middle, high, or none where there is no total)."""
    thirds = pd.Series("none", index=scores.index, dtype="object")
    known = scores.dropna()
    if len(known):
        place = known.rank(pct=True)
        thirds.loc[known.index] = np.select([place <= 1 / 3, place <= 2 / 3], ["low", "middle"], default="high")
    return groups.reindex(scores.index).astype("object") + " / " + thirds


def drawn(strata: pd.Series[str], n: int, seed: int) -> list[int]:
    """`n` indices in list order, from each stratum in proportion to its size (largest remainders), at random within."""
    generator = np.random.default_rng(seed)
    sizes = Counter(strata)
    wanted = min(n, len(strata))
    exact = {name: sizes[name] / len(strata) * wanted for name in sorted(sizes)}
    quota = {name: math.floor(share) for name, share in exact.items()}
    by_remainder = sorted(exact, key=lambda name: quota[name] - exact[name])
    for name in by_remainder[: wanted - sum(quota.values())]:
        quota[name] += 1
    chosen: list[int] = []
    for name, count in quota.items():
        members = strata.index[strata == name].to_numpy()
        chosen += [int(each) for each in generator.choice(members, count, replace=False)]
    return sorted(chosen)
