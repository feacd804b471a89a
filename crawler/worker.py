"""One crawl process: claims sites from the run's store, walks several at once, and seals a file for each."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import json
import logging
import os
import signal
import socket
import sys
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Engine

from audits.store.database import claim, mark, open_store, renew, take_address
from audits.store.records import SiteEntry
from audits.store.run_folder import RunFolder
from audits.store.version import SOFTWARE
from audits.store.warc import SiteWarc
from crawler.reach import given_hosts

LEASE = 60.0
"""Seconds a claim lasts without a sign of life; a dead process's sites are free again after that."""

SWEEP = 16
"""Sites between two full searches for rubbish: a crawler that has ended is a knot that nothing else unties."""

ATTEMPTS = 4
"""Starts of one site before it is given up: a site that kills its process must not kill the night."""

BUSY_PAUSE = 0.5  # seconds before sites are looked for again whose address was busy

logger = logging.getLogger("frontline.crawl")


@dataclass
class Worker:
    """The sites of one process: how many at once, which are running, what they did so far."""

    run: RunFolder
    engine: Engine
    settings: Any
    at_once: int
    name: str = field(default_factory=lambda: f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:6]}")
    running: dict[str, Any] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=lambda: {"pages": 0, "requests": 0, "bytes": 0, "sites": 0})
    walked: int = 0
    stopping: bool = False
    trouble: str = ""

    async def work(self) -> None:
        """Claim and walk until no site is left."""
        from scrapy.crawler import AsyncCrawlerRunner

        from crawler.shared import SharedFetches

        self.runner = AsyncCrawlerRunner(self.settings)
        self.shared = SharedFetches(self.settings.getfloat("DOWNLOAD_DELAY"))
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, lambda: asyncio.ensure_future(self.stop()))
        beat = asyncio.ensure_future(self._beat())
        lanes = [asyncio.ensure_future(self._lane()) for _ in range(self.at_once)]
        await asyncio.gather(*lanes)
        beat.cancel()
        self.report()

    async def stop(self) -> None:
        """End all walks; their files are thrown away and their sites are free again."""
        self.stopping = True
        await self.runner.stop()

    async def _lane(self) -> None:
        while not self.stopping:
            site, busy = await self._claim()
            if site is None:
                if not busy:
                    return
                await asyncio.sleep(BUSY_PAUSE)
                continue
            await self._walk(site)

    async def _claim(self) -> tuple[SiteEntry | None, bool]:
        """The next site whose address is free, and whether some had to be passed over for theirs."""
        passed: set[int] = set()
        while not self.stopping:
            found = claim(self.engine, self.name, time.time(), LEASE, passed)
            if found is None:
                return None, bool(passed)
            if found.attempts > ATTEMPTS:
                give_up(self.run, found.entry, f"begun {ATTEMPTS} times, and each time the process ended with it")
                mark(self.engine, found.entry.key, "sealed")
                continue
            address = await asyncio.to_thread(_address, found.entry.url)
            if take_address(self.engine, found.id, address, time.time()):
                return found.entry, False
            passed.add(found.id)
        return None, False

    async def _walk(self, entry: SiteEntry) -> None:
        from crawler.spiders.site import SiteSpider

        path = self.run.warc(entry.key)
        if path.exists():  # sealed before the process died that had claimed it
            mark(self.engine, entry.key, "sealed")
            return
        crawler = self.runner.create_crawler(SiteSpider)
        self.running[entry.key] = crawler
        error = ""
        try:
            await self.runner.crawl(crawler, url=entry.url, key=entry.key, shared=self.shared)
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
        if path.exists():
            mark(self.engine, entry.key, "sealed")
            self.totals["sites"] += 1
        elif self.stopping:
            mark(self.engine, entry.key, "waiting")
        else:
            give_up(self.run, entry, error or "the crawl ended without a result")
            mark(self.engine, entry.key, "sealed")
            self.totals["sites"] += 1

    def _add_up(self, crawler: Any) -> None:
        for key, value in _progress(crawler).items():
            self.totals[key] += value

    async def _beat(self) -> None:
        """A sign of life for the claims every third of a lease, and a line of progress every second."""
        renewed = time.monotonic()
        while True:
            await asyncio.sleep(1)
            if time.monotonic() - renewed > LEASE / 3:
                renew(self.engine, self.name, time.time(), LEASE)
                renewed = time.monotonic()
            self.report()

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


def die_with_parent() -> None:
    """Ask Linux to kill this process when its parent is gone, so that a killed run leaves nothing behind."""
    if sys.platform == "linux":
        parent = os.getppid()
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:  # it died before we asked
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """`python -m crawler.worker RUN STORE AT_ONCE SETTINGS_JSON`: started by `crawler.run`, ended with it."""
    die_with_parent()
    folder, store, at_once, overrides = sys.argv[1:5]
    from scrapy.utils.log import configure_logging
    from scrapy.utils.reactor import install_reactor

    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor as installed
    from twisted.internet.defer import Deferred

    reactor: Any = installed

    run = RunFolder(Path(folder))
    settings = project_settings({**json.loads(overrides), "FRONTLINE_FETCHED": str(run.fetched)})
    configure_logging({"LOG_FILE": str(run.log), "LOG_LEVEL": "WARNING", "LOG_FILE_APPEND": True})
    for name in ("scrapy", "twisted", "py.warnings", "asyncio"):
        logging.getLogger(name).setLevel(logging.ERROR)
    guard(reactor, settings)
    worker = Worker(run, open_store(store), settings, int(at_once))
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # most of what a crawl makes is no rubbish until its site ends

    def done(_: Any) -> None:
        if reactor.running:
            reactor.stop()

    reactor.callWhenRunning(lambda: Deferred.fromFuture(asyncio.ensure_future(worker.work())).addBoth(done))
    reactor.run(installSignalHandlers=False)


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
