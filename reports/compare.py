"""Says what changed between runs, site by site and finding by finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Engine

from audits.store.records import AuditCard
from audits.store.run_folder import RunFolder
from reports.aggregate import READINGS, Standings, stand
from reports.catalogue import cards_by_id, load_catalogue
from reports.groups import groups_by
from reports.scoring import Scoring, load_scoring
from reports.tables import Tables, findings_of_site, newest_visit, page_addresses, read_tables, run_store

_LITTLE = 1.0
"""Points of score below which a change is called none: less than what one page more or less in the crawl moves."""

FINDING_FATES = ("mended", "new", "stayed", "not_looked_at", "first_seen")

_FINDING = ("audit", "level", "severity", "message", "pages", "places", "identity")
_GONE = ("unreachable", "parked")


@dataclass(frozen=True, slots=True)
class Side:
    """One run of the two, scored."""

    run: RunFolder
    tables: Tables
    standings: Standings


@dataclass(frozen=True, slots=True)
class Change:
    """What changed from `old` to `new`.

    `sites`: a row per site of either list, index `key`: names, both statuses, `fate`, and for each reading `<r>_old`,
    `<r>_new`, `<r>_change`; counts of findings by `FINDING_FATES`.
    `measures`: long, a row per site and audit measured in both, by the same version: scores and `verdict`.
    `findings`: long, a row per finding that did not stay, with `fate`. `versions`: audits whose version differs; they
    are in neither table.
    """

    old: Side
    new: Side
    scoring: Scoring
    cards: Mapping[str, AuditCard]
    sites: pd.DataFrame
    measures: pd.DataFrame
    findings: pd.DataFrame
    versions: Mapping[str, tuple[int, int]]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]


def compare_runs(
    old: RunFolder,
    new: RunFolder,
    cards: Sequence[AuditCard] = (),
    *,
    scoring: Path | None = None,
    group_by: str = "group",
) -> Change:
    """Score both runs by the same rules and set them side by side. Raises `ReportError` and `ScoringError`."""
    known = list(cards) or load_catalogue(new) or load_catalogue(old)
    rules = load_scoring(scoring, {card.id for card in known})
    before, after = _side(old, rules, group_by), _side(new, rules, group_by)
    versions, only_old, only_new = _audits_of_both(before, after)
    comparable = _comparable(before, after, versions)
    findings, counts = _findings(before, after, comparable)
    return Change(
        old=before,
        new=after,
        scoring=rules,
        cards=cards_by_id(known, comparable),
        sites=_sites(before, after, counts),
        measures=_measures(before, after, comparable),
        findings=findings,
        versions=versions,
        only_old=only_old,
        only_new=only_new,
    )


def series(runs: Sequence[RunFolder], *, scoring: Path | None = None, group_by: str = "group") -> pd.DataFrame:
    """The median of each reading in each run, over the sites that have it in every run.

    Long: `run`, `date` (the newest fetch), `reading`, `sites`, `median`. All runs are scored by the same rules.
    """
    rules = load_scoring(scoring)
    sides = [_side(run, rules, group_by) for run in runs]
    scores = [_by_key(side.standings.scores, side.tables) for side in sides]
    rows = []
    for reading in READINGS:
        panel = pd.concat([frame[reading].rename(place) for place, frame in enumerate(scores)], axis=1, join="inner")
        panel = panel.dropna()
        for place, side in enumerate(sides):
            rows.append(
                {
                    "run": side.run.name,
                    "date": newest_visit(side.tables.sites),
                    "reading": reading,
                    "sites": len(panel),
                    "median": float(panel[place].median()) if len(panel) else np.nan,
                }
            )
    return pd.DataFrame(rows, columns=["run", "date", "reading", "sites", "median"])


def _side(run: RunFolder, rules: Scoring, group_by: str) -> Side:
    with run_store(run.database) as engine:
        tables = read_tables(engine)
    return Side(run, tables, stand(tables, rules, groups_by(tables.sites, group_by)))


def _by_key(frame: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    return frame.set_axis(tables.sites["key"].reindex(frame.index), axis=0)


# --- audits -----------------------------------------------------------------------------------------------------------


def _audits_of_both(old: Side, new: Side) -> tuple[dict[str, tuple[int, int]], tuple[str, ...], tuple[str, ...]]:
    before, after = _versions(old), _versions(new)
    differing = {name: (before[name], after[name]) for name in before if name in after and before[name] != after[name]}
    return differing, tuple(sorted(before.keys() - after.keys())), tuple(sorted(after.keys() - before.keys()))


def _versions(side: Side) -> dict[str, int]:
    frame = side.tables.measurements
    return {
        str(audit): int(version) for audit, version in frame.groupby("audit", observed=True)["version"].max().items()
    }


def _comparable(old: Side, new: Side, versions: Mapping[str, tuple[int, int]]) -> set[str]:
    return (_versions(old).keys() & _versions(new).keys()) - versions.keys()


# --- sites ------------------------------------------------------------------------------------------------------------


def _sites(old: Side, new: Side, counts: pd.DataFrame) -> pd.DataFrame:
    before, after = old.tables.sites.set_index("key"), new.tables.sites.set_index("key")
    keys = [*after.index, *(key for key in before.index if key not in after.index)]
    frame = pd.DataFrame(index=pd.Index(keys, name="key"))
    for name in ("url", "name", "group"):
        frame[name] = after[name].reindex(keys).where(after[name].reindex(keys).notna(), before[name].reindex(keys))
    frame["status_old"] = before["status"].reindex(keys).fillna("")
    frame["status_new"] = after["status"].reindex(keys).fillna("")
    frame["fate"] = [
        _fate(key in before.index, key in after.index, status, now)
        for key, status, now in zip(keys, frame["status_old"], frame["status_new"], strict=True)
    ]
    was, now = _by_key(old.standings.scores, old.tables), _by_key(new.standings.scores, new.tables)
    for reading in READINGS:
        frame[f"{reading}_old"] = was[reading].reindex(keys)
        frame[f"{reading}_new"] = now[reading].reindex(keys)
        frame[f"{reading}_change"] = frame[f"{reading}_new"] - frame[f"{reading}_old"]
    for name in FINDING_FATES:
        frame[name] = counts[name].reindex(keys).fillna(0).astype("int64")
    return frame


def _fate(was_there: bool, is_there: bool, status: str, now: str) -> str:
    """In one word what became of a site."""
    measured = ("ok", "partial")
    if not was_there:
        return "joined"
    if not is_there:
        return "left"
    if status in measured and now in measured:
        return "both"
    if status in measured:
        return {"moved": "moved", "refused": "refused", "social_only": "social_only"}.get(
            now, "died" if now in _GONE else "not_measured"
        )
    return "came_back" if now in measured else "neither"


# --- measures ---------------------------------------------------------------------------------------------------------


def _measures(old: Side, new: Side, comparable: set[str]) -> pd.DataFrame:
    left, right = _scored(old, comparable), _scored(new, comparable)
    both = left.merge(right, on=["site", "audit"], suffixes=("_old", "_new"))
    moved = (both["score_new"] - both["score_old"]) * 100
    both["change"] = moved
    both["verdict"] = np.select([moved >= _LITTLE, moved <= -_LITTLE], ["better", "worse"], default="same")
    return both


def _scored(side: Side, comparable: set[str]) -> pd.DataFrame:
    frame = side.standings.audits
    measured = side.tables.sites.index[side.tables.sites["measured"]]
    frame = frame[
        frame["audit"].isin(comparable)
        & frame["score"].notna()
        & (frame["weight"] > 0)
        & frame["site_id"].isin(measured)
    ]
    return pd.DataFrame(
        {
            "site": frame["site_id"].map(side.tables.sites["key"]).astype("object"),
            "audit": frame["audit"].astype("object"),
            "value": frame["value"],
            "score": frame["score"],
        }
    )


# --- findings ---------------------------------------------------------------------------------------------------------


def _findings(old: Side, new: Side, comparable: set[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """By identity and not by totals, so that a repair and a new fault do not cancel.

    The findings that came or went, and for each site how many of each fate.
    """
    before, after = _ids(old.tables.sites), _ids(new.tables.sites)
    rows: list[tuple[Any, ...]] = []
    counts: dict[str, dict[str, int]] = {}
    with run_store(old.run.database) as old_store, run_store(new.run.database) as new_store:
        for key in [key for key in after if key in before]:
            was = _by_identity(old_store, before[key], comparable)
            now = _by_identity(new_store, after[key], comparable)
            looked = page_addresses(old_store, before[key]), page_addresses(new_store, after[key])
            counts[key] = dict.fromkeys(FINDING_FATES, 0)
            for identity in [*now, *(each for each in was if each not in now)]:
                fate = _finding_fate(was.get(identity), now.get(identity), *looked)
                counts[key][fate] += 1
                if fate != "stayed":
                    each = now.get(identity) or was[identity]
                    rows.append((key, fate, *(each[name] for name in _FINDING), _example(each)))
    columns = ["site", "fate", *_FINDING, "example_url"]
    return pd.DataFrame(rows, columns=columns), pd.DataFrame.from_dict(counts, orient="index", columns=FINDING_FATES)


def _ids(sites: pd.DataFrame) -> dict[str, int]:
    measured = sites[sites["measured"]]
    return dict(zip(measured["key"], measured.index, strict=True))


def _by_identity(store: Engine, site_id: int, comparable: set[str]) -> dict[str, dict[str, Any]]:
    return {each["identity"]: each for each in findings_of_site(store, site_id) if each["audit"] in comparable}


def _finding_fate(was: Any, now: Any, looked_then: set[str], looked_now: set[str]) -> str:
    """A finding on pages that only one of the crawls read has neither come nor gone: nobody knows."""
    if was and now:
        return "stayed"
    if was:
        return "mended" if _seen_on(was) & looked_now or not looked_now else "not_looked_at"
    return "new" if _seen_on(now) & looked_then or not looked_then else "first_seen"


def _seen_on(finding: Mapping[str, Any]) -> set[str]:
    return {place["url"] for place in finding["seen"]}


def _example(finding: Mapping[str, Any]) -> str:
    return finding["seen"][0]["url"] if finding["seen"] else ""
