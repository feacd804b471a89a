"""Whom a page brings in from outside: the hosts it loads from, and the companies behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from audits.derived import derived
from audits.derived.addresses import loaded_addresses
from audits.page import Page
from audits.standards import table
from audits.visit import bare_host

_IN_SCRIPT = re.compile(r"""["'(](?:https?:)?//((?:[a-z0-9-]+\.)+[a-z]{2,})[/"'?]""", re.IGNORECASE)
_ENDING = re.compile(r"""["']\.?((?:[a-z0-9-]+\.)+[a-z]{2,})/""", re.IGNORECASE)
"""A host put together from parts, as in `(secure ? 'https://ssl' : 'http://www') + '.example.com/a.js'`, its dot in either."""
_SCRIPT_CAP = 100_000  # characters of one inline script looked through
TRACKING = frozenset({"ad", "analytics", "social", "marketing", "tag-manager"})
"""third-party-web's categories that follow people about, as measures, section 7 counts them."""


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """One host from outside: the company behind it and what it is for, as far as the snapshot knows."""

    host: str
    name: str
    category: str

    @property
    def tracks(self) -> bool:
        return self.category in TRACKING


@derived
def third_parties(page: Page) -> tuple[ThirdParty, ...]:
    """Every foreign host that a browser would load from, by name."""
    own = bare_host(page.url)
    hosts = {item.host for item in loaded_addresses(page) if item.host}
    for script in page.elements("script"):
        text = script.text
        if text and "//" in text and _runs(script.get("type", "")):
            said = text[:_SCRIPT_CAP]
            for host in (*_IN_SCRIPT.findall(said), *(f"www.{end}" for end in _ENDING.findall(said))):
                # A script may only mention a host; it counts where the host is one that follows people about.
                if (known := entity(host.lower())) and known[1] in TRACKING:
                    hosts.add(host.lower())
    foreign = sorted(host for host in hosts if host and not _same_site(host, own))
    return tuple(ThirdParty(host, *(entity(host) or ("", ""))) for host in foreign)


def _runs(kind: str) -> bool:
    kind = kind.strip().lower()
    return not kind or ("javascript" in kind and "blocked" not in kind) or kind == "module"


def _same_site(host: str, own: str) -> bool:
    bare = host.removeprefix("www.")
    own = own.partition(":")[0]
    return bare == own or bare.endswith("." + own) or own.endswith("." + bare)


@lru_cache(maxsize=4096)
def entity(host: str) -> tuple[str, str] | None:
    """Name and category of the company behind a host, by third-party-web; `None` where it is unknown."""
    exact, endings = _entities()
    if host in exact:
        return exact[host]
    rest = host
    while "." in rest:
        if rest in endings:
            return endings[rest]
        rest = rest.partition(".")[2]
    return None


@cache
def _entities() -> tuple[Mapping[str, tuple[str, str]], Mapping[str, tuple[str, str]]]:
    own = table("third_party_exceptions.toml")["hosts"]
    exact: dict[str, tuple[str, str]] = {}
    endings: dict[str, tuple[str, str]] = {}
    for name, category, domains in table("third_party_web.json")["entities"]:
        for domain in domains:
            if domain.startswith("*."):
                endings[domain[2:]] = (name, category)
            else:
                exact[domain] = (name, category)
    exact |= {host: (name, category) for host, (name, category) in own.items()}
    return exact, endings
