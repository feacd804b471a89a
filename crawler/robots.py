"""Obeys robots.txt by RFC 9309, and hands every robots.txt it reads to the spider to be written down."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy.exceptions import IgnoreRequest

from audits.store.unpack import unpack

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

    from audits.store.records import Fetch

ROBOTS_CAP = 512 * 1024
"""Bytes of robots.txt that count: RFC 9309 asks for at least 500 KiB."""


class RobotsForbidden(IgnoreRequest):
    """robots.txt asks crawlers to stay away from this address."""


class RobotsUnreachable(RobotsForbidden):
    """robots.txt could not be read because of the server, which forbids everything (RFC 9309 2.3.1.4).

    `failure` names what happened to it: the page would have met the same, and is not asked for.
    """

    def __init__(self, failure: str, detail: str) -> None:
        super().__init__(f"robots.txt: {detail}" if detail else "robots.txt could not be read")
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host's robots.txt says. `crawl_delay` is in seconds; `failure` names why it could not be read."""

    allowed: Any = None
    crawl_delay: float | None = None
    sitemaps: tuple[str, ...] = ()
    failure: str = ""
    detail: str = ""


def rules_of(fetch: Fetch, user_agent: str) -> Rules:
    """Read the answer for robots.txt: missing allows all, a failing server forbids all, a web page in its place says nothing."""
    if fetch.status is None:
        return Rules(failure=fetch.failure, detail=fetch.detail)
    if fetch.status >= 500 or fetch.status == 429:
        return Rules(failure="robots_unreachable", detail=f"answered {fetch.status}")
    if not fetch.ok:
        return Rules()
    body = unpack(fetch.wire, fetch.header("content-encoding"), ROBOTS_CAP).body
    text = body.decode("utf-8-sig", "replace")
    if fetch.media_type == "text/html" or text.lstrip()[:1] == "<":
        return Rules()
    try:
        parsed = Protego.parse(text)
        return Rules(parsed, parsed.crawl_delay(user_agent), tuple(parsed.sitemaps)[:10])
    except (ValueError, RecursionError, TypeError):
        return Rules()


@dataclass
class RobotsMiddleware:
    """Asks for robots.txt once per scheme, host and port, before the first request to it."""

    crawler: Crawler
    user_agent: str
    obey: bool
    rules: dict[str, asyncio.Task[Rules]] = field(default_factory=dict)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        return cls(crawler, agent, settings.getbool("ROBOTSTXT_OBEY"))

    async def process_request(self, request: Request) -> None:
        if not self.obey or request.meta.get("kind") == "robots":
            return
        rules = await self._rules(request)
        if rules.failure:
            raise RobotsUnreachable(rules.failure, rules.detail)
        if rules.allowed is not None and not rules.allowed.can_fetch(request.url, self.user_agent):
            raise RobotsForbidden("robots.txt forbids this address")

    async def _rules(self, request: Request) -> Rules:
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.rules:
            self.rules[origin] = asyncio.ensure_future(self._read(origin))
        return await asyncio.shield(self.rules[origin])

    async def _read(self, origin: str) -> Rules:
        spider: Any = self.crawler.spider
        fetch: Fetch = await spider.ask_robots(f"{origin}/robots.txt")
        rules = rules_of(fetch, self.user_agent)
        spider.heed(origin, rules)
        return rules
