"""Finds the entries of a table of vendors that an address belongs to, by host suffix and the beginning of its path."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from audits.standards import table


@dataclass(frozen=True, slots=True)
class Vendor:
    """One service: what it is called, what it is for, and where it lives (`paths` empty: anywhere on its hosts).

    With `embed_only` a mere link to it does not count.
    """

    name: str
    feature: str
    paths: tuple[str, ...] = ()
    embed_only: bool = False


@dataclass(frozen=True, slots=True)
class HostTable:
    """Vendors by host. A host matches itself and what is below it: `m.me` never matches `team.me`."""

    by_host: Mapping[str, tuple[Vendor, ...]] = field(default_factory=dict)

    def of(self, url: str) -> tuple[Vendor, ...]:
        """The vendors an absolute address belongs to."""
        if not url.startswith(("http:", "https:", "//")):
            return ()
        host, path = host_and_path(url)
        found: tuple[Vendor, ...] = ()
        while host:
            for vendor in self.by_host.get(host, ()):
                if not vendor.paths or path.startswith(vendor.paths):
                    found += (vendor,)
            host = host.partition(".")[2]
        return found


@lru_cache(maxsize=4096)
def host_and_path(url: str) -> tuple[str, str]:
    """Host without `www.` and port, and path with its query, in lower case; two empty texts for a bad address.

    Google's country addresses count as google.com.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return "", ""
    if ".google." in f".{host}":
        host = _GOOGLE.sub("google.com", host)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return host, path.lower()


_GOOGLE = re.compile(r"\bgoogle\.(?:com?\.)?[a-z]{2,3}$")


@cache
def vendors() -> HostTable:
    """The table `vendors.toml`."""
    return host_table(table("vendors.toml")["vendor"])


def host_table(entries: Iterable[Mapping[str, Any]]) -> HostTable:
    """A table of entries with `name`, `feature` and `at`: hosts, or host/path, where a path matches by its beginning."""
    made: dict[str, list[Vendor]] = defaultdict(list)
    for entry in entries:
        places: dict[str, list[str]] = defaultdict(list)
        for place in entry["at"]:
            host, slash, path = place.partition("/")
            places[host].append(f"/{path}" if slash else "")
        for host, paths in places.items():
            anywhere = "" in paths
            made[host].append(
                Vendor(entry["name"], entry["feature"], () if anywhere else tuple(paths), entry.get("as") == "embed")
            )
    return HostTable({host: tuple(found) for host, found in made.items()})
