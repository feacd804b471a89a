"""Gathers what each site scored in earlier runs of the same list."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from audits.store.run_folder import RunFolder
from reports.aggregate import READINGS, Standings, stand
from reports.groups import WHOLE_LIST
from reports.scoring import Scoring
from reports.tables import Tables, read_tables, run_store

_MOST = 12  # runs: a year of months


@dataclass(frozen=True, slots=True)
class Moment:
    """What one site scored in one run (0 to 100 by reading, NaN where there is none), and on which day it was read."""

    date: str
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class History:
    """The moments of each site by key, oldest first and this run's last; `changed` where the runs' audits differ."""

    moments: Mapping[str, Sequence[Moment]]
    changed: bool


def remembered(run: RunFolder) -> RunFolder | None:
    """The older run that `--since` named when this one was made; none where it named none, or it is there no more."""
    try:
        text = json.loads(run.about.read_text(encoding="utf-8"))["options"]["since"]
        path = Path(str(text))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    places = (path, run.root.parent / path, run.root.parent / path.name)  # folders are moved, mostly together
    found = (RunFolder(place) for place in places if text and (place / "run.sqlite").exists())
    return next((older for older in found if older.root.resolve() != run.root.resolve()), None)


def earlier_runs(run: RunFolder, since: RunFolder | None) -> list[RunFolder]:
    """The run before this one, the one before that, and so on, as each remembers it; the newest first."""
    chain: list[RunFolder] = []
    met = {run.root.resolve()}
    older = since or remembered(run)
    while older is not None and older.root.resolve() not in met and len(chain) < _MOST:
        met.add(older.root.resolve())
        chain.append(older)
        older = remembered(older)
    return chain


def history(runs: Sequence[RunFolder], tables: Tables, standings: Standings, scoring: Scoring) -> History | None:
    """All runs scored by the same rules; none where there is no earlier run."""
    if not runs:
        return None
    moments: dict[str, list[Moment]] = {}
    changed, versions = False, _versions(tables)
    for older in runs:
        with run_store(older.database) as engine:
            theirs = read_tables(engine)
        changed = changed or _versions(theirs) != versions
        one_group = pd.Series(WHOLE_LIST, index=theirs.sites.index, dtype="str")  # percentiles are not asked for
        _add(moments, theirs, stand(theirs, scoring, one_group))
    _add(moments, tables, standings)
    for each in moments.values():
        each.sort(key=lambda moment: moment.date)
    return History(moments, changed)


def _add(moments: dict[str, list[Moment]], tables: Tables, standings: Standings) -> None:
    sites = tables.sites
    scores = standings.scores[list(READINGS)].to_numpy().tolist()
    for key, date, measured, row in zip(sites["key"], sites["fetched_at"], sites["measured"], scores, strict=True):
        if measured:
            moments.setdefault(key, []).append(Moment(str(date)[:10], dict(zip(READINGS, row, strict=True))))


def _versions(tables: Tables) -> dict[str, int]:
    by_audit = tables.measurements.groupby("audit", observed=True)["version"].max()
    return {str(audit): int(version) for audit, version in by_audit.items()}
