"""Writes a run's whole report: scorecards, workbook, tidy tables, the comparison, a page per site."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from audits.store.records import AuditCard
from audits.store.run_folder import RunFolder
from reports.aggregate import Standings, stand
from reports.catalogue import cards_by_id, load_catalogue, save_catalogue
from reports.definitions import definitions
from reports.formats.comma_separated import write_csv
from reports.formats.findings_list import COLUMNS, finding_lines
from reports.formats.index_page import STATUSES, About, write_index
from reports.formats.long_table import long_table, write_parquet
from reports.formats.site_page import SitePages
from reports.formats.workbook import write_workbook
from reports.groups import groups_by
from reports.language import DEFAULT, Language, language
from reports.scorecards import scorecards
from reports.scoring import Scoring, load_scoring
from reports.tables import Tables, findings_of, read_tables, run_store

_WORKBOOK_FINDINGS = 50_000  # rows of the sheet; findings.csv has all, and Excel ends at 1,048,576


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What was written, for the terminal."""

    folder: Path
    statuses: dict[str, int]
    scored: int
    findings: int
    digest: str
    remarks: tuple[str, ...]

    def sentences(self) -> list[str]:
        """A few sentences for the terminal."""
        words = language()
        total = sum(self.statuses.values())
        parts = [f"{count} {words.say(f'status.{name}')}" for name, count in self.statuses.items()]
        said = [f"{words.say('count.sites', n=total)}: {', '.join(parts)}." if parts else "No site in the list."]
        if total:
            totals = words.say("count.sites", n=self.scored)
            said.append(f"{words.say('count.findings', n=self.findings)}; a total for {totals}.")
        return [*said, *self.remarks, f"Report: {self.folder / 'index.html'}"]


def write_report(
    run: RunFolder,
    cards: Sequence[AuditCard] = (),
    *,
    scoring: Path | None = None,
    group_by: str = "group",
    lang: str = DEFAULT,
) -> ReportSummary:
    """Score what RUN/run.sqlite holds and write RUN/report. Cards that are not given are read from RUN/catalogue.json.

    Raises `ReportError` (no run, no such column) and `ScoringError`.
    """
    if cards:
        save_catalogue(run, cards)
    known = list(cards) or load_catalogue(run)
    rules = load_scoring(scoring, {card.id for card in known})
    with run_store(run.database) as engine:
        tables = read_tables(engine)
        groups = groups_by(tables.sites, group_by)
        standings = stand(tables, rules, groups)
        run.report.mkdir(parents=True, exist_ok=True)
        about = About(_version(), run.root.resolve().name, rules.digest, rules.origin)
        catalogue = cards_by_id(known, tables.measurements["audit"].unique() if len(tables.measurements) else ())
        report = _Report(run, engine, tables, standings, rules, catalogue, about, language(lang))
        found = report.write()
    return _summary(run, tables, standings, rules, found)


@dataclass(frozen=True, slots=True)
class _Report:
    run: RunFolder
    engine: Engine
    tables: Tables
    standings: Standings
    scoring: Scoring
    cards: dict[str, AuditCard]
    about: About
    language: Language

    def write(self) -> int:
        """Write every file; returns how many findings there are. The tables people wait for come first."""
        folder, sites = self.run.report, self.tables.sites
        frame = scorecards(self.tables, self.standings, self.run.sites)
        write_csv(folder / "scorecards.csv", list(frame.columns), frame.itertuples(index=False))
        write_index(folder / "index.html", sites, self.standings, self.scoring, self.about, self.language)
        found = self._site_pages()
        write_csv(folder / "findings.csv", COLUMNS, self._lines())
        write_parquet(folder / "measurements.parquet", long_table(sites, self.standings.audits))
        lines = islice(self._lines(), _WORKBOOK_FINDINGS)
        meanings = definitions(frame.columns, self.scoring, self.language)
        write_workbook(folder / "scorecards.xlsx", frame, meanings, (COLUMNS, lines), self._facts_of_report())
        return found

    def _lines(self) -> Iterator[list[Any]]:
        return finding_lines(self.engine, self.tables.sites, self.cards)

    def _site_pages(self) -> int:
        folder = self.run.report / "sites"
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*.html"):  # pages of sites that are in the list no more
            old.unlink()
        audits = self.standings.audits
        places = audits.groupby("site_id").indices if len(audits) else {}
        pages = SitePages(
            folder, self.standings, self.scoring, self.cards, self.about, self.language, self.tables.facts
        )
        findings = findings_of(self.engine)
        waiting = next(findings, None)
        found = 0
        every: Iterable[Any] = self.tables.sites.itertuples()
        for site in every:
            mine: list[dict[str, Any]] = []
            if waiting is not None and waiting[0] == site.Index:
                mine, waiting = waiting[1], next(findings, None)
            rows = list(audits.iloc[places[site.Index]].itertuples()) if site.Index in places else []
            found += len(mine) if site.measured else 0
            pages.write(site.Index, site, rows, mine)
        return found

    def _facts_of_report(self) -> list[tuple[str, str]]:
        say = self.language.say
        return [
            ("run", self.about.run),
            ("version", self.about.version),
            ("scoring", f"{self.scoring.digest} ({self.scoring.origin})"),
            ("sites", str(len(self.tables.sites))),
            ("measured", str(int(self.tables.sites["measured"].sum()))),
            ("note", say("common.honest")),
            ("note", say("index.percentile_note", minimum=self.scoring.min_group)),
            ("note", say("index.coverage_note", minimum=f"{self.scoring.min_coverage:.0%}")),
        ]


def _summary(run: RunFolder, tables: Tables, standings: Standings, scoring: Scoring, found: int) -> ReportSummary:
    status = tables.sites["status"].where(tables.sites["status"] != "", "waiting")
    counts = status.value_counts()
    return ReportSummary(
        run.report,
        {name: int(counts[name]) for name in STATUSES if name in counts},
        int(standings.scores["overall"].notna().sum()),
        found,
        scoring.digest,
        standings.unscored,
    )


def _version() -> str:
    try:
        return importlib.metadata.version("frontline-audit")
    except importlib.metadata.PackageNotFoundError:
        return "of this checkout"
