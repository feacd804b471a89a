"""What a page on https loads without protection."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page

_ACTIVE = (("script", "src"), ("iframe", "src"), ("frame", "src"), ("object", "data"), ("embed", "src"))
_PASSIVE = (("img", "src"), ("audio", "src"), ("video", "src"), ("source", "src"))


@dataclass(frozen=True, slots=True)
class Mixed:
    """One such thing: its address, whether browsers refuse it (active), and the element."""

    address: str
    active: bool
    element: HtmlElement


@derived
def mixed_content(page: Page) -> tuple[Mixed, ...]:
    """Everything an https page names by http; empty for a page that came over http itself."""
    if not page.url.startswith("https://"):
        return ()
    base = page.base.startswith("http://")
    found = []
    for pairs, active in ((_ACTIVE, True), (_PASSIVE, False)):
        for tag, attribute in pairs:
            for element in page.index.get(tag, ()):
                address = element.get(attribute, "").strip()
                if address and (_plain(address) or (base and "://" not in address)):
                    found.append(Mixed(address, active, element))
    styles = [link for link in page.index.get("link", ()) if "stylesheet" in link.get("rel", "").lower()]
    plain = [(address, link) for link in styles if _plain(address := link.get("href", "").strip())]
    return (*found, *(Mixed(address, active=True, element=link) for address, link in plain))


@derived
def mixed_active(page: Page) -> tuple[str, ...]:
    """The addresses of active mixed content, for site audits."""
    return tuple(mixed.address for mixed in mixed_content(page) if mixed.active)


def _plain(address: str) -> bool:
    return address[:7].lower() == "http://"
