"""The one spider: asks for what the walk wants, politely, and yields every answer as an item."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload

from audits.store.records import Fetch, FetchKind
from audits.store.site_list import absolute, key_of
from audits.store.warc import WarcError, read_warc
from crawler.browser.client import BrowserClient
from crawler.browser.sight import Sight
from crawler.failures import FAILURES
from crawler.links import bare_host, join
from crawler.record import PAGE_CAP, failure_of, fetch_of
from crawler.robots import Rules
from crawler.shared import SharedFetches
from crawler.templates import sample
from crawler.tls import days_left, tls_facts
from crawler.walk import Budget, Walk

READ_WHOLE = 64 * 1024
"""Bytes up to which a picture is simply read: breaking the connection off costs a new one, and a new handshake."""

READ_GIF = 512 * 1024
"""The same for GIF, whose frames are counted."""

STREAM_CAP = 500 * 1024
"""Bytes read of a picture that does not state its length; its size is then "at least"."""

ROBOTS_REDIRECTS = 5
"""Hops followed for robots.txt; more than that counts as a missing file (RFC 9309 2.3.1.2)."""

ACCEPT = {
    "resource": "text/css,image/avif,image/webp,image/*,*/*;q=0.8",
    "feed": "application/atom+xml,application/rss+xml,application/xml;q=0.9,*/*;q=0.8",
}


_UNREAD = (
    b"image/", b"font/", b"video/", b"audio/", b"application/octet", b"application/font", b"application/x-font",
    b"application/pdf", b"application/zip",
)  # fmt: skip


class SiteSpider(Spider):
    """`scrapy crawl site -a url=https://example.org` walks one site and seals one WARC file."""

    name = "site"

    def __init__(
        self,
        url: str = "",
        key: str = "",
        within: str = "",
        shared: SharedFetches | None = None,
        browser: BrowserClient | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if not url:
            raise ValueError("name the site: scrapy crawl site -a url=https://example.org")
        self.url = absolute(url)
        self.key = key or key_of(self.url)
        self.within = within
        self.shared = shared
        self.browser = browser
        self.notes: Mapping[str, Any] = {}
        self.complete = False
        self.trouble = ""  # why nothing can be written; set by the pipeline
        self.host = bare_host(self.url)
        self.rules: dict[str, Rules] = {}
        self.heeded: dict[str, float] = {}
        self.items: asyncio.Queue[Fetch | Sight | None] = asyncio.Queue()
        self.older: dict[str, Fetch] = {}
        self.progress = {"pages": 0, "requests": 0, "bytes": 0}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider: Self = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.on_headers, signals.headers_received)
        crawler.signals.connect(spider.on_bytes, signals.bytes_received)
        spider.shared = spider.shared or SharedFetches(crawler.settings.getfloat("DOWNLOAD_DELAY"))
        spider.older = _older(crawler.settings["FRONTLINE_SINCE"], spider.key)
        return spider

    async def start(self) -> AsyncIterator[Fetch | Sight]:
        """Walk the site; each answer is an item as soon as it is there."""
        settings = self.settings
        budget = Budget(
            pages=settings.getint("FRONTLINE_PAGES"),
            seconds=settings.getfloat("FRONTLINE_SITE_SECONDS"),
            wire_bytes=settings.getint("FRONTLINE_SITE_BYTES"),
            resources=settings.getint("FRONTLINE_RESOURCES"),
            deadline=settings.getfloat("FRONTLINE_DEADLINE"),
        )
        walk = Walk(self.url, self.ask, self.items.put_nowait, budget, self._sitemaps, self.within)
        walking = asyncio.ensure_future(self._walk(walk))
        try:
            while (item := await self.items.get()) is not None:
                yield item
            await walking
            self.complete = True
        finally:
            walking.cancel()

    async def _walk(self, walk: Walk) -> None:
        try:
            notes = await self._guarded(walk)
            seen = await self._look(walk)
            self.notes = {**notes, "tls": await self._tls_of_home(notes), "crawl_delay": self.heeded, **seen}
        finally:
            self.items.put_nowait(None)

    async def _guarded(self, walk: Walk) -> Mapping[str, Any]:
        """The walk's notes, also when our own code failed: such a site is a row that says so, never a gap."""
        try:
            return await walk.run()
        except Exception as error:
            self.logger.exception("the walk over %s failed", self.url)
            return {
                **walk.notes,
                "listed": self.url,
                "cut": "crawl_error",
                "detail": f"{type(error).__name__}: {error}",
            }

    async def _look(self, walk: Walk) -> dict[str, Any]:
        """Have a browser open a page of each template, one after another; the site's server is left a pause between."""
        if self.browser is None or walk.notes.get("cut") == "deadline":
            return {}
        urls = sample(walk.skeletons, str(walk.notes.get("home") or ""), self.settings.getint("FRONTLINE_RENDER"))
        looked, pause = {"rendered": 0, "render_failures": 0}, self.settings.getfloat("DOWNLOAD_DELAY")
        async for sight in self.browser.look(urls, pause=pause):
            self.items.put_nowait(sight)
            looked["render_failures" if sight.facts.get("failure") else "rendered"] += 1
        return looked

    # --- asking -------------------------------------------------------------------------------------------------------

    async def ask(self, url: str, kind: FetchKind, via: str = "") -> Fetch:
        """One answer or named failure, tried again where a second try may help."""
        if kind == "resource" and bare_host(url) != self.host and self.shared is not None:
            shared = await self.shared.get(url, bare_host(url), lambda: self._try(url, kind, via))
            return replace(shared, via=via)
        return await self._try(url, kind, via)

    async def ask_robots(self, url: str) -> Fetch:
        """robots.txt, written down like everything else; redirects are followed as RFC 9309 asks (2.3.1.2)."""
        for _ in range(ROBOTS_REDIRECTS + 1):
            fetch = await self._try(url, "robots", "")
            self.items.put_nowait(fetch)
            target = join(url, fetch.location) if fetch.location else ""
            if not target:
                break
            url = target
        return fetch

    async def _try(self, url: str, kind: FetchKind, via: str) -> Fetch:
        pause = self.settings.getfloat("FRONTLINE_RETRY_SECONDS")
        tries = self.settings.getint("FRONTLINE_RETRIES") if kind in {"page", "robots"} else 0
        while True:
            fetch = await self._once(url, kind, via)
            wait = self._wait(fetch, pause)
            if wait is None or tries == 0:
                return fetch
            await asyncio.sleep(wait)
            tries, pause = tries - 1, pause * 2

    async def _once(self, url: str, kind: FetchKind, via: str) -> Fetch:
        headers = {"Accept": ACCEPT[kind]} if kind in ACCEPT else {}
        old = self.older.get(url)
        if old is not None:
            headers |= _conditions(old)
        meta = {"kind": kind, "download_slot": bare_host(url), "download_maxsize": 0, "read": 0}
        request = Request(url, headers=headers, meta=meta, dont_filter=True)
        begun = time.monotonic()
        assert self.crawler.engine is not None
        self.progress["requests"] += 1
        try:
            response = await self.crawler.engine.download_async(request)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever went wrong becomes a named failure
            return failure_of(request, error, kind, via)
        seconds = request.meta.get("download_latency", 0.0) + time.monotonic() - request.meta.get("headers_at", begun)
        fetch = fetch_of(request, response, kind, via, seconds)
        self.progress["bytes"] += fetch.wire_bytes or 0
        self.progress["pages"] += kind == "page" and fetch.ok
        if fetch.status == 304 and old is not None:
            return replace(
                old, fetched_at=fetch.fetched_at, kind=kind, via=via, detail="not modified since the earlier run"
            )
        return fetch

    def _wait(self, fetch: Fetch, pause: float) -> float | None:
        """Seconds until a second try; `None` where there is no sense in one. A server in trouble is asked more slowly."""
        if fetch.status in {429, 503}:
            self._slow_down(fetch)
            wanted = _retry_after(fetch)
            slowest = self.settings.getfloat("FRONTLINE_SLOWEST_DELAY")
            return min(max(pause, wanted or 0.0), slowest) if (wanted or 0.0) <= slowest else None
        if fetch.status is not None and fetch.status >= 500:
            return pause
        if fetch.status is None and FAILURES[fetch.failure].retry:
            return pause
        return None

    # --- manners ------------------------------------------------------------------------------------------------------

    def heed(self, origin: str, rules: Rules) -> None:
        """Keep to a host's Crawl-delay, up to the slowest pause we have time for."""
        self.rules[origin] = rules
        if rules.crawl_delay:
            slot = bare_host(origin)
            slowest = self.settings.getfloat("FRONTLINE_SLOWEST_DELAY")
            self._set_delay(slot, min(rules.crawl_delay, slowest))
            self.heeded[slot] = rules.crawl_delay

    def _slow_down(self, fetch: Fetch) -> None:
        slot = bare_host(fetch.url)
        now = self.settings.getfloat("DOWNLOAD_DELAY")
        downloader = self.crawler.engine.downloader
        if slot in downloader.slots:
            now = downloader.slots[slot].delay
        self._set_delay(slot, min(max(2 * now, 0.5), self.settings.getfloat("FRONTLINE_SLOWEST_DELAY")))

    def _set_delay(self, slot: str, delay: float) -> None:
        delay = max(delay, self.settings.getfloat("DOWNLOAD_DELAY"))
        downloader = self.crawler.engine.downloader
        # A slot that idles for a minute is thrown away; the next one is made from these settings.
        downloader.per_slot_settings[slot] = {"concurrency": 1, "delay": delay, "jitter": 0}
        if slot in downloader.slots:
            downloader.slots[slot].delay = delay

    def _sitemaps(self, origin: str) -> tuple[str, ...]:
        return self.rules[origin].sitemaps if origin in self.rules else ()

    # --- reading no more than is needed -------------------------------------------------------------------------------

    def on_headers(self, headers: Any, body_length: int, request: Request) -> None:
        """A picture that states its length is not read when it is large: the length is what was wanted."""
        request.meta["answered"], request.meta["headers_at"] = True, time.monotonic()
        media = (headers.get("Content-Type") or b"").partition(b";")[0].strip().lower()
        if request.meta["kind"] != "resource" or not media.startswith(_UNREAD):
            request.meta["limit"] = PAGE_CAP
            return
        request.meta["limit"] = STREAM_CAP
        if media == b"image/svg+xml":
            return
        stated = headers.get("Content-Length") is not None
        if stated and body_length >= (READ_GIF if media == b"image/gif" else READ_WHOLE):
            raise StopDownload(fail=False)

    def on_bytes(self, data: bytes, request: Request) -> None:
        """What states no length is read up to a cap."""
        request.meta["read"] += len(data)
        if request.meta["read"] > request.meta.get("limit", PAGE_CAP):
            raise StopDownload(fail=False)

    # --- TLS ----------------------------------------------------------------------------------------------------------

    async def _tls_of_home(self, notes: Mapping[str, Any]) -> dict[str, Any]:
        """One handshake of our own with the home page's host; the crawl itself takes every certificate."""
        parts = urlsplit(str(notes.get("home") or self.url))
        if parts.scheme != "https" or not parts.hostname:
            return {}
        private = self.settings.getbool("FRONTLINE_ALLOW_PRIVATE")
        facts = await asyncio.to_thread(tls_facts, parts.hostname, parts.port or 443, allow_private=private)
        return {**facts, "days_left": days_left(facts, datetime.now(UTC))}


def _conditions(old: Fetch) -> dict[str, str]:
    pairs = {"If-None-Match": old.header("etag"), "If-Modified-Since": old.header("last-modified")}
    return {name: value for name, value in pairs.items() if value}


def _retry_after(fetch: Fetch) -> float | None:
    """Seconds that a Retry-After line asks for, given as seconds or as a date; `None` where it says nothing sensible."""
    text = fetch.header("retry-after").strip()
    if text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - fetch.fetched_at).total_seconds())


def _older(folder: str, key: str) -> dict[str, Fetch]:
    """The answers of an older run that can be asked for conditionally; nothing where there is no older file."""
    path = Path(folder) / f"{key}.warc.gz"
    if not folder or not path.is_file():
        return {}
    try:
        archive = read_warc(path)
    except WarcError:
        return {}
    return {
        fetch.url: fetch
        for fetch in archive.fetches
        if fetch.status == 200 and not fetch.failure and _conditions(fetch)
    }
