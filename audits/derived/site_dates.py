"""All dates of a site weighed against each other: which are its content's, which are events, which are none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.parse import urlsplit

from audits.derived import derived
from audits.derived.copyright_year import copyright_year
from audits.derived.feed_items import feed_items
from audits.derived.guessed_date import guessed_date
from audits.derived.machine_dates import MachineDate, machine_dates
from audits.derived.month_first import month_first
from audits.derived.sitemap_dates import sitemap_dates
from audits.derived.written_dates import Written, written_dates
from audits.page import Page
from audits.visit import Visit

Class = Literal["A", "B", "C", "D", "E"]
"""A: a feed's item. B: told to machines, for an article or in agreement with what is seen. C: seen. D: by the server
or told to machines alone. E: only a year."""

WEB = 1995
"""Older dates are history told on a page: hardly any small organisation had a page on the web before."""

AHEAD = timedelta(days=2)
"""Up to so far ahead a date can be today's in another time zone; beyond, it is an event."""

_MONTH_FIRST_DOMAINS = frozenset(("us", "gov", "edu", "mil"))
_SHARED = 0.8  # of the pages: dates that so many agree on were stamped by a machine when the site was copied
_SPREAD = timedelta(days=7)  # a copying over midnight, or a cache, gives dates that differ by less


@dataclass(frozen=True, slots=True)
class Evidence:
    """One date of the content. `month` and `day` are 0 where they are not told."""

    year: int
    month: int
    day: int
    klass: Class
    source: str
    url: str
    snippet: str = ""

    @property
    def iso(self) -> str:
        """As much of an ISO 8601 date as is known."""
        parts = f"{self.year:04d}", f"{self.month:02d}", f"{self.day:02d}"
        return "-".join(parts[: 3 if self.day else 2 if self.month else 1])

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def key(self) -> tuple[int, int, int]:
        return self.year, self.month, self.day


@dataclass(frozen=True, slots=True)
class SiteDates:
    """`newest` is the newest credible date, `None` where there is no evidence; `dated` the newest that is a date (A to D).

    `pages` is the newest seen or machine-told date of each page that has one; `events` are dates in a calendar or
    ahead; `ahead` those after the visit; `yearless` counts dates whose year nothing tells.
    """

    newest: Evidence | None
    dated: Evidence | None
    pages: tuple[Evidence, ...]
    events: tuple[Evidence, ...]
    ahead: tuple[Evidence, ...]
    yearless: int
    machine: Evidence | None


@derived
def site_dates(visit: Visit) -> SiteDates:
    """Needs `written_dates`, `machine_dates`, `guessed_date`, `month_first`, `copyright_year`, `language`, `visible_words`."""
    weighed = _Weighed(visit)
    seen = [*weighed.feed(), *weighed.visible(), *weighed.told()]
    limit = visit.fetched_at.date() + AHEAD
    past = [e for e in seen if e.year >= WEB and e.earliest <= limit]
    ahead = tuple(e for e in seen if e.month and e.earliest > limit)
    full = [e for e in past if e.klass != "E"]
    machine = _newest(weighed.served())
    dated = _newest(full) or machine
    years = _newest(e for e in past if e.klass == "E")
    newest = years if years and (dated is None or years.year > dated.year) else dated
    pages: dict[str, Evidence] = {}
    for evidence in full:
        if evidence.klass in {"B", "C"} and (evidence.url not in pages or evidence.key > pages[evidence.url].key):
            pages[evidence.url] = evidence
    events = (*weighed.events(limit), *ahead)
    return SiteDates(newest, dated, tuple(pages.values()), events, ahead, weighed.yearless, machine)


class _Weighed:
    """The dates of one visit with what only the whole site can tell: order, clocks, furniture, missing years."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.today = visit.fetched_at.date()
        self.pages = [(page, written_dates(page)) for page in visit.pages]
        self.month_first = self._month_first()
        self.furniture = self._furniture()
        self.anchor = self._anchor()
        self.yearless = 0
        self.resolved: list[tuple[Page, Written, tuple[int, int, int]]] = list(self._resolve())

    def _month_first(self) -> bool:
        """Evidence on the site first, then what the country does."""
        orders = Counter(w.order for _, written in self.pages for w in written if w.day and w.role != "calendar")
        if orders["dm"] != orders["md"]:
            return orders["md"] > orders["dm"]
        home = self.visit.home
        domain = (urlsplit(home.url if home else self.visit.site.url).hostname or "").rpartition(".")[2]
        if domain in _MONTH_FIRST_DOMAINS:
            return True
        # Of two-letter domains all others put the day first.
        return len(domain) > 2 and any(month_first(page) for page in self.visit.pages)

    def _furniture(self) -> set[int]:
        """Blocks that stand on most pages: their dates belong to the site's frame, not to a page."""
        holders: Counter[int] = Counter()
        for _, written in self.pages:
            holders.update({w.place for w in written})
        often = max(3, len(self.pages) / 2)
        return {place for place, count in holders.items() if count >= often}

    def _anchor(self) -> int:
        """The year in which the weekdays of dates without one fall as written, near the copyright year; 0 for none."""
        dates = {
            (w.month, w.day, w.weekday) for _, written in self.pages for w in written
            if not w.year and not w.scope and w.day and w.weekday >= 0 and w.order != "either"
        }  # fmt: skip
        owned = max((year for page in self.visit.pages if (year := copyright_year(page))), default=0)
        if len(dates) < 2 or not owned:
            return 0
        fits = {year: sum(_fits(year, *one) for one in dates) for year in (owned - 1, owned, owned + 1)}
        best = max(fits, key=lambda year: (fits[year], -abs(year - owned)))
        return best if fits[best] >= 2 and fits[best] * 5 >= len(dates) * 3 else 0

    def _resolve(self) -> Iterator[tuple[Page, Written, tuple[int, int, int]]]:
        for page, written in self.pages:
            for w in written:
                month, day = w.month, w.day
                if w.order == "either" and self.month_first:
                    month, day = day, month
                year = w.year or self._year(w, month, day)
                if not year:
                    self.yearless += 1
                elif _exists(year, month, day) and not self._is_clock(w, year, month, day):
                    yield page, w, (year, month, day)

    def _year(self, w: Written, month: int, day: int) -> int:
        if not w.scope:
            return self.anchor if w.weekday >= 0 else 0
        if w.weekday >= 0:
            # A programme "2014" can run into January: the weekday tells.
            for year in (w.scope, w.scope + 1, w.scope - 1):
                if _fits(year, month, day, w.weekday):
                    return year
        return w.scope

    def _is_clock(self, w: Written, year: int, month: int, day: int) -> bool:
        """Today's date on every page is a clock, and so is one that says it is today's."""
        if not day or not (w.place in self.furniture or w.role == "clock"):
            return False
        return abs(date(year, month, day) - self.today) <= timedelta(days=1)

    def visible(self) -> Iterator[Evidence]:
        for page, w, (year, month, day) in self.resolved:
            if w.role in {"archived", "born", "since", "law", "owner", "calendar"}:
                continue
            if month:
                source = "date of change in the text" if w.role == "updated" else "date in the text"
                yield Evidence(year, month, day, "C", source, page.url, w.snippet)
            elif w.role != "prose" and w.place not in self.furniture:
                # A season that ends next year has begun in this one.
                begun = year - (w.season and year == self.today.year + 1)
                yield Evidence(begun, 0, 0, "E", "year in the text", page.url, w.snippet)

    def events(self, limit: date) -> Iterator[Evidence]:
        for page, w, (year, month, day) in self.resolved:
            if w.event and month and day and w.role == "" and year >= WEB and date(year, month, day) <= limit:
                yield Evidence(year, month, day, "C", "date among events", page.url, w.snippet)
        for page in self.visit.pages:
            for m in machine_dates(page):
                if m.kind == "event" and m.day and date(m.year, m.month, m.day) <= limit:
                    yield Evidence(m.year, m.month, m.day, "B", m.source, page.url)

    def feed(self) -> Iterator[Evidence]:
        items = feed_items(self.visit)
        stamped = len(items) > 1 and all(abs(item.day - self.today) <= timedelta(days=1) for item in items)
        if not stamped:
            for item in items:
                if item.day <= self.today + AHEAD:
                    yield Evidence(
                        item.day.year, item.day.month, item.day.day, "A", "feed item", item.link or item.feed
                    )

    def told(self) -> Iterator[Evidence]:
        """Machine dates that an article carries or that the page shows as well."""
        seen: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
        for page, _, key in self.resolved:
            seen[page.url].add(key)
        for page, m in self._machine():
            shown = (m.year, m.month, m.day) in seen[page.url]
            if shown or m.kind in {"time", "event"} or (m.kind == "published" and m.article):
                yield Evidence(m.year, m.month, m.day, "B", m.source, page.url)

    def _machine(self) -> Iterator[tuple[Page, MachineDate]]:
        """Machine dates of all pages without those stamped at the moment of the visit, and without false changes."""
        for page in self.visit.pages:
            dates = machine_dates(page)
            first = max((m.key for m in dates if m.kind == "published"), default=(0, 0, 0))
            for m in dates:
                fresh = bool(m.day) and abs(date(m.year, m.month, m.day) - self.today) <= timedelta(days=1)
                if not (fresh and m.kind != "event" and len(self.visit.pages) > 1 and self._on_most(m)) and not (
                    m.kind == "modified" and m.key < first
                ):
                    yield page, m

    def _on_most(self, m: MachineDate) -> bool:
        return sum(m in machine_dates(page) for page in self.visit.pages) * 2 > len(self.visit.pages)

    def served(self) -> Iterator[Evidence]:
        """Class D: what only machines are told, each believed only if it differs from page to page."""
        limit = self.today + AHEAD
        for page, m in self._machine():
            known = m.kind in {"published", "modified", "address"}
            if known and m.year >= WEB and date(m.year, m.month, m.day or 1) <= limit:
                yield Evidence(m.year, m.month, m.day, "D", m.source, page.url)
        for page in self.visit.pages:
            if (guess := guessed_date(page)) and guess[0] >= WEB:
                yield Evidence(*guess, "D", "attribute", page.url)
        for source, found in (("Last-Modified", self._last_modified()), ("sitemap lastmod", sitemap_dates(self.visit))):
            for day, url in _differing(found, self.today):
                yield Evidence(day.year, day.month, day.day, "D", source, url)

    def _last_modified(self) -> Iterator[tuple[date, str]]:
        for page in self.visit.pages:
            changed = _http_day(page.fetch.header("last-modified"))
            answered = _http_day(page.fetch.header("date")) or page.fetch.fetched_at
            if changed and answered - changed > timedelta(days=1):
                yield changed.date(), page.url


def _differing(found: Iterable[tuple[date, str]], today: date) -> Sequence[tuple[date, str]]:
    """Nothing, if most of the dates are the same day: that is when the site was copied or the file was made."""
    dates = [(day, url) for day, url in found if day.year >= WEB and day <= today + AHEAD]
    days = Counter(day for day, _ in dates)
    if len(days) < 2 or days.most_common(1)[0][1] >= _SHARED * len(dates) or max(days) - min(days) < _SPREAD:
        return ()
    return [(day, url) for day, url in dates if abs(day - today) > timedelta(days=1)]


def _http_day(header: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _newest(evidence: Iterable[Evidence]) -> Evidence | None:
    """The newest; of equals the one of the better class."""
    return max(evidence, key=lambda e: (e.key, -ord(e.klass)), default=None)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return False
    return True


def _fits(year: int, month: int, day: int, weekday: int) -> bool:
    return _exists(year, month, day) and date(year, month, day).weekday() == weekday
