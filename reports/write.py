"""Writes a run's whole report: scorecards, workbook, tidy tables, the comparison, a page per site."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from audits.store.records import AuditCard
from audits.store.run_folder import RunFolder
from reports.aggregate import Standings, stand
from reports.catalogue import cards_by_id, in_language, load_catalogue, save_catalogue
from reports.compare import Change, compare_runs
from reports.definitions import definitions
from reports.formats.change_page import write_change
from reports.formats.comma_separated import write_csv
from reports.formats.data_package import write_data_package
from reports.formats.findings_list import COLUMNS, finding_lines
from reports.formats.ground import Ground, read_ground
from reports.formats.index_page import STATUSES, IndexPage
from reports.formats.long_table import long_table, write_parquet
from reports.formats.measures_page import write_measures
from reports.formats.sight import Sights
from reports.formats.site_files import SiteFiles
from reports.formats.site_page import Since, SitePages
from reports.formats.web import About, site_name
from reports.formats.workbook import write_workbook
from reports.groups import groups_by
from reports.history import History, earlier_runs, history, remembered
from reports.language import DEFAULT, Language, language
from reports.plain import plain
from reports.scorecards import scorecards
from reports.scoring import Scoring, load_scoring
from reports.sureness import Sureness, sureness
from reports.tables import FindingsBySite, Tables, read_tables, run_store

_WORKBOOK_FINDINGS = 5_000  # rows of the sheet, shared out among the sites; findings.csv has all
_NAMED = 5  # sites named in a sentence


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What was written, for the terminal."""

    folder: Path
    statuses: dict[str, int]
    scored: int
    findings: int
    digest: str
    remarks: tuple[str, ...]
    totals: tuple[tuple[str, float], ...]
    words: Language

    def below(self, least: float) -> str:
        """A sentence on the sites whose total is below `least` (none where there is no such site).

        A run in which no site has a total is below everything: what was not measured has not passed.
        """
        say = self.words.say
        if not self.totals:
            return say("terminal.below_none", least=least)
        low = sorted((score, name) for name, score in self.totals if score < least)
        if not low:
            return ""
        named = ", ".join(f"{name} ({score:.1f})" for score, name in low[:_NAMED])
        if len(low) > _NAMED:
            named = say("terminal.and_more", sites=named, n=len(low) - _NAMED)
        return say("terminal.below", n=len(low), of=len(self.totals), least=least, sites=named)

    def sentences(self) -> list[str]:
        """A few sentences for the terminal."""
        say, total = self.words.say, sum(self.statuses.values())
        if not total:
            return [say("terminal.none"), *self.remarks, say("terminal.report", path=self.folder / "index.html")]
        parts = ", ".join(f"{count} {say(f'status.{name}')}" for name, count in self.statuses.items())
        found, totals = say("count.findings", n=self.findings), say("count.sites", n=self.scored)
        return [
            say("terminal.sites", sites=say("count.sites", n=total), parts=parts),
            say("terminal.findings", findings=found, totals=totals),
            *self.remarks,
            say("terminal.report", path=self.folder / "index.html"),
        ]


def write_report(
    run: RunFolder,
    cards: Sequence[AuditCard] = (),
    *,
    scoring: Path | None = None,
    group_by: str = "group",
    lang: str = DEFAULT,
    since: RunFolder | None = None,
    areas: Path | None = None,
    statistics: Path | None = None,
    processes: int | None = None,
    earlier: Sequence[RunFolder] = (),
) -> ReportSummary:
    """Score what RUN/run.sqlite holds and write RUN/report. Cards that are not given are read from RUN/catalogue.json.

    With `since` what changed from that run is told too (where it is not given, of the run that this one remembers), and
    pages of sites show what they scored in the runs before: `earlier`, or else the chain of those that each remembers. `areas` is a GeoJSON file of boundaries, `statistics` a CSV of
    figures for each area. Pages of sites are written by as many `processes` as there are cores. Raises `ReportError` (no run, no such column, a file that cannot be used) and `ScoringError`.
    """
    if cards:
        save_catalogue(run, cards)
    words = language(lang)
    known = in_language(cards or load_catalogue(run), words)
    rules = load_scoring(scoring, {card.id for card in known})
    with _few_searches(), run_store(run.database) as engine:
        tables = read_tables(engine)
        standings = stand(tables, rules, groups_by(tables.sites, group_by))
        ground = read_ground(tables.sites, standings.scores, areas, statistics)
        since = since or remembered(run)
        change = compare_runs(since, run, known, scoring=scoring, group_by=group_by) if since else None
        past = history(
            _once([*earlier, *([since] if since else [])]) if earlier else earlier_runs(run, since),
            tables,
            standings,
            rules,
        )
        run.report.mkdir(parents=True, exist_ok=True)
        about = About.of(run, rules)
        catalogue = cards_by_id(known, tables.measurements["audit"].unique() if len(tables.measurements) else ())
        sure = sureness(standings, rules)
        workers = processes or os.cpu_count() or 1
        report = _Report(
            run, engine, tables, standings, sure, rules, catalogue, about, words, change, past, ground, workers
        )
        found = report.write()
    return _summary(run, tables, standings, rules, found, words, _of_nowhere(ground, areas, statistics, words))


def _of_nowhere(ground: Ground, areas: Path | None, statistics: Path | None, words: Language) -> list[str]:
    """A sentence for each file on areas that names none of the list's: the report is silent on it."""
    lost = []
    if areas and not (ground.area_of != "").any():
        lost.append(areas)
    if statistics and all(each.table.empty for each in ground.relations):
        lost.append(statistics)
    return [words.say("terminal.of_nowhere", path=path) for path in lost]


def _once(runs: Sequence[RunFolder]) -> list[RunFolder]:
    """Each folder once, whichever way it was written."""
    return list({run.root.resolve(): run for run in runs}.values())


@contextmanager
def _few_searches() -> Iterator[None]:
    """Searching some ten millions of cells for rubbish that points in circles takes long, and there is hardly any."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


@dataclass(frozen=True, slots=True)
class _Report:
    run: RunFolder
    engine: Engine
    tables: Tables
    standings: Standings
    sure: Sureness
    scoring: Scoring
    cards: dict[str, AuditCard]
    about: About
    language: Language
    change: Change | None
    past: History | None
    ground: Ground
    processes: int

    def write(self) -> int:
        """Write every file; returns how many findings there are. The tables people wait for come first."""
        folder = self.run.report
        frame = scorecards(self.tables, self.standings, self.sure, self.run.sites)
        write_csv(folder / "scorecards.csv", list(frame.columns), frame.itertuples(index=False))
        index = IndexPage(
            self.tables, self.standings, self.sure, self.scoring, self.cards, self.about, self.language, self.change,
            self.ground,
        )  # fmt: skip
        index.write(folder / "index.html")
        if self.change:
            write_change(folder, self.change, self.about, self.language)
        write_measures(folder / "measures.html", self.cards, self.scoring, self.about, self.language)
        with self._site_files().written() as site_files:
            groups = self.sure.groups.round(2).astype("object").where(self.sure.groups.notna(), None)
            write_csv(folder / "groups.csv", list(groups.columns), groups.itertuples(index=False))
            write_parquet(folder / "measurements.parquet", self.tables.sites, self.standings.audits)
            long = long_table(self.tables.sites, self.standings.audits.head(0))
            meanings = definitions(frame.columns, self.scoring, self.language)
            measured = self.tables.sites[self.tables.sites["measured"]]
            share = max(1, _WORKBOOK_FINDINGS // max(1, len(measured)))
            lines = self._leading(measured.itertuples(), share)
            facts = self._facts_of_report(share)
            write_workbook(folder / "scorecards.xlsx", frame, meanings, (COLUMNS, lines), facts)
            write_data_package(folder / "datapackage.json", meanings, long, self.about, self.language)
            self._write_about(folder / "report.json")
            return site_files()

    def _site_files(self) -> SiteFiles:
        figured = plain(self.standings, self.sure)
        every: Iterable[Any] = self.tables.sites.itertuples()
        pages = SitePages(
            self.run.report / "sites", figured, self.scoring, self.cards, self.about, self.language, self.tables.facts,
            Since.of(self.change), self.past, Sights(self.run, self.language),
        )  # fmt: skip
        return SiteFiles(
            self.run, list(every), figured, self.tables.facts, self.scoring, self.cards, self.about, pages, self.processes
        )  # fmt: skip

    def _leading(self, sites: Iterable[Any], share: int) -> Iterator[Sequence[Any]]:
        with FindingsBySite(self.engine) as findings:
            for site in sites:
                yield from finding_lines(site, findings.leading(site.Index, share), self.cards)

    def _facts_of_report(self, share: int) -> list[tuple[str, str]]:
        say = self.language.say
        return [
            ("run", self.about.run),
            ("version", self.about.version),
            ("scoring", f"{self.scoring.digest} ({self.scoring.origin})"),
            ("sites", str(len(self.tables.sites))),
            ("measured", str(int(self.tables.sites["measured"].sum()))),
            ("note", say("common.honest")),
            ("note", say("workbook.findings", most=share)),
            ("note", say("index.percentile_note", minimum=self.scoring.min_group)),
            ("note", say("index.coverage_note", minimum=f"{self.scoring.min_coverage:.0%}")),
        ]

    def _write_about(self, path: Path) -> None:
        about = {
            "version": self.about.version,
            "scoring": self.scoring.digest,
            "scoring_origin": self.scoring.origin,
            "sites": len(self.tables.sites),
        }
        path.write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _summary(
    run: RunFolder,
    tables: Tables,
    standings: Standings,
    scoring: Scoring,
    found: int,
    words: Language,
    remarks: Sequence[str],
) -> ReportSummary:
    status = tables.sites["status"].where(tables.sites["status"] != "", "waiting")
    counts = status.value_counts()
    return ReportSummary(
        run.report,
        {name: int(counts[name]) for name in STATUSES if name in counts},
        int(standings.scores["overall"].notna().sum()),
        found,
        scoring.digest,
        (*standings.unscored, *remarks),
        tuple(
            (site_name(str(name), str(url)), round(float(total), 1))
            for name, url, total in zip(
                tables.sites["name"], tables.sites["url"], standings.scores["overall"], strict=True
            )
            if total == total  # noqa: PLR0124 - NaN is not itself
        ),
        words,
    )
