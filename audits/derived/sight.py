"""What a browser saw of a page, and the elements it names, found again in the source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml.html import HtmlElement

from audits.model import Finding
from audits.page import Page

UNSEEN = "no browser opened this page (--render)"

_STEP = re.compile(r"([a-zA-Z][\w-]*)(?::nth-of-type\((\d+)\))?$")


def seen(page: Page, name: str) -> Mapping[str, Any] | None:
    """One group of facts; `None` where no browser saw that of the page."""
    facts = page.facts.get(name)
    return facts if isinstance(facts, Mapping) and not facts.get("failure") else None


def unseen(page: Page) -> str:
    """Why there is nothing to judge: no browser opened the page, or it failed."""
    failure = page.facts.get("failure")
    return f"the browser could not show this page ({failure})" if failure else UNSEEN


def spot(page: Page, place: Mapping[str, Any], message: str, **more: Any) -> Finding:
    """A finding at an element that a browser named: the element of the source where it is there too."""
    selector = str(place.get("selector", ""))
    element = element_at(page, selector)
    if element is not None and str(place.get("snippet", "")).lower().startswith(f"<{element.tag!s}".lower()):
        return Finding(message, element, **more)
    return Finding(message, selector=selector, snippet=str(place.get("snippet", "")) or selector, **more)


def element_at(page: Page, selector: str) -> HtmlElement | None:
    """The element of the source at a path as `audits.where` writes it; `None` where a script put it there."""
    steps = selector.split(" > ")
    node: HtmlElement | None = None
    for number, step in enumerate(steps):
        if number == 0 and step.startswith("#"):
            found = page.ids.get(step[1:], [])
            node = found[0] if len(found) == 1 else None
        elif match := _STEP.match(step):
            node = _child(page, node, match.group(1).lower(), int(match.group(2) or 0))
        else:
            return None
        if node is None:
            return None
    return node


def _child(page: Page, parent: HtmlElement | None, tag: str, place: int) -> HtmlElement | None:
    if parent is None:
        return page.root if tag == "html" else None
    twins = [child for child in parent if child.tag == tag]
    if place == 0:
        return twins[0] if len(twins) == 1 else None
    return twins[place - 1] if place <= len(twins) else None
