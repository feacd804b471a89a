"""Estimates how long a page takes to load on a slow connection, from its parts, without a browser."""

from __future__ import annotations

import math
from dataclasses import dataclass

from audits.derived import derived
from audits.derived.page_resources import PageLoad, page_resources
from audits.page import Page
from audits.standards import table


@dataclass(frozen=True, slots=True)
class Profile:
    """A connection: seconds for a round trip, bits a second downwards, and its name for readers."""

    name: str
    round_trip: float
    bits: float


@dataclass(frozen=True, slots=True)
class LoadTime:
    """Seconds of network time until the first paint and until everything is there, on one connection."""

    profile: Profile
    first_paint: float
    full: float
    formula: str
    at_least: bool


def profile(name: str) -> Profile:
    """A connection of `connections.toml` by its key."""
    row = table("connections.toml")["profile"][name]
    return Profile(row["title"], row["round_trip_ms"] / 1000, row["down_kbits"] * 1000)


FORMULA = "6·RTT + 8·bytes/rate + RTT·ceil((requests-1)/6)"


def load_time(load: PageLoad, connection: Profile) -> LoadTime:
    """Network time by the formula; `at_least` where parts of the page were not measured."""
    waited = [part for part in load.opening if not part.deferred]
    size = sum(part.wire_bytes or 0 for part in waited)
    requests = sum(1 + part.redirects for part in waited)
    critical = [part for part in waited if part.blocking]
    early = sum(part.wire_bytes or 0 for part in critical)
    return LoadTime(
        connection,
        _seconds(early, len(critical), connection),
        _seconds(size, requests - 1, connection),
        FORMULA,
        not load.complete,
    )


def _seconds(size: float, more: int, connection: Profile) -> float:
    trips = 6 + math.ceil(max(more, 0) / 6)
    return trips * connection.round_trip + 8 * size / connection.bits


@derived
def slow_load(page: Page) -> LoadTime:
    """This page on slow 4G."""
    return load_time(page_resources(page), profile("slow-4g"))
