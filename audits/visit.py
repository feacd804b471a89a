"""Everything fetched of one site, sorted into pages, other answers, well-known files and failures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urldefrag, urlsplit

import ada_url

from audits.page import Page
from audits.store.records import Fetch, SiteEntry
from audits.store.sniff import is_html


@dataclass(frozen=True, eq=False)
class Visit:
    """One site as it was found.

    `pages` are the HTML pages that loaded, the home page first where there is one. `failures` are the page requests
    that gave none: an error status, or a `Fetch` with a `failure`. `answers` is every answer by URL without
    fragment. `notes` is what the crawl wrote down about itself (how it ended, TLS, budgets).
    """

    site: SiteEntry
    fetches: tuple[Fetch, ...]
    pages: tuple[Page, ...]
    failures: tuple[Fetch, ...]
    answers: Mapping[str, Fetch]
    robots: Fetch | None = None
    sitemaps: tuple[Fetch, ...] = ()
    feeds: tuple[Fetch, ...] = ()
    probes: tuple[Fetch, ...] = ()
    notes: Mapping[str, Any] = field(default_factory=dict)
    memo: dict[Any, Any] = field(default_factory=dict)

    @property
    def home(self) -> Page | None:
        """The front page, where it loaded."""
        return next((page for page in self.pages if page.home), None)

    @property
    def fetched_at(self) -> datetime:
        """The moment of the visit (its first answer); every age counts from here."""
        return min((fetch.fetched_at for fetch in self.fetches), default=datetime(1970, 1, 1, tzinfo=UTC))

    @property
    def host(self) -> str:
        """The host the pages came from, without `www.`"""
        url = self.home.url if self.home else (self.pages[0].url if self.pages else self.site.url)
        return bare_host(url)

    def own(self, url: str) -> bool:
        """Is that address on this site (same host, with or without `www.`, http or https)?"""
        return bare_host(url) in {self.host, bare_host(self.site.url)}

    def without(self, pages: Collection[Page]) -> Visit:
        """The same visit as if these pages had not been there."""
        return replace(self, pages=tuple(page for page in self.pages if page not in pages), memo={})


def visit_of(
    site: SiteEntry,
    fetches: Sequence[Fetch],
    notes: Mapping[str, Any] | None = None,
    facts: Mapping[str, Mapping[str, Any]] | None = None,
) -> Visit:
    """Sort the answers of one site. A later answer for the same address replaces an earlier failure, not a success."""
    answers: dict[str, Fetch] = {}
    for fetch in fetches:
        url = urldefrag(fetch.url).url
        if url not in answers or answers[url].status is None or (fetch.ok and not answers[url].ok):
            answers[url] = fetch
    home_url = _home(site, answers)
    pages: dict[str, Page] = {}
    for fetch in fetches:
        url = urldefrag(fetch.url).url
        if fetch.kind == "page" and is_html(fetch) and url not in pages:
            seen = (facts or {}).get(url, {})
            pages[url] = Page(fetch, url, url == home_url, answers, seen)
    ordered = sorted(pages.values(), key=lambda page: not page.home)
    return Visit(
        site=site,
        fetches=tuple(fetches),
        pages=tuple(ordered),
        failures=tuple(
            fetch
            for fetch in answers.values()
            if fetch.kind == "page" and (fetch.status is None or fetch.status >= 400 or fetch.failure)
        ),
        answers=answers,
        robots=_last(fetches, "robots"),
        sitemaps=tuple(fetch for fetch in fetches if fetch.kind == "sitemap"),
        feeds=tuple(fetch for fetch in fetches if fetch.kind == "feed"),
        probes=tuple(fetch for fetch in fetches if fetch.kind == "probe"),
        notes=notes or {},
    )


@lru_cache(maxsize=4096)
def bare_host(url: str) -> str:
    """Host and a port that is not the scheme's own, without `www.`, in lower case."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    return host if port in {None, 80, 443} else f"{host}:{port}"


def _home(site: SiteEntry, answers: Mapping[str, Fetch]) -> str:
    """The address at the end of the redirects that begin at the listed one, or of the first page asked for."""
    first = next((url for url, fetch in answers.items() if fetch.kind == "page"), "")
    starts = [url for url in (urldefrag(_normal(site.url)).url, first) if url in answers]
    for start in starts:
        url = start
        for _ in range(10):
            fetch = answers.get(url)
            if fetch is None or not fetch.location:
                break
            try:
                url = urldefrag(ada_url.join_url(url, fetch.location)).url
            except ValueError:
                break
        if (found := answers.get(url)) and found.ok:
            return url
    # http and https, with and without www are tried in turn: the home page is the first page that loaded.
    return next((url for url, fetch in answers.items() if fetch.kind == "page" and is_html(fetch)), "")


def _normal(url: str) -> str:
    try:
        return str(ada_url.normalize_url(url))
    except ValueError:
        return url


def _last(fetches: Sequence[Fetch], kind: str) -> Fetch | None:
    return next((fetch for fetch in reversed(fetches) if fetch.kind == kind), None)
