"""Says which elements nobody perceives, and which of them assistive technology alone leaves out."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.cascade import Cascade, cascade
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
    style = cascade(page)
    for element in page.all_elements():
        parent = element.getparent()
        state = states.get(parent, 0) if parent is not None else 0
        if not state & NOT_RENDERED:
            state = _state(style, element, parent, state)
        else:
            state |= _aria(element)
        if state:
            states[element] = state
    return states


def _state(style: Cascade, element: HtmlElement, parent: HtmlElement | None, inherited: int) -> int:
    attributes = element.attrib
    tag = element.tag
    if tag in _NEVER_DRAWN or (parent is not None and _fallback(element, parent)):
        return inherited | NOT_RENDERED
    display, visibility = style.own(element, "display"), style.own(element, "visibility")
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

_OFF = -500.0
"""Pixels: what is pushed this far left or up is meant for ears only (the habit is -999 or more)."""


def hidden_from_sight(page: Page, element: HtmlElement) -> bool:
    """Is it kept from the eye: hidden from all, pushed off the screen, cut down to a dot, or fully transparent?

    On it or on an element around it. What scrolling or a script brings back is not known.
    """
    if hidden_from_all(page, element):
        return True
    memo = _unseen(page)
    chain: list[HtmlElement] = []
    node: HtmlElement | None = element
    answer = False
    while node is not None:
        known = memo.get(node)
        if known is not None:
            answer = known
            break
        chain.append(node)
        node = node.getparent()
    style = cascade(page)
    for node in reversed(chain):
        answer = answer or _pushed_out(style, node)
        memo[node] = answer
    return answer


@derived
def _unseen(_page: Page) -> dict[HtmlElement, bool]:
    return {}


def _pushed_out(style: Cascade, element: HtmlElement) -> bool:
    own = style.declared(element).values
    if not own:
        return False
    if own.get("opacity") in {"0", "0.0", "0%"}:
        return True
    if style.value(element, "position") in {"absolute", "fixed"}:
        if any((style.px(element, side) or 0.0) <= _OFF for side in ("left", "top", "right", "bottom") if side in own):
            return True
        if own.get("clip", "").replace(" ", "").startswith(("rect(0", "rect(1px")):
            return True
    if own.get("clip-path", "").replace(" ", "") in {"inset(50%)", "inset(100%)", "circle(0)", "polygon(00,00,00,00)"}:
        return True
    if any(
        (style.px(element, side) or 0.0) <= _OFF for side in ("margin-left", "margin-top", "text-indent") if side in own
    ):
        return True
    small = [style.px(element, side) for side in ("width", "height") if side in own]
    return any(size is not None and size <= 1 for size in small) and style.value(element, "overflow") in _CUT


_CUT = frozenset({"hidden", "clip"})
