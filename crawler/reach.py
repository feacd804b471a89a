"""Keeps the crawl to addresses it may reach, after name resolution and on every hop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.internet.error import DNSLookupError

from crawler.addresses import METADATA, given_hosts, public, web_port

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy import Request
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

PRIVATE: set[str] = set()
"""Names that were refused because they point at a private address; read to name the failure."""


class GuardedResolver(CachingThreadedResolver):
    """Resolves names; the address it checks is the address that is used, so there is no gap for rebinding.

    Must raise `DNSLookupError` and nothing else: Twisted prints a traceback for every other exception.
    """

    allow_private = False

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.given = given_hosts()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        resolver: Self = super().from_crawler(crawler, reactor)
        resolver.allow_private = crawler.settings.getbool("FRONTLINE_ALLOW_PRIVATE")
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        if name in self.given:
            answers = self.given[name]
            address = answers.pop(0) if len(answers) > 1 else answers[0]
            if address.startswith("+"):  # a test's stand-in for a public address
                return defer.succeed(address[1:])
            found = defer.succeed(address)
        elif name.endswith((".test", ".invalid")):  # RFC 2606: no name server knows these, so none is asked
            found = defer.fail(DNSLookupError(f"{name} is no name that can exist"))
        else:
            found = super().getHostByName(name, timeout)
        return found.addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if address in METADATA or not (self.allow_private or public(address)):
            PRIVATE.add(name)
            raise DNSLookupError(f"{name} points at {address}, a private address")
        return address


class UnreachablePort(IgnoreRequest):
    """The address uses a port that this crawl may not reach."""


class ReachMiddleware:
    """Refuses ports that are not the web's; addresses are the resolver's business."""

    def __init__(self, *, allow_private: bool) -> None:
        self.allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(allow_private=crawler.settings.getbool("FRONTLINE_ALLOW_PRIVATE"))

    def process_request(self, request: Request) -> Any:
        if not self.allow_private and not web_port(request.url):
            raise UnreachablePort(f"port of {request.url} is not one of the web's")
