"""One way in which a site goes wrong, with the row that a true report gives it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.crawler.chaos.wire import Wire

Handler = Callable[["Wire"], Awaitable[None]]

STATUSES = ("ok", "partial", "unreachable", "refused", "parked", "moved", "social_only", "invalid")


@dataclass(frozen=True)
class Case:
    """A bad site and what must become of it.

    status, failure: what the row of the scorecard says (`failure` empty: no failure).
    note: why it must say so.
    also: other pairs of status and failure that are as true, where the list of failures leaves a choice.
    seen: a failure that some fetch of the site must name though the row carries another one or none.
    guarded: to be crawled without `--allow-private`; every other case needs it, since loopback is private.
    url: the address to list; may hold {address} {other} {name} {port} {tls}.
    hosts: names this case needs, to resolve to what: `{address}`, `{other}`, or answers in turn parted by `|`;
        a `+` before an address asks the resolver to take it for a public one (guarded cases).
    others: how many further addresses the case has.
    http: what is at the http port: `open`, or `shut` for a port that refuses.
    tls: what is at the https port: empty for nothing, `plain` for no encryption at all, or a kind of certificate.
    must: paths that the crawl has to ask for. never: paths, and names of hosts, it may never ask for.
    at_most: requests that the site may get in all; 0 means that not even a connection may come.
    untouched: the further addresses may never be connected to.
    """

    name: str
    status: str
    failure: str
    note: str
    family: str = ""
    handler: Handler | None = None
    also: tuple[tuple[str, str], ...] = ()
    seen: str = ""
    guarded: bool = False
    url: str = "http://{address}:{port}/"
    hosts: tuple[tuple[str, str], ...] = ()
    others: int = 0
    http: str = "open"
    tls: str = ""
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    at_most: int | None = None
    untouched: bool = False

    @property
    def outcomes(self) -> set[tuple[str, str]]:
        """Every pair of status and failure that is true."""
        return {(self.status, self.failure), *self.also}


@dataclass(eq=False)
class Hosted:
    """A case while it is being served: the address to put into the list, and what the site remembers."""

    case: Case
    name: str
    addresses: tuple[str, ...]
    url: str
    hosts: dict[str, str]
    port: int
    tls: int
    memory: dict[str, Any] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return self.addresses[0]

    def count(self, what: str) -> int:
        """How often `count` was called for this before; counting goes on over all connections."""
        before: int = self.memory.get(what, 0)
        self.memory[what] = before + 1
        return before


CASES: dict[str, Case] = {}


def case(status: str, failure: str, note: str, *, name: str = "", **more: Any) -> Callable[[Handler], Handler]:
    """Enter a handler as the case of its name; works more than once on one handler."""

    def enter(handler: Handler) -> Handler:
        family = handler.__module__.rpartition(".")[2]
        add(Case(name or handler.__name__, status, failure, note, family=family, handler=handler, **more))
        return handler

    return enter


def raw(handler: Handler) -> Handler:
    """Mark a handler that gets the connection itself: no request is read for it."""
    handler.raw = True  # type: ignore[attr-defined]
    return handler


def add(entry: Case) -> None:
    if entry.name in CASES:
        raise ValueError(f"two cases are called {entry.name}")
    if not all(status in STATUSES for status, _ in entry.outcomes):
        raise ValueError(f"{entry.name}: no such status")
    CASES[entry.name] = entry
