"""Estimates how long a page takes to load on a slow connection, by playing its requests through, without a browser."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from math import inf

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
"""Requests under way above which what nothing waits for is held back while the head is read (Chromium's "tight mode")."""

URGENT_IMAGES = 5
"""The first pictures of a document that are not small are asked for before the others (Chromium, `kBoostImagePriority`)."""

PIECE = 4096
"""Bytes of a document that are read at a time."""

TURN = 0.012
"""Seconds that a request takes of a browser and a server beside the network (the bench's lower quartile)."""

STEP = 0.025
"""Seconds from the beginning of a document to the requests that follow from it (the bench's lower quartile)."""

PAINT = 0.045
"""Seconds from the last part that holds back the first paint to that paint (the bench's lower quartile)."""


def profile(name: str) -> Profile:
    """A connection of `connections.toml` by its key."""
    row = table("connections.toml")["profile"][name]
    return Profile(row["title"], row["wait_ms"] / 1000, row["down_kbits"] * 1000, row["up_kbits"] * 1000)


def formula(connection: Profile) -> str:
    """How the figure was found, for readers."""
    return (
        f"requests played through: {connection.wait * 1000:.0f} ms until an answer begins, {CONNECTIONS} at a time from "
        f"each host by urgency, {connection.bits / 1e6:.2f} Mbit/s shared, style sheets before what they name"
    )


def load_time(load: PageLoad, connection: Profile) -> LoadTime:
    """Play the requests of a page through on that connection."""
    waited = [part for part in load.opening if part.kind != "icon" and not (part.deferred and part.kind == "other")]
    line = _Line(waited, connection)
    line.run()
    return LoadTime(connection, line.painted + PAINT, line.now, formula(connection), not load.complete)


@derived
def slow_load(page: Page) -> LoadTime:
    """This page on slow 4G."""
    return load_time(page_resources(page), profile(SLOW))


SOON, LATER, LAST = 2, 1, 0
"""How urgent a request is; above `SOON` it is never held back."""

_DOCUMENTS = {"document", "frame"}

_Event = tuple[float, int, str, list[Part]]  # the moment, its number, what happens, to what
_Waiting = tuple[int, int, Part]


def _urgency(part: Part, pictures: int, large: int) -> int:
    """Chromium's priority, by what the part is and how many pictures, and large ones, stand before it."""
    if part.kind in {"document", "frame", "font"} or (part.kind == "style" and not part.deferred):
        return 4
    if part.kind == "script" and not part.minor:
        return 3 if part.blocking or not pictures else SOON
    if part.kind == "image" and not part.minor and large < URGENT_IMAGES and not part.parent.startswith(STYLES):
        return SOON
    return LAST if part.deferred else LATER


class _Graph:
    """What the parts of a page wait for, and how urgent they are.

    By the address of a document (the page or a frame): `styled` is what waits for its style, `sheets` the number of
    sheets that its style waits for. `head` holds the scripts of the page's head and the sheets that these wait for.
    """

    def __init__(self, parts: list[Part]) -> None:
        self.page = parts[0]
        self.children: dict[str, list[Part]] = {}
        self.styled: dict[str, list[Part]] = {}
        self.sheets: Counter[str] = Counter()
        self.urgency = {self.page.url: 4}
        self.home = {self.page.url: self.page.url}
        self.head = {part.url for part in parts[1:] if part.awaited}
        pictures, large = Counter[str](), Counter[str]()
        for part in parts[1:]:
            home = self._place(part)
            self.urgency[part.url] = _urgency(part, pictures[home], large[home])
            if part.kind == "image":
                pictures[home] += 1
                large[home] += not part.minor

    def _place(self, part: Part) -> str:
        """Note by what it is named; the document to which it belongs."""
        waits = part.parent.startswith(STYLES)
        parent = (part.parent.removeprefix(STYLES) if waits else part.parent) or self.page.url
        home = self.home.get(parent, self.page.url)
        self.home[part.url] = part.url if part.kind == "frame" else home
        if waits:
            self.styled.setdefault(home, []).append(part)
        else:
            self.children.setdefault(parent if parent in self.home else home, []).append(part)
        if part.kind == "style" and not part.deferred:
            self.sheets[home] += 1
        return home

    def rank(self, part: Part) -> int:
        return -self.urgency[part.url]


class _Line:
    """One connection shared by the parts of a page, asked for in the order in which a browser does.

    What is to come is kept in two heaps: `clock` by the second; `flow` by the bytes that every part under way has had
    by then (`given`). All of them get the same share of the line, so nothing is counted part by part.
    """

    def __init__(self, parts: list[Part], connection: Profile) -> None:
        self.wait, self.rate = connection.wait + TURN, connection.bits / 8
        self.graph = _Graph(parts)
        self.now = self.given = self.painted = 0.0
        self.flowing = 0
        self.order = count()
        self.clock: list[_Event] = []
        self.flow: list[_Event] = []
        self.queues: dict[str, list[_Waiting]] = {}
        self.held: list[_Waiting] = []
        self.busy: Counter[str] = Counter()
        self.under_way: Counter[int] = Counter()

    def run(self) -> None:
        """Until all has arrived; `now` is that moment then."""
        self._ask([self.graph.page])
        while self.clock or self.flow:
            what, parts = self._next()
            if what == "begins":
                self._begin(parts[0])
            elif what == "ends":
                self._end(parts[0])
            elif what == "read":
                self._on_clock(STEP, "known", parts)
            else:
                self._ask(parts)

    def _next(self) -> tuple[str, list[Part]]:
        """Let time go on until something happens."""
        seconds = inf
        if self.flow:
            seconds = max(self.flow[0][0] - self.given, 0.0) * self.flowing / self.rate
        if self.clock and self.clock[0][0] <= self.now + seconds:
            moment, _, what, parts = heappop(self.clock)
            if self.flowing:
                self.given += (moment - self.now) * self.rate / self.flowing
            self.now = moment
        else:
            self.given, _, what, parts = heappop(self.flow)
            self.now += seconds
        return what, parts

    def _on_clock(self, seconds: float, what: str, parts: list[Part]) -> None:
        heappush(self.clock, (self.now + seconds, next(self.order), what, parts))

    def _in_flow(self, size: float, what: str, parts: list[Part]) -> None:
        heappush(self.flow, (self.given + size, next(self.order), what, parts))

    def _ask(self, parts: list[Part]) -> None:
        """Send them, the most urgent first, or keep them until the head is read or a connection to their host is free."""
        for part in sorted(parts, key=self.graph.rank):
            urgency = self.graph.urgency[part.url]
            waiting = (-urgency, next(self.order), part)
            if not self._may_go(urgency):
                heappush(self.held, waiting)
                continue
            self.under_way[urgency] += 1
            if self.busy[part.host] < CONNECTIONS:
                self._send(part)
            else:
                heappush(self.queues.setdefault(part.host, []), waiting)

    def _may_go(self, urgency: int) -> bool:
        if urgency > SOON or not self.graph.head:
            return True
        return self.under_way.total() < EARLY or (urgency == SOON and self.under_way[SOON] < EARLY)

    def _send(self, part: Part) -> None:
        self.busy[part.host] += 1
        trips = 1 + part.redirects + (part.tries if part.status is not None and part.status >= 400 else 0)
        self._on_clock(self.wait * trips, "begins", [part])

    def _begin(self, part: Part) -> None:
        """Its answer begins. What stands in a piece of a document is asked for as soon as that piece has come."""
        self.flowing += 1
        size = float(part.wire_bytes or 0)
        if part is self.graph.page:
            self.painted = self.now + min(size, PIECE) / self.rate
        if part.kind in _DOCUMENTS:
            named = self.graph.children.pop(part.url, [])
            pieces = max(1, round(size / PIECE))
            by_piece: dict[int, list[Part]] = {}
            for place, one in enumerate(named):
                by_piece.setdefault(0 if one.blocking else place * pieces // len(named), []).append(one)
            for number, here in by_piece.items():
                self._in_flow(size * (number + 1) / pieces, "read", here)
            self._style(part.url, STEP)
        self._in_flow(size, "ends", [part])

    def _end(self, part: Part) -> None:
        """It is there: what it names is known, and its connection is free for the most urgent that waits."""
        self.flowing -= 1
        self.under_way[self.graph.urgency[part.url]] -= 1
        if part.blocking and part is not self.graph.page:
            self.painted = self.now
        self._ask(self.graph.children.pop(part.url, []))
        if part.url in self.graph.head:
            self.graph.head.discard(part.url)
            self._style(self.graph.page.url)
        if part.kind == "style" and not part.deferred:
            home = self.graph.home[part.url]
            self.graph.sheets[home] -= 1
            self._style(home)
        while self.held and self._may_go(-self.held[0][0]):
            self._ask([heappop(self.held)[2]])
        self.busy[part.host] -= 1
        if queue := self.queues.get(part.host):
            self._send(heappop(queue)[2])

    def _style(self, document: str, step: float = 0.0) -> None:
        """Once all sheets of a document are there, the pictures and fonts of its rules are known."""
        if self.graph.sheets[document] or (self.graph.head and document == self.graph.page.url):
            return
        # Where nothing else is under way, a browser asks for these just before or just after it counts the page as loaded.
        if known := self.graph.styled.pop(document, []):
            self._on_clock(step, "known", known)
