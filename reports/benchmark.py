"""Sets one site beside its group: where it stands, measure by measure, and what to mend first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy.exc import SQLAlchemyError

from audits.store.records import AuditCard, Value
from audits.store.run_folder import RunFolder
from audits.store.server import StoreError
from reports.aggregate import READINGS, Standings, stand
from reports.catalogue import cards_by_id, load_catalogue
from reports.fixes import Fix, first_fixes
from reports.groups import WHOLE_LIST, groups_by
from reports.scoring import Scoring, load_scoring
from reports.tables import ReportError, Tables, findings_of_site, read_sites, read_tables, run_store


@dataclass(frozen=True, slots=True)
class Standing:
    """One reading of the site beside its group's: scores 0 to 100, NaN where there is none."""

    name: str
    score: float
    median: float
    best_quarter: float
    percentile: float
    sites: int


@dataclass(frozen=True, slots=True)
class MeasureStanding:
    """One measure of the site beside its group's, as values in the audit's unit."""

    audit: str
    title: str
    category: str
    unit: str
    value: Value
    score: float
    median: Value
    best_quarter: Value
    median_score: float
    best_quarter_score: float
    sites: int

    @property
    def place(self) -> str:
        """`best_quarter`, `above`, `level` with or `below` the group's median, or "" where nothing can be said.

        Where the best quarter is no better than the median, to be like it is no distinction.
        """
        if np.isnan(self.score) or np.isnan(self.median_score):
            return ""
        if self.score == self.median_score and self.best_quarter_score <= self.median_score:
            return "level"
        if self.score >= self.best_quarter_score:
            return "best_quarter"
        return "above" if self.score >= self.median_score else "below"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Everything the benchmark page says."""

    key: str
    site: Mapping[str, Any]
    group: str
    peers: int
    peer_run: str
    readings: tuple[Standing, ...]
    measures: tuple[MeasureStanding, ...]
    fixes: tuple[Fix, ...]
    versions: tuple[str, ...]
    scoring: Scoring


def benchmark(
    mine: RunFolder,
    against: RunFolder,
    cards: Sequence[AuditCard] = (),
    *,
    key: str = "",
    group: str = "",
    scoring: Path | None = None,
    group_by: str = "group",
) -> Benchmark:
    """Where a site of the run `mine` (the first measured, or the one called `key`) stands among a group of `against`.

    Without `group` it is the site's own group where its list names one that `against` has, else all of `against`. The
    site itself, where it is in `against` too, is not among its peers. Raises `ReportError` where nothing was measured.
    """
    known = list(cards) or load_catalogue(mine) or load_catalogue(against)
    rules = load_scoring(scoring, {card.id for card in known})
    tables, standings = _scored(mine, rules, group_by)
    their_tables, theirs = _scored(against, rules, group_by)
    site_id = _chosen(tables, key)
    site = tables.sites.loc[site_id]
    group = _group(group, str(standings.groups.get(site_id, "")), theirs)
    peers = _peers(their_tables, theirs, group, str(site["key"]))
    own = {name: float(standings.scores[name].loc[site_id]) for name in READINGS}
    names = cards_by_id(known, tables.measurements["audit"].unique())
    rows: list[Any] = list(standings.audits[standings.audits["site_id"] == site_id].itertuples())
    with run_store(mine.database) as engine:
        findings = findings_of_site(engine, site_id)
    return Benchmark(
        key=str(site["key"]),
        site={str(name): value for name, value in site.items()},
        group=group,
        peers=len(peers),
        peer_run=against.root.resolve().name,
        readings=tuple(_reading(name, own, theirs, peers, rules) for name in READINGS),
        measures=tuple(_measures(rows, theirs.audits, peers, names)),
        fixes=tuple(first_fixes(rows, findings, names, rules, int(str(site["pages"])))),
        versions=tuple(_other_versions(rows, theirs.audits)),
        scoring=rules,
    )


def newest_run_with(folder: Path, group: str, *, but: Path | None = None) -> RunFolder | None:
    """The run below `folder` that was fetched last and has measured sites of that group (any group where it is "")."""
    found: list[tuple[str, RunFolder]] = []
    for database in sorted(folder.glob("*/run.sqlite")):
        if but is not None and database.parent.resolve() == but.resolve():
            continue
        try:
            with run_store(database) as engine:
                sites = read_sites(engine)
        except (StoreError, SQLAlchemyError):
            continue  # what is broken beside us is nobody's peer
        there = sites[sites["measured"] & ((sites["group"] == group) | (group == ""))]
        if len(there):
            found.append((str(there["fetched_at"].max()), RunFolder(database.parent)))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _scored(run: RunFolder, rules: Scoring, group_by: str) -> tuple[Tables, Standings]:
    with run_store(run.database) as engine:
        tables = read_tables(engine)
    return tables, stand(tables, rules, groups_by(tables.sites, group_by))


def _chosen(tables: Tables, key: str) -> int:
    sites = tables.sites
    if key and key not in set(sites["key"]):
        raise ReportError(f"there is no site `{key}` in this run.")
    wanted = sites[(sites["key"] == key) if key else sites["measured"]]
    if wanted.empty or not wanted["measured"].iloc[0]:
        row = (wanted if len(wanted) else sites).head(1)
        why = "; ".join(f"{each['url']} is `{each['status'] or 'waiting'}`" for _, each in row.iterrows())
        raise ReportError(f"nothing was measured, so there is nothing to compare ({why or 'the list is empty'}).")
    return int(wanted.index.to_list()[0])


def _group(asked: str, own: str, theirs: Standings) -> str:
    there = set(theirs.groups)
    if asked:
        if asked not in there:
            raise ReportError(f"the other run has no group `{asked}`; it has {', '.join(sorted(there - {''}))}.")
        return asked
    return own if own in there and own != "" else WHOLE_LIST


def _peers(tables: Tables, theirs: Standings, group: str, key: str) -> pd.Index[Any]:
    sites = tables.sites
    mask = sites["measured"] & (sites["key"] != key)
    if group != WHOLE_LIST:
        mask &= theirs.groups.reindex(sites.index) == group
    return sites.index[mask]


def _reading(name: str, own: Mapping[str, float], theirs: Standings, peers: pd.Index[Any], rules: Scoring) -> Standing:
    score = own[name]
    scores = theirs.scores.loc[peers, name].dropna().to_numpy(dtype="float64")
    if len(scores) == 0:
        return Standing(name, score, np.nan, np.nan, np.nan, 0)
    enough = len(scores) + 1 >= rules.min_group and not np.isnan(score)
    below, equal = float((scores < score).sum()), float((scores == score).sum())
    percentile = 100 * (below + 0.5 * (equal + 1)) / (len(scores) + 1) if enough else np.nan
    return Standing(name, score, float(np.median(scores)), float(np.quantile(scores, 0.75)), percentile, len(scores))


def _measures(
    rows: Sequence[Any], theirs: pd.DataFrame, peers: pd.Index[Any], cards: Mapping[str, AuditCard]
) -> list[MeasureStanding]:
    scored = theirs[theirs["site_id"].isin(peers) & theirs["score"].notna() & (theirs["weight"] > 0)]
    by_audit = {str(audit): frame for audit, frame in scored.groupby("audit", observed=True)}
    found = [
        _measure(row, by_audit.get(row.audit), cards[row.audit])
        for row in rows
        if row.weight > 0 and row.outcome == "measured"
    ]
    order = list(cards)
    return sorted(found, key=lambda each: order.index(each.audit))


def _measure(row: Any, peers: pd.DataFrame | None, card: AuditCard) -> MeasureStanding:
    if peers is not None:
        peers = peers[peers["version"] == row.version].sort_values("score", kind="stable")
    own = MeasureStanding(
        row.audit, card.title.rstrip("."), card.category, str(row.unit), row.value, float(row.score) * 100,
        None, None, np.nan, np.nan, 0,
    )  # fmt: skip
    if peers is None or peers.empty:
        return own
    middle, best = (peers.iloc[round((len(peers) - 1) * part)] for part in (0.5, 0.75))
    return MeasureStanding(
        own.audit, own.title, own.category, own.unit, own.value, own.score, middle["value"], best["value"],
        float(middle["score"]) * 100, float(best["score"]) * 100, len(peers),
    )  # fmt: skip


def _other_versions(rows: Sequence[Any], theirs: pd.DataFrame) -> list[str]:
    versions = theirs.groupby("audit", observed=True)["version"].max().to_dict()
    return sorted(row.audit for row in rows if row.audit in versions and versions[row.audit] != row.version)
