"""Estimates how long a page takes to load on a slow connection, by playing its requests through, without a browser."""

from __future__ import annotations

from dataclasses import dataclass, replace

from audits.derived import derived
from audits.derived.page_resources import STYLES, PageLoad, Part, page_resources
from audits.page import Page
from audits.standards import table


@dataclass(frozen=True, slots=True)
class Profile:
    """A connection: its name for readers, seconds until an answer begins, bits a second downwards and upwards."""

    name: str
    wait: float
    bits: float
    up_bits: float


@dataclass(frozen=True, slots=True)
class LoadTime:
    """Seconds of network time until the first paint and until the page is complete, on one connection.

    `formula` says how they were found. `at_least` where parts of the page were not measured.
    """

    profile: Profile
    first_paint: float
    full: float
    formula: str
    at_least: bool


SLOW = "slow-4g"
CONNECTIONS = 6
"""Requests that a browser has under way to one host at a time (HTTP/1.1)."""

EARLY = 2
"""Pictures and scripts that nothing waits for, asked for at a time while the style sheets and scripts of the head are
still under way (Chromium's "tight mode")."""

WORK = 0.08
"""Seconds that reading and laying out a small page takes beside the network (the bench's median)."""


def profile(name: str) -> Profile:
    """A connection of `connections.toml` by its key."""
    row = table("connections.toml")["profile"][name]
    return Profile(row["title"], row["wait_ms"] / 1000, row["down_kbits"] * 1000, row["up_kbits"] * 1000)


def formula(connection: Profile) -> str:
    """How the figure was found, for readers."""
    return (
        f"requests played through: {connection.wait * 1000:.0f} ms until an answer begins, {CONNECTIONS} at a time from "
        f"each host, {connection.bits / 1e6:.2f} Mbit/s shared, style sheets before what they name"
    )


def load_time(load: PageLoad, connection: Profile) -> LoadTime:
    """Play the requests of a page through on that connection."""
    waited = _bounded([part for part in load.opening if part.kind != "icon"])
    full = max(_Line(waited, connection).run().values(), default=0.0)
    # Until the first paint, style sheets hold back what is minor as head scripts do; after it they no longer matter.
    ends = _Line(waited, connection, sheets_first=True).run()
    blocking = [ends[part.url] for part in waited if part.blocking and part.url in ends]
    first = max([ends.get(load.document.url, 0.0), *blocking])
    return LoadTime(connection, first + WORK, full + WORK, formula(connection), not load.complete)


def _bounded(parts: list[Part]) -> list[Part]:
    """The work on one page grows with the square of its parts, so of very many the last ones come as one."""
    if len(parts) <= PARTS:
        return parts
    kept, rest = parts[: PARTS - 1], parts[PARTS - 1 :]
    return [*kept, replace(rest[0], wire_bytes=sum(part.wire_bytes or 0 for part in rest))]


PARTS = 600
"""Parts of one page that are played one by one: twice as many as the crawl asks for."""


@derived
def slow_load(page: Page) -> LoadTime:
    """This page on slow 4G."""
    return load_time(page_resources(page), profile(SLOW))


@dataclass
class _Transfer:
    """One part on its way: when its answer begins, and how many bytes are left."""

    part: Part
    begins: float
    left: float


def _minor(part: Part) -> bool:
    """Does the first paint go ahead without it?"""
    return part.kind in {"image", "media"} or (part.kind in {"script", "style"} and not part.blocking)


class _Line:
    """One connection shared by the parts of a page, in the order in which a browser asks for them."""

    def __init__(self, parts: list[Part], connection: Profile, *, sheets_first: bool = False) -> None:
        self.sheets_first = sheets_first
        self.wait = connection.wait
        self.rate = connection.bits / 8
        self.document = parts[0]
        self.later = parts[1:]
        self.queue = [parts[0]]
        self.under_way: list[_Transfer] = []
        self.ends: dict[str, float] = {}
        self.now = 0.0

    def run(self) -> dict[str, float]:
        """The moment each part has arrived. What nothing waits for any more is left out, as in a browser's own count."""
        while self.queue or self.under_way:
            self._ask()
            self._pass()
            self._release()
        return self.ends

    def _ask(self) -> None:
        """Send what may be sent: so many to one host, few pictures while the head is still under way."""
        busy: dict[str, int] = {}
        for transfer in self.under_way:
            busy[transfer.part.host] = busy.get(transfer.part.host, 0) + 1
        minor = sum(_minor(transfer.part) for transfer in self.under_way)
        waiting = (*self.queue, *(one.part for one in self.under_way))
        head = any(part.blocking and (self.sheets_first or part.kind == "script") for part in waiting)
        kept = []
        for part in self.queue:
            held = head and _minor(part) and minor >= EARLY
            if busy.get(part.host, 0) >= CONNECTIONS or held:
                kept.append(part)
                continue
            busy[part.host] = busy.get(part.host, 0) + 1
            minor += _minor(part)
            begins = self.now + self.wait * (1 + part.redirects)
            self.under_way.append(_Transfer(part, begins, float(part.wire_bytes or 0)))
        self.queue = kept

    def _pass(self) -> None:
        """Let time go on until something begins or ends; what has begun shares the line evenly."""
        flowing = [one for one in self.under_way if one.begins <= self.now + 1e-9]
        coming = min((one.begins for one in self.under_way if one.begins > self.now + 1e-9), default=float("inf"))
        if flowing:
            share = self.rate / len(flowing)
            step = min(min(one.left for one in flowing) / share, coming - self.now)
            for one in flowing:
                one.left -= share * step
            self.now += step
        else:
            self.now = coming
        for one in [one for one in flowing if one.left <= 0.5]:
            self.under_way.remove(one)
            self.ends[one.part.url] = self.now

    def _release(self) -> None:
        """Ask for what has become known: with the document, with its sheet or frame, with the last of the sheets."""
        if self.document.url not in self.ends or not self.later:
            return
        there = self.ends.keys()
        waiting = (*self.later, *self.queue, *(one.part for one in self.under_way))
        styled = not any(part.kind == "style" and part.blocking and part.url not in there for part in waiting)
        known = [part for part in self.later if part.parent in {"", self.document.url} or part.parent in there]
        if styled:
            for part in (part for part in self.later if part.parent == STYLES):
                # When all else is there, the page counts as loaded before its style asks for more.
                if known or self.queue or self.under_way:
                    known.append(part)
            self.later = [part for part in self.later if part.parent != STYLES]
        self.queue += known
        taken = {part.url for part in known}
        self.later = [part for part in self.later if part.url not in taken]
