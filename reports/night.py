"""Drives the stations of a run side by side: what is sealed is audited while the rest is still crawled."""

from __future__ import annotations

import json
import socket
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from audits.store.browser import require_browser
from audits.store.claims import any_due, auditor, claim_sealed, forget, free, free_all, renew
from audits.store.database import changed, counts, mark, open_store, put_sites, save_result, site
from audits.store.records import AuditCard, SiteEntry, SiteResult
from audits.store.run_folder import RunFolder, RunFolderError
from audits.store.server import patiently
from audits.store.shelf import Shelf, open_shelf
from audits.store.site_list import SiteListError, read_site_list, single_site
from reports.options import OptionsError

LEASE = 60.0
"""Seconds for which a machine holds sites it audits; another machine audits them if it is silent for so long."""

STAYING = 15.0
"""Seconds after which a machine that stays asks again whether a run has more to do."""

COUNTING = 0.05  # share of the time that may go into counting a million sites by their state


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
    memory: int = 0  # bytes that one process may occupy; 0 for no ceiling of ours


class Interrupted(Exception):
    """Ctrl-C: nothing half done was sealed, and the same command goes on from here."""


def read_sites(sites: str) -> tuple[list[SiteEntry], bytes]:
    """The sites of a CSV file or of one address, and the list as it is kept in the run. Raises `SiteListError`."""
    path = Path(sites)
    if not path.exists() and ("://" in sites or _looks_like_address(sites)):
        return single_site(sites), f"url\n{sites}\n".encode()
    return read_site_list(path), path.read_bytes()


def no_longer_listed(run: RunFolder, entries: Sequence[SiteEntry]) -> int:
    """How many fetched sites of the list that the run was made with the new list leaves out; it may be another list."""
    try:
        before = read_site_list(run.sites)
    except SiteListError:
        return 0
    keys = {entry.key for entry in entries}
    return sum(entry.key not in keys and run.warc(entry.key).exists() for entry in before)


def settings_in_doubt(settings: Mapping[str, Any]) -> list[str]:
    """A sentence for each setting that nobody reads. Raises `OptionsError` for a value that cannot be meant."""
    from crawler.run import settings_misread

    unknown, wrong = settings_misread(settings)
    if wrong:
        raise OptionsError(f"--set {wrong[0]}")
    return [f"--set {name}: neither Scrapy nor Frontline has a setting of that name." for name in unknown]


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

    With `again`, sites that were audited before are audited once more, and a store that was lost is made from the list
    that the run keeps.
    """
    if raw is not None:
        part = run.sites.with_suffix(".part")
        part.write_bytes(raw)  # a full disk costs no list: it may be the only one
        part.replace(run.sites)
    engine = open_store(run.database)
    if entries is None and again and run.sites.exists() and not counts(engine):
        entries = read_site_list(run.sites)
    if entries is not None:
        for key in changed(engine, entries) if not again else ():
            run.warc(key).unlink(missing_ok=True)
        put_sites(engine, entries)
    for part in run.fetched.glob("*.part"):
        part.unlink()
    if isinstance(run.database, Path):
        free_all(engine)  # the folder is ours alone: whoever held a claim is gone
        _take_stock(run, engine, again=again)
    elif again:
        warcs = run.shared.get("warcs", "")
        _again(engine, set(open_shelf(warcs).keys()) if warcs else {_key(path) for path in run.fetched.iterdir()})
    return engine


def _take_stock(run: RunFolder, engine: Engine, *, again: bool) -> None:
    """Sealed files without word of it are taken up; half-written ones are redone."""
    moves: dict[str, list[str]] = {"sealed": [], "waiting": []}
    with engine.connect() as connection:
        rows = connection.execute(select(site.c.key, site.c.state)).all()
    for key, state in rows:
        sealed = run.warc(key).exists()
        if sealed and (state == "waiting" or (state == "audited" and again)):
            moves["sealed"].append(key)
        elif not sealed and state == "sealed":
            moves["waiting"].append(key)
    for state, keys in moves.items():
        mark(engine, keys, state)


def _again(engine: Engine, there: set[str]) -> None:
    with engine.connect() as connection:
        audited = connection.execute(select(site.c.key).where(site.c.state == "audited")).scalars().all()
    mark(engine, [key for key in audited if key in there], "sealed")


def _key(path: Path) -> str:
    return path.name.removesuffix(".warc.gz")


def work(
    run: RunFolder,
    engine: Engine,
    plan: Plan,
    show: Callable[[Progress], None] = lambda _progress: None,
    ended: Callable[[SiteResult], None] = lambda _result: None,
    meanwhile: Callable[[], Any] | None = None,
) -> tuple[AuditCard, ...]:
    """Crawl and audit until every site of the run is done. Raises `Interrupted` on Ctrl-C, with all children ended.

    `meanwhile` is what can be done beside, such as loading what the end will want: we only wait for others. Returns the
    cards of the audits that did it, none where there was nothing to audit.
    """
    night = _Night(run, engine, plan, _open_shelf_of(run))
    # Not earlier: two threads that load the same modules may each be given half of them.
    beside = threading.Thread(target=meanwhile, daemon=True) if meanwhile else None
    crawl, pool, progress = night.crawl, night.pool, Progress()
    try:
        if plan.crawl and patiently(lambda: any_due(engine)):
            night.count()
            night.begin()
            if plan.audit:
                pool.warm(night.states.get("waiting", 0))
        if beside:
            beside.start()
        while True:
            night.count()
            if plan.audit:
                night.give()
                for result in pool.results(0.3):
                    if night.keep(result):
                        _log(run, result)
                        ended(result)
            else:
                time.sleep(0.3)
            night.tell(progress)
            show(progress)
            _note(run, progress)
            if trouble := crawl.trouble():
                raise RunFolderError(f"{trouble}. What is finished is kept; mend that and give the same command again.")
            if not crawl.alive() and not pool.busy and not night.more():
                break
            crawl.mend()
        night.tidy()
        if beside:
            beside.join()
    except KeyboardInterrupt as stop:
        raise Interrupted from stop
    finally:
        crawl.stop()
        pool.close()
        run.progress.unlink(missing_ok=True)
    return pool.cards


class _Night:
    """One machine's part of a run: what it crawls, what it audits, and what it knows of the whole."""

    def __init__(self, run: RunFolder, engine: Engine, plan: Plan, shelf: Shelf | None) -> None:
        from audits.pool import AuditPool
        from crawler.run import CrawlProcesses

        self.run, self.engine, self.plan, self.shelf = run, engine, plan, shelf
        self.machine = f"{socket.gethostname()}-{uuid.uuid4().hex[:8]}"
        self.crawl = CrawlProcesses(
            run, str(run.database), plan.settings, plan.processes, plan.at_once, self.machine,
            run.shared.get("warcs", ""), plan.memory,
        )  # fmt: skip
        self.pool = AuditPool(plan.processes, run.log, memory=plan.memory)
        self.lease = float(plan.settings.get("FRONTLINE_LEASE") or LEASE)
        self.given: set[str] = set()
        self.states: Mapping[str, int] = {}
        self.counted = self.renewed = 0.0
        self.cost = 0.0

    def count(self) -> None:
        """How many sites are in which state; of a million that takes a while, so not each time."""
        began = time.monotonic()
        if began - self.counted >= self.cost / COUNTING:
            self.states = patiently(lambda: counts(self.engine))
            self.counted = time.monotonic()
            self.cost = self.counted - began

    def give(self) -> None:
        """Hand sealed files to the audit processes, no more than they can begin soon: others may have hands free."""
        now = time.monotonic()
        if self.given and now - self.renewed > self.lease / 4:
            patiently(lambda: renew(self.engine, auditor(self.machine), self.lease, self.given))
            self.renewed = now
        wanted = 2 * self.plan.processes - self.pool.busy
        entries = patiently(lambda: claim_sealed(self.engine, self.machine, self.lease, wanted))
        for entry in entries:
            path = self.run.warc(entry.key)
            if path.exists() or (self.shelf is not None and self.shelf.fetch(entry.key, path)):
                self.given.add(entry.key)
                self.pool.put(path, entry)
            else:
                lost = entry.key
                patiently(lambda: forget(self.engine, lost, auditor(self.machine)))  # noqa: B023 - called at once

    def keep(self, result: SiteResult) -> bool:
        """Write a result down, unless the site was taken over by another machine; of a shared run its file may go here."""
        kept = patiently(lambda: save_result(self.engine, result, auditor(self.machine)))
        self.given.discard(result.key)
        if self.shelf is not None:
            self.run.warc(result.key).unlink(missing_ok=True)
        return kept

    def tell(self, progress: Progress) -> None:
        """Count on what is shown."""
        states, now = self.states, self.crawl.progress()
        progress.sites = sum(states.values())
        progress.audited = states.get("audited", 0) + states.get("invalid", 0)
        progress.running, progress.wire_bytes = now["running"], now["bytes"]
        crawled = progress.sites - states.get("waiting", 0) - states.get("crawling", 0)
        progress.update(time.monotonic(), crawled, now["pages"])

    def begin(self) -> None:
        """Begin to crawl, with no more processes than there are sites."""
        self.crawl.start(max(1, self.states.get("waiting", 0) + self.states.get("crawling", 0)))

    def more(self) -> bool:
        """Whether anything is left to do, here or elsewhere; nobody of ours is at work. Begins it, or waits a little."""
        open_work = patiently(lambda: counts(self.engine))
        self.states = open_work
        if self.plan.audit and open_work.get("sealed"):
            return True
        if not self.plan.crawl or not (open_work.get("waiting") or open_work.get("crawling")):
            return False
        patiently(lambda: free(self.engine, self.machine))
        if patiently(lambda: any_due(self.engine)):
            self.crawl.children.clear()
            self.begin()
        else:
            time.sleep(1.0)  # other machines are at the last sites; one of them may yet fail
        return True

    def tidy(self) -> None:
        """The run is over: what dead machines left half sent goes."""
        if self.shelf is not None:
            self.shelf.tidy()


def _open_shelf_of(run: RunFolder) -> Shelf | None:
    warcs = run.shared.get("warcs", "")
    if not warcs:
        return None
    shelf = open_shelf(warcs)
    if shelf.is_folder(run.fetched):
        raise RunFolderError(f"{warcs} is the folder this run works in; name another one for the files all share.")
    return shelf


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


def _note(run: RunFolder, progress: Progress) -> None:
    """Leave word for `frontline status`, at most every two seconds."""
    now = time.time()
    if 0 <= now - progress.noted < 2:  # less than none where the clock was set back
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


_FILES = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".numbers", ".json")


def _looks_like_address(text: str) -> bool:
    """`example.org` or `example.org/page`, and not `list.csv` with a typing error."""
    host = text.partition("/")[0]
    return "." in host and not host.lower().endswith(_FILES) and " " not in text
