"""The addresses a page makes a browser load by itself, with their hosts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page

_LOADED = (
    ("script", "src"), ("img", "src"), ("iframe", "src"), ("frame", "src"), ("embed", "src"), ("object", "data"),
    ("video", "src"), ("audio", "src"), ("source", "src"), ("input", "src"), ("body", "background"),
)  # fmt: skip
_LINKS = frozenset(
    {
        "stylesheet",
        "preload",
        "modulepreload",
        "icon",
        "shortcut",
        "apple-touch-icon",
        "manifest",
        "preconnect",
        "dns-prefetch",
    }
)
_HELD_BACK = frozenset({"text/plain", "text/x-blocked", "javascript/blocked", "text/blocked"})
_HOST = re.compile(r"^(?:https?:)?[/\\]{2}(?:[^/?#@]*@)?([^/?#:\\]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Loaded:
    """One address: the tag that loads it, its host (lower case, empty for the page's own), and as it is written."""

    tag: str
    host: str
    address: str


@derived
def loaded_addresses(page: Page) -> tuple[Loaded, ...]:
    """Scripts, styles, pictures, frames … each address once."""
    written: dict[str, str] = {}
    for tag, attribute in _LOADED:
        for element in page.index.get(tag, ()):
            if (address := element.get(attribute)) is not None and not (tag == "script" and held_back(element)):
                written.setdefault(address.strip(), tag)
    for link in page.index.get("link", ()):
        address = link.get("href")
        if address and not _LINKS.isdisjoint(link.get("rel", "").lower().split()):
            written.setdefault(address.strip(), "link")
    foreign_base = page.base.partition("/")[2] if page.elements("base") else ""
    return tuple(Loaded(tag, host_of(address, foreign_base), address) for address, tag in written.items() if address)


def held_back(script: HtmlElement) -> bool:
    """Does no browser run this script as it stands? Consent tools write `text/plain` until somebody has agreed."""
    return script.get("type", "").strip().lower() in _HELD_BACK


def host_of(address: str, base: str = "") -> str:
    """The host an address names itself, in lower case; empty for a relative one (or the host of `base`)."""
    found = _HOST.match(address)
    if found:
        return found.group(1).lower().rstrip(".")
    return host_of(f"/{base}") if base else ""
