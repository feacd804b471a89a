"""One crawl process: claims sites from the run's store, walks several at once, and seals a file for each."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import resource
import signal
import socket
import sys
import time
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from audits.store.claims import any_waiting, claim, give_back, renew, seal, take_address
from audits.store.database import open_store, site
from audits.store.parent import end_with_parent
from audits.store.records import SiteEntry
from audits.store.run_folder import RunFolder
from audits.store.server import PATIENCE, StoreError, broken, gone, patiently, reason
from audits.store.shelf import Sent, Shelf, open_shelf
from audits.store.version import SOFTWARE
from audits.store.warc import SiteWarc
from crawler.addresses import given_hosts
from crawler.links import bare_host

SWEEP = 16
"""Sites between two full searches for rubbish: a crawler that has ended is a knot that nothing else unties."""

ATTEMPTS = 4
"""Starts of one site before it is given up: a site that kills its process must not kill the night."""

BUSY_PAUSE = 0.5  # seconds before sites are looked for again whose address was busy

UNSURE = 0.8
"""Share of a lease without an answer from the store after which all walks end: soon others may claim their sites."""

CLAIMS_IN_A_ROW = 8  # sites tried whose address is busy, before others get their turn at the store

FILES = 8192  # open at once by one process; most systems give 1,024 unless asked

DESKS = 3
"""Questions to the store at once by one process, each a connection: a hundred machines share one server."""

RETIRED = 3
"""Exit code of a process that has grown over its ceiling; another one takes its place."""

logger = logging.getLogger("frontline.crawl")


@dataclass
class Worker:
    """The sites of one process: how many at once, which are running, what they did so far."""

    run: RunFolder
    engine: Engine
    settings: Any
    at_once: int
    machine: str = field(default_factory=lambda: f"{socket.gethostname()}-{uuid.uuid4().hex[:6]}")
    shelf: Shelf | None = None
    memory: int = 0
    running: dict[str, Any] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    sure: float = field(default_factory=time.monotonic)
    totals: dict[str, int] = field(default_factory=lambda: {"pages": 0, "requests": 0, "bytes": 0, "sites": 0})
    walked: int = 0
    stopping: bool = False
    retiring: bool = False
    trouble: str = ""
    hosts: set[str] | None = None

    async def work(self) -> None:
        """Claim and walk until no site is left."""
        from scrapy.crawler import AsyncCrawlerRunner

        from crawler.browser.client import BrowserClient, browser_settings
        from crawler.shared import SharedFetches

        self.name = f"{self.machine}#crawl-{os.getpid()}-{uuid.uuid4().hex[:6]}"
        self.runner = AsyncCrawlerRunner(self.settings)
        self.shared = SharedFetches(self.settings.getfloat("DOWNLOAD_DELAY"))
        self.lease = self.settings.getfloat("FRONTLINE_LEASE")
        self.desks = ThreadPoolExecutor(DESKS)
        self.browser = (
            BrowserClient(browser_settings(self.settings)) if self.settings.getint("FRONTLINE_RENDER") else None
        )
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, lambda: asyncio.ensure_future(self.stop()))
        beats = [asyncio.ensure_future(beat) for beat in (self._beat(), self._keep())]
        lanes = [asyncio.ensure_future(self._lane()) for _ in range(self.at_once)]
        try:
            await asyncio.gather(*lanes)
        finally:
            if self.browser is not None:
                await self.browser.close()
        for beat in beats:
            beat.cancel()
        self.report()

    async def stop(self) -> None:
        """End all walks; their files are thrown away and their sites are free again."""
        self.stopping = True
        await self.runner.stop()

    async def _lane(self) -> None:
        try:
            while not (self.stopping or self.retiring):
                site, busy = await self._claim()
                if site is not None:
                    await self._walk(site)
                elif busy:
                    await asyncio.sleep(BUSY_PAUSE)
                else:
                    return
        except StoreError as error:
            await self._surrender(str(error).rstrip("."))
        except DBAPIError as error:
            if not broken(error):
                raise
            await self._surrender(f"{self.run.database} cannot be used ({reason(error)})")

    async def _surrender(self, trouble: str) -> None:
        """Nothing can go on: end all walks, and have the run say why."""
        if not self.stopping:
            self.trouble = self.trouble or trouble
            await self.stop()

    async def _claim(self) -> tuple[SiteEntry | None, bool]:
        """The next site whose address is free, and whether there are some whose is not."""
        for _ in range(CLAIMS_IN_A_ROW):
            if self.stopping:
                return None, False
            found = await self._ask(claim, self.name, self.lease)
            if found is None:
                return None, await self._ask(any_waiting)
            self.held.add(found.entry.key)
            if found.attempts > ATTEMPTS:
                give_up(self.run, found.entry, f"begun {ATTEMPTS} times, and each time the process ended with it")
                await self._seal(found.entry)
                continue
            address = await asyncio.to_thread(_address, found.entry.url)
            if await self._ask(take_address, found, self.name, address):
                return found.entry, False
            self.held.discard(found.entry.key)
        return None, True

    async def _walk(self, entry: SiteEntry) -> None:
        from crawler.spiders.site import SiteSpider

        path = self.run.warc(entry.key)
        if path.exists():  # sealed before the process died that had claimed it
            await self._seal(entry)
            return
        within = await self._within(entry.url)
        crawler = self.runner.create_crawler(SiteSpider)
        self.running[entry.key] = crawler
        error = ""
        try:
            await self.runner.crawl(
                crawler, url=entry.url, key=entry.key, within=within, shared=self.shared, browser=self.browser
            )
        except Exception as raised:
            logger.exception("%s: the crawl failed", entry.url)
            error = f"{type(raised).__name__}: {raised}"
        finally:
            self._add_up(crawler)
            self.walked += 1
            if self.walked % SWEEP == 0:
                gc.collect()
            self.running.pop(entry.key, None)
        self.trouble = self.trouble or getattr(crawler.spider, "trouble", "")
        if self.trouble and not self.stopping:  # the disk is full: whatever is begun now is lost too
            await self.stop()
        if not path.exists() and (self.stopping or entry.key in self.lost):
            self.lost.discard(entry.key)
            self.held.discard(entry.key)
            await self._ask(give_back, entry.key, self.name)
            return
        if not path.exists():
            give_up(self.run, entry, error or "the crawl ended without a result")
        await self._seal(entry)
        self.totals["sites"] += 1

    async def _seal(self, entry: SiteEntry) -> None:
        """Bring the site's file to where all machines find it, and end the claim; a lost claim's file is thrown away."""
        path = self.run.warc(entry.key)
        sent = await asyncio.to_thread(self._send, path, entry.key) if self.shelf else None
        mine = await self._ask(seal, entry.key, self.name, self.machine, self.lease, sent.publish if sent else None)
        self.held.discard(entry.key)
        if not mine:
            path.unlink(missing_ok=True)
            if sent:
                await asyncio.to_thread(sent.withdraw)

    def _send(self, path: Path, key: str) -> Sent:
        """Try until the shelf takes the file: a night of crawling is worth half an hour of patience."""
        assert self.shelf is not None
        began, pause = time.monotonic(), 1.0
        while True:
            try:
                return self.shelf.send(path, key)
            except Exception as error:  # each kind of place has its own
                logger.warning("%s cannot be sent to %s: %s", path.name, self.shelf.name, error)
                if self.stopping or time.monotonic() - began > PATIENCE:
                    raise StoreError(f"{self.shelf.name} takes no files ({error})") from error
            time.sleep(pause)
            pause = min(pause * 2, 30.0)

    async def _ask(self, question: Callable[..., Any], *details: Any) -> Any:
        """Put a question to the store without making the walks wait, again and again while it is away."""
        asking = partial(patiently, partial(question, self.engine, *details), lambda: self.stopping)
        return await asyncio.get_running_loop().run_in_executor(self.desks, asking)

    async def _within(self, url: str) -> str:
        """The folder a site is kept to where the list has several on one host: councils' services, shared hosting."""
        if self.hosts is None:
            self.hosts = await self._ask(shared_hosts)
        path = urlsplit(url).path
        return path[: path.rfind("/") + 1] if bare_host(url) in self.hosts and path != "/" else ""

    def _add_up(self, crawler: Any) -> None:
        for key, value in _progress(crawler).items():
            self.totals[key] += value

    async def _keep(self) -> None:
        """A sign of life for the claims every third of a lease; walks whose claim was lost meanwhile end."""
        while True:
            await asyncio.sleep(self.lease / 3)
            asked, walking = time.monotonic(), set(self.running)
            try:
                held = await asyncio.to_thread(renew, self.engine, self.name, self.lease, set(self.held))
            except DBAPIError as error:
                if not gone(error):
                    raise
                continue
            self.sure = asked
            await self._end(walking - held)

    async def _beat(self) -> None:
        """A line of progress every second; and when the store was silent for too long, the end of all walks."""
        self.report()  # at once: from now on an end is no longer that of a process which cannot begin
        while True:
            await asyncio.sleep(1)
            if time.monotonic() - self.sure > UNSURE * self.lease:
                await self._end(set(self.running))
            if self.memory and not self.retiring and _resident() > self.memory:
                self.retiring = True
            self.report()

    async def _end(self, keys: set[str]) -> None:
        """End the walks over these sites: others may be at them by now."""
        for key in keys - self.lost:
            if crawler := self.running.get(key):
                self.lost.add(key)
                asyncio.ensure_future(crawler.stop_async())  # noqa: RUF006 - its end is that of the walk, which is awaited

    def report(self) -> None:
        """One line of JSON on standard output: what this process did so far."""
        totals = dict(self.totals)
        for crawler in self.running.values():
            for key, value in _progress(crawler).items():
                totals[key] += value
        print(json.dumps({**totals, "running": len(self.running), "trouble": self.trouble}), flush=True)  # noqa: T201 - the protocol


def give_up(run: RunFolder, entry: SiteEntry, detail: str) -> None:
    """Seal a file that says that our own crawl of this site failed."""
    warc = SiteWarc(run.warc(entry.key), SOFTWARE)
    warc.seal({"listed": entry.url, "cut": "crawl_error", "detail": detail}, datetime.now(UTC))


def shared_hosts(engine: Engine) -> set[str]:
    """The hosts that have several sites of the list."""
    once: set[int] = set()  # by hash: the names of a million hosts are a hundred megabytes
    shared: set[str] = set()
    with engine.connect() as connection:
        rows = connection.execution_options(stream_results=True).execute(select(site.c.url))
        for url in rows.scalars():
            host = bare_host(url)
            if hash(host) in once:
                shared.add(host)
            once.add(hash(host))
    return shared


def _resident() -> int:
    """Bytes of memory this process occupies, where the system tells."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE")
    except (OSError, ValueError):
        return 0


def _progress(crawler: Any) -> Mapping[str, int]:
    spider = getattr(crawler, "spider", None)
    progress: Mapping[str, int] = getattr(spider, "progress", {})
    return progress


def _address(url: str) -> str:
    """The IP address a site lives at, to keep two sites on one server apart; on loopback every port is a server."""
    parts = urlsplit(url)
    given = given_hosts().get(parts.hostname or "")
    try:
        address = given[-1].lstrip("+") if given else socket.gethostbyname(parts.hostname or "")
    except (OSError, UnicodeError):
        return ""
    return f"{address}:{parts.port or 80}" if ip_address(address).is_loopback else address


def may_open_files() -> None:
    """Take as many open files as the system gives for the asking: many sites at once want several connections each."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def main() -> None:
    """`python -m crawler.worker PARENT RUN STORE AT_ONCE SETTINGS_JSON MACHINE WARCS MEMORY`: see `crawler.run`."""
    end_with_parent(int(sys.argv[1]))
    may_open_files()
    folder, store, at_once, overrides, machine, warcs, memory = sys.argv[2:9]
    gc.disable()  # what is loaded now stays
    from scrapy.utils.log import configure_logging
    from scrapy.utils.reactor import install_reactor

    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor as installed
    from twisted.internet.defer import Deferred
    from twisted.python.failure import Failure

    reactor: Any = installed

    run = RunFolder(Path(folder))
    settings = project_settings({**json.loads(overrides), "FRONTLINE_FETCHED": str(run.fetched)})
    configure_logging({"LOG_FILE": str(run.log), "LOG_LEVEL": "WARNING", "LOG_FILE_APPEND": True})
    for name in ("scrapy", "twisted", "py.warnings", "asyncio"):
        logging.getLogger(name).setLevel(logging.ERROR)
    guard(reactor, settings)
    engine = patiently_open(store)
    shelf = open_shelf(warcs) if warcs else None
    worker = Worker(run, engine, settings, int(at_once), machine, shelf, int(memory))
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # most of what a crawl makes is no rubbish until its site ends
    gc.enable()

    failures: list[Any] = []

    def done(result: Any) -> None:
        if isinstance(result, Failure):  # our own mistake: said in the log, and the run begins another process
            logger.error("the crawl process failed\n%s", result.getTraceback())
            failures.append(result)
        if reactor.running:
            reactor.stop()

    reactor.callWhenRunning(lambda: Deferred.fromFuture(asyncio.ensure_future(worker.work())).addBoth(done))
    reactor.run(installSignalHandlers=False)
    sys.exit(1 if failures else RETIRED if worker.retiring else 0)


def patiently_open(store: str) -> Engine:
    """The store, also where a server is just being started anew."""
    began = time.monotonic()
    while True:
        try:
            return open_store(store, DESKS + 1)
        except StoreError:
            if time.monotonic() - began > PATIENCE:
                raise
        time.sleep(2)


def guard(reactor: Any, settings: Any) -> None:
    """Install the resolver that refuses private addresses: `CrawlerProcess` does that, a runner does not."""
    from scrapy.resolver import dnscache

    from crawler.reach import GuardedResolver

    dnscache.limit = settings.getint("DNSCACHE_SIZE")
    resolver = GuardedResolver(reactor, settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT"))
    resolver.allow_private = settings.getbool("FRONTLINE_ALLOW_PRIVATE")
    resolver.install_on_reactor()
    reactor.suggestThreadPoolSize(settings.getint("REACTOR_THREADPOOL_MAXSIZE"))


def project_settings(overrides: Mapping[str, Any]) -> Any:
    """The project's settings by module, never by the working folder, where Scrapy would silently take its defaults."""
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(dict(overrides), priority="cmdline")
    return settings


if __name__ == "__main__":
    main()
