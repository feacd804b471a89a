"""Writes what the report says site by site: a page for each, findings.csv, results.json and earl.jsonld."""

from __future__ import annotations

import io
import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audits.store.parent import end_with_parent
from audits.store.records import AuditCard, Value
from audits.store.run_folder import RunFolder
from reports.formats import earl, results
from reports.formats.comma_separated import csv_writer
from reports.formats.findings_list import COLUMNS, finding_lines
from reports.formats.site_page import SitePages
from reports.formats.web import About
from reports.plain import Plain
from reports.scoring import Scoring
from reports.tables import FindingsBySite, run_store

_SLICE = 100  # sites written by one process at a time, at the most
_SHARES = 4  # slices for each process: some sites have many more findings than others
_FEW = 8  # sites that are written before other processes would have begun
_PARTS = ".parts"


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """What all of them are made from. It holds no data frame: processes that write share it as it was when they began."""

    run: RunFolder
    sites: Sequence[Any]
    figured: Plain
    facts: Mapping[int, Mapping[str, Value]]
    scoring: Scoring
    cards: Mapping[str, AuditCard]
    about: About
    pages: SitePages
    processes: int

    @contextmanager
    def written(self) -> Iterator[Callable[[], int]]:
        """Begin to write; what is given waits for the end and returns how many findings there are."""
        folder = self.run.report / "sites"
        folder.mkdir(exist_ok=True)
        wanted = {f"{site.key}.html" for site in self.sites}
        for old in folder.glob("*.html"):  # pages of sites that are in the list no more
            if old.name not in wanted:
                old.unlink()
        shutil.rmtree(self.run.report / _PARTS, ignore_errors=True)
        (self.run.report / _PARTS).mkdir()
        slices = self._slices()
        alone = self.processes < 2 or len(self.sites) < _FEW
        if alone or sys.platform != "linux":  # macOS forbids what Linux does well: fork
            yield lambda: self._joined([self.write_slice(start) for start in slices])
            return
        fork = multiprocessing.get_context("fork")
        others = ProcessPoolExecutor(min(self.processes, len(slices)), fork, _keep, (self, os.getpid()))
        # Ctrl-C is ours to handle: what begins now inherits that it does not hear it.
        heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            counts = [others.submit(_write_slice, start) for start in slices]
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, heard)
        try:
            yield lambda: self._joined([self._found(*each) for each in zip(slices, counts, strict=True)])
        finally:
            others.shutdown(cancel_futures=True)

    def _found(self, start: int, count: Future[int]) -> int:
        """How many findings another process wrote; where it was killed (perhaps for its memory) we write them."""
        try:
            return count.result()
        except BrokenProcessPool:
            return self.write_slice(start)

    def _slices(self) -> range:
        """The first sites of the slices, whose common step is how many a slice has."""
        return range(0, len(self.sites), min(_SLICE, len(self.sites) // (_SHARES * self.processes) + 1))

    def write_slice(self, start: int) -> int:
        """The pages of some sites, and their part of each file; returns how many findings they have."""
        lines, objects = io.StringIO(), []
        assertions: list[str] = []
        writer, found = csv_writer(lines), 0
        with run_store(self.run.database) as engine, FindingsBySite(engine) as findings_of:
            for site in self.sites[start : start + self._slices().step]:
                findings = findings_of[site.Index] if site.measured else []
                rows = self.figured.measured[site.Index] if site.measured else []
                facts = self.facts.get(site.Index, {}) if site.measured else {}
                found += len(findings)
                self.pages.write(site, rows, findings)
                writer.writerows(finding_lines(site, findings, self.cards))
                objects.append(results.site_text(site, self.figured, facts, rows, findings))
                assertions += earl.assertions(site, rows, findings)
        for name, text in (("csv", lines.getvalue()), ("json", _listed(objects)), ("earl", _listed(assertions))):
            self._part(start, name).write_bytes(text.encode("utf-8", "replace"))
        return found

    def _part(self, start: int, name: str) -> Path:
        return self.run.report / _PARTS / f"{start}.{name}"

    def _joined(self, counts: Sequence[int]) -> int:
        """Put the parts together; each file appears whole or not at all."""
        statuses: dict[str, int] = {}
        for site in self.sites:
            statuses[site.status or "waiting"] = statuses.get(site.status or "waiting", 0) + 1
        about = results.dumped(results.head(self.about, self.scoring, self.cards, statuses))
        graph = "".join(results.dumped(node) + ",\n" for node in earl.head(self.about, self.cards))
        columns = io.StringIO()
        csv_writer(columns).writerow(COLUMNS)
        self._join("findings.csv", "csv", columns.getvalue(), "")
        self._join("results.json", "json", about[:-1] + ',"sites":[\n', "]}\n")
        context = results.dumped(earl.CONTEXT)
        self._join("earl.jsonld", "earl", f'{{"@context":{context},"@graph":[\n{graph}', "]}\n")
        shutil.rmtree(self.run.report / _PARTS)
        return sum(counts)

    def _join(self, name: str, kind: str, opening: str, ending: str) -> None:
        part = self.run.report / f"{name}.part"
        with part.open("w+b") as whole:
            whole.write(opening.encode("utf-8", "replace"))
            for start in self._slices():
                with self._part(start, kind).open("rb") as lines:
                    shutil.copyfileobj(lines, whole)
            if ending:
                whole.seek(-2, io.SEEK_END)
                if whole.read() == b",\n":  # JSON allows no comma after the last
                    whole.seek(-2, io.SEEK_END)
                    whole.truncate()
                whole.write(ending.encode())
        part.replace(self.run.report / name)


def _listed(objects: Sequence[str]) -> str:
    return "".join(f"{each},\n" for each in objects)


_kept: list[SiteFiles] = []


def _keep(files: SiteFiles, parent: int) -> None:
    end_with_parent(parent)
    _kept[:] = [files]


def _write_slice(start: int) -> int:
    return _kept[0].write_slice(start)
