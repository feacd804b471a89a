"""Says which elements nobody perceives, and which of them assistive technology alone leaves out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page

NOT_RENDERED = 1
"""No box at all: `display: none`, the `hidden` attribute, a closed `details`, what browsers never draw."""

INVISIBLE = 2
"""`visibility: hidden`, which a descendant can take back."""

KEPT_FROM_AT = 4
"""`aria-hidden="true"` or `inert`: seen, but not read out."""

INERT = 8
"""Inside `inert`, which takes focus away too."""


def hidden_from_all(page: Page, element: HtmlElement) -> bool:
    """Is this element neither drawn nor read out?"""
    return bool(concealment(page).get(element, 0) & (NOT_RENDERED | INVISIBLE))


def hidden_from_at(page: Page, element: HtmlElement) -> bool:
    """Is this element left out of the accessibility tree, seen or not?"""
    return element in concealment(page)


@derived
def concealment(page: Page) -> Mapping[HtmlElement, int]:
    """The hidden elements and why, as a sum of the constants above; found in one pass over the page."""
    states: dict[HtmlElement, int] = {}
    for element in page.all_elements():
        parent = element.getparent()
        state = states.get(parent, 0) if parent is not None else 0
        if not state & NOT_RENDERED:
            state = _state(element, parent, state)
        else:
            state |= _aria(element)
        if state:
            states[element] = state
    return states


def _state(element: HtmlElement, parent: HtmlElement | None, inherited: int) -> int:
    attributes = element.attrib
    tag = element.tag
    if tag in _NEVER_DRAWN or (parent is not None and _fallback(element, parent)):
        return inherited | NOT_RENDERED
    display, visibility = _declared(element)
    state = inherited | _aria(element) if attributes else inherited
    if display == "none" or (not display and _hidden_by_default(element)):
        state |= NOT_RENDERED
    if visibility in {"hidden", "collapse"}:
        state |= INVISIBLE
    elif visibility == "visible":
        state &= ~INVISIBLE
    return state


def _hidden_by_default(element: HtmlElement) -> bool:
    attributes = element.attrib
    if not attributes:
        return element.tag == "dialog"
    if "hidden" in attributes or "popover" in attributes:
        return True
    if element.tag == "dialog":
        return "open" not in attributes
    return element.tag == "input" and attributes.get("type", "").strip().lower() == "hidden"


def _aria(element: HtmlElement) -> int:
    attributes = element.attrib
    if "inert" in attributes:
        return KEPT_FROM_AT | INERT
    return KEPT_FROM_AT if attributes.get("aria-hidden", "").strip().lower() == "true" else 0


def _fallback(element: HtmlElement, parent: HtmlElement) -> bool:
    """Content that is drawn only where something else could not be, or only once it is opened."""
    if parent.tag == "details":
        return "open" not in parent.attrib and element is not first_summary(parent)
    if parent.tag == "object":
        kind = parent.get("type", "")
        return bool(parent.get("data")) and not kind.startswith("application/x-") and element.tag != "param"
    return parent.tag in {"audio", "video", "iframe"}


def first_summary(details: HtmlElement) -> HtmlElement | None:
    """The `summary` that opens and closes this `details` element."""
    return next((child for child in details if child.tag == "summary"), None)


_NEVER_DRAWN = frozenset("""
    base basefont datalist head link meta noembed noframes noscript rp script style template title
""".split())  # fmt: skip

_PROPERTY = re.compile(r"(?:^|;)\s*(display|visibility)\s*:\s*([a-z-]+)", re.IGNORECASE)


def _declared(element: HtmlElement) -> tuple[str, str]:
    """The `display` and `visibility` that are set on this element, empty where they are not."""
    style = element.get("style")
    if not style:
        return "", ""
    found = {name.lower(): value.lower() for name, value in _PROPERTY.findall(style)}
    return found.get("display", ""), found.get("visibility", "")
