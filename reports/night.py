"""Drives the stations of a run side by side: what is sealed is audited while the rest is still crawled."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select, update

from audits.store.browser import require_browser
from audits.store.database import counts, mark, open_store, put_sites, save_result, site, site_entry
from audits.store.records import SiteEntry, SiteResult
from audits.store.run_folder import RunFolder, RunFolderError
from audits.store.site_list import read_site_list, single_site


@dataclass
class Progress:
    """How far a run is, for whoever shows it. `rate` is pages per second, `left` seconds or `None`."""

    sites: int = 0
    crawled: int = 0
    audited: int = 0
    running: int = 0
    pages: int = 0
    wire_bytes: int = 0
    rate: float = 0.0
    left: float | None = None
    noted: float = 0.0
    recent: list[tuple[float, int, int]] = field(default_factory=list)

    def update(self, now: float, crawled: int, pages: int) -> None:
        """Count on; the rate is that of the last minute."""
        self.crawled, self.pages = crawled, pages
        self.recent = [entry for entry in self.recent if now - entry[0] < 60] + [(now, pages, self.audited)]
        first = self.recent[0]
        span = now - first[0]
        if span > 1:
            self.rate = (pages - first[1]) / span
            done = (self.audited - first[2]) / span
            self.left = (self.sites - self.audited) / done if done > 0 else None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do: the crawl's settings, and how many processes crawl and audit."""

    crawl: bool = True
    audit: bool = True
    settings: Mapping[str, Any] = field(default_factory=dict)
    processes: int = 1
    at_once: int = 16


class Interrupted(Exception):
    """Ctrl-C: nothing half done was sealed, and the same command goes on from here."""


def read_sites(sites: str) -> tuple[list[SiteEntry], bytes]:
    """The sites of a CSV file or of one address, and the list as it is kept in the run. Raises `SiteListError`."""
    path = Path(sites)
    if not path.exists() and (sites.startswith(("http://", "https://")) or _looks_like_address(sites)):
        return single_site(sites), f"url\n{sites}\n".encode()
    return read_site_list(path), path.read_bytes()


def adopt(run: RunFolder, warcs: Sequence[Path]) -> Engine:
    """Take WARC files from elsewhere into a run: one site for each that a file holds. Raises `WarcError`."""
    from audits.foreign import take_in

    entries = take_in(run, warcs)
    raw = "url\n" + "".join(f"{entry.url}\n" for entry in entries)
    return prepare(run, entries, raw.encode(), again=True)


def prepare(
    run: RunFolder, entries: Sequence[SiteEntry] | None, raw: bytes | None = None, *, again: bool = False
) -> Engine:
    """Open the run's store, put the list in, and take stock of what an earlier run of the same command left.

    With `again`, sites that were audited before are audited once more.
    """
    if raw is not None:
        run.sites.write_bytes(raw)
    engine = open_store(run.database)
    if entries is not None:
        put_sites(engine, entries)
    with engine.begin() as connection:
        # The folder is ours alone now: claims of processes that are gone are free, half-written files are redone.
        connection.execute(
            update(site)
            .where(site.c.state == "crawling")
            .values(state="waiting", worker="", lease_until=0.0, address="")
        )
        rows = connection.execute(select(site.c.key, site.c.state)).all()
    for part in run.fetched.glob("*.part"):
        part.unlink()
    for key, state in rows:
        sealed = run.warc(key).exists()
        if sealed and state == "waiting":
            mark(engine, key, "sealed")
        elif not sealed and state == "sealed":
            mark(engine, key, "waiting")
        elif sealed and state == "audited" and again:
            mark(engine, key, "sealed")
    return engine


def work(
    run: RunFolder,
    engine: Engine,
    plan: Plan,
    show: Callable[[Progress], None] = lambda _progress: None,
    ended: Callable[[SiteResult], None] = lambda _result: None,
) -> None:
    """Crawl and audit until every site of the run is done. Raises `Interrupted` on Ctrl-C, with all children ended."""
    from audits.pool import AuditPool
    from crawler.run import CrawlProcesses

    crawl = CrawlProcesses(run, str(run.database), plan.settings, plan.processes, plan.at_once)
    pool = AuditPool(plan.processes, run.log)
    progress = Progress()
    given: set[str] = set()
    try:
        if plan.crawl and counts(engine).get("waiting"):
            crawl.start()
        while True:
            states = counts(engine)
            progress.sites = sum(states.values())
            progress.audited = states.get("audited", 0) + states.get("invalid", 0)
            if plan.audit:
                _give(run, engine, pool, given)
                for result in pool.results(0.3):
                    save_result(engine, result)
                    _log(run, result)
                    ended(result)
            else:
                time.sleep(0.3)
            now = crawl.progress()
            progress.running, progress.wire_bytes = now["running"], now["bytes"]
            crawled = progress.sites - states.get("waiting", 0) - states.get("crawling", 0)
            progress.update(time.monotonic(), crawled, now["pages"])
            show(progress)
            _note(run, progress)
            if not crawl.alive() and not pool.busy:
                open_work = counts(engine)
                if plan.audit and open_work.get("sealed"):
                    continue
                if not plan.crawl or not (open_work.get("waiting") or open_work.get("crawling")):
                    return
                _free(engine)
                crawl.children.clear()
                crawl.start()
            if trouble := crawl.trouble():
                raise RunFolderError(f"{trouble}. What is finished is kept; make room and give the same command again.")
            crawl.mend()
    except KeyboardInterrupt as stop:
        raise Interrupted from stop
    finally:
        crawl.stop()
        pool.close()
        run.progress.unlink(missing_ok=True)


def browsing() -> Any:
    """A browser for single pages, as a context manager. Raises `NoBrowserError` where there is none."""
    from crawler.run import Browsing

    require_browser()
    return Browsing()


def write_about(run: RunFolder, about: Mapping[str, Any]) -> None:
    """Versions and settings of the run; what an earlier command of the same run wrote is kept."""
    known: dict[str, Any] = {}
    if run.about.exists():
        try:
            known = json.loads(run.about.read_text(encoding="utf-8"))
        except ValueError:
            known = {}
    known.update(about)
    temporary = run.about.with_suffix(".part")
    temporary.write_text(json.dumps(known, ensure_ascii=False, indent=1, default=str), encoding="utf-8")
    temporary.replace(run.about)


def _give(run: RunFolder, engine: Engine, pool: Any, given: set[str]) -> None:
    """Hand sealed files to the audit processes, each once."""
    with engine.connect() as connection:
        rows = connection.execute(select(site).where(site.c.state == "sealed").order_by(site.c.line)).all()
    for row in rows:
        if row.key not in given:
            given.add(row.key)
            pool.put(run.warc(row.key), site_entry(row))


def _free(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(
            update(site)
            .where(site.c.state == "crawling")
            .values(state="waiting", worker="", lease_until=0.0, address="")
        )


def _note(run: RunFolder, progress: Progress) -> None:
    """Leave word for `frontline status`, at most every two seconds."""
    now = time.time()
    if now - progress.noted < 2:
        return
    progress.noted = now
    note = {
        "at": now,
        "pages": progress.pages,
        "rate": progress.rate,
        "left": progress.left,
        "running": progress.running,
    }
    run.progress.write_text(json.dumps(note), encoding="utf-8")


def _log(run: RunFolder, result: SiteResult) -> None:
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    why = f" {result.failure}" if result.failure else ""
    with run.log.open("a", encoding="utf-8") as log:
        log.write(
            f"{stamp} {result.key}: {result.status}{why}, {len(result.pages)} pages. {result.reason}".rstrip() + "\n"
        )


def _looks_like_address(text: str) -> bool:
    """`example.org` or `example.org/page`, and not `list.csv` with a typing error."""
    host = text.partition("/")[0]
    return "." in host and not host.lower().endswith((".csv", ".txt", ".tsv", ".xlsx")) and " " not in text
