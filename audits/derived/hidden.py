"""Says which elements nobody perceives, and which of them assistive technology alone leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.attributes import attribute_index
from audits.derived.cascade import cascade
from audits.derived.look import Look
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
    marked = _marked(page)
    for element, look in cascade(page).looks().items():
        if not look.tag:
            continue
        told = _told(look)
        if not states and told is _NOTHING and element not in marked:
            continue
        parent = element.getparent()
        state = states.get(parent, 0) if parent is not None else 0
        mark = marked.get(element, 0)
        state |= mark & ~NOT_RENDERED
        if not state & NOT_RENDERED:
            state = _drawn(told, element, parent, state, mark)
        if state:
            states[element] = state
    return states


class _Told(NamedTuple):
    """What style and place say of all elements of one look."""

    undrawn: bool = False
    held: bool = False
    display: str | None = None
    visibility: str | None = None


_NOTHING = _Told()


def _told(look: Look) -> _Told:
    told = look.facts.get(_Told)
    if told is None:
        held = look.parent is not None and look.parent.tag in _HOLDERS
        skipped = look.parent is not None and look.parent.own("content-visibility") == "hidden"
        undrawn = skipped or look.tag in _NEVER_DRAWN
        told = _Told(undrawn, held, look.own("display"), look.own("visibility"))
        told = look.facts[_Told] = _NOTHING if told == _NOTHING else told
    return told


def _marked(page: Page) -> Mapping[HtmlElement, int]:
    """What attributes alone say; `NOT_RENDERED` among it can be taken back by a style sheet."""
    index = attribute_index(page)
    marked: dict[HtmlElement, int] = {}
    for element in index.get("aria-hidden", ()):
        if element.get("aria-hidden", "").strip().lower() == "true":
            marked[element] = KEPT_FROM_AT
    for element in index.get("inert", ()):
        marked[element] = KEPT_FROM_AT | INERT
    unseen = [*index.get("hidden", ()), *index.get("popover", ())]
    unseen += [dialog for dialog in page.elements("dialog") if "open" not in dialog.attrib]
    unseen += [field for field in page.elements("input") if field.get("type", "").strip().lower() == "hidden"]
    for element in unseen:
        marked[element] = marked.get(element, 0) | NOT_RENDERED
    return marked


def _drawn(told: _Told, element: HtmlElement, parent: HtmlElement | None, state: int, mark: int) -> int:
    if told.undrawn or (told.held and parent is not None and _fallback(element, parent)):
        return state | NOT_RENDERED
    if told.display == "none" or (mark & NOT_RENDERED and not told.display):
        state |= NOT_RENDERED
    if told.visibility in {"hidden", "collapse"}:
        state |= INVISIBLE
    elif told.visibility == "visible":
        state &= ~INVISIBLE
    return state


_HOLDERS = frozenset({"audio", "details", "iframe", "object", "video"})


def _fallback(element: HtmlElement, parent: HtmlElement) -> bool:
    """Content that is drawn only where something else could not be, or only once it is opened."""
    if parent.tag == "details":
        return "open" not in parent.attrib and element is not first_summary(parent)
    if parent.tag == "object":
        kind = parent.get("type", "")
        return bool(parent.get("data")) and not kind.startswith("application/x-") and element.tag != "param"
    return True


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
    return element in out_of_sight(page) or hidden_from_all(page, element)


@derived
def out_of_sight(page: Page) -> frozenset[HtmlElement]:
    """The elements pushed out of sight, and all inside them."""
    found: set[HtmlElement] = set()
    for element in cascade(page).alike(_pushed_out):
        if element not in found:
            found.update(element.iter())
    return frozenset(found)


def _pushed_out(look: Look) -> bool:
    own = look.declared.values
    if not own or _PUSHING.isdisjoint(own):
        return False
    if own.get("opacity") in {"0", "0.0", "0%"}:
        return True
    if "clip-path" in own and own["clip-path"].replace(" ", "") in _NOTHING_LEFT:
        return True
    if own.get("position", "").lower() in {"absolute", "fixed"}:
        if any(_far(look, side, own.get(side)) for side in ("left", "top", "right", "bottom")):
            return True
        if own.get("clip", "").replace(" ", "").startswith(("rect(0", "rect(1px")):
            return True
    if any(_far(look, side, own.get(side)) for side in ("margin-left", "margin-top", "text-indent")):
        return True
    if own.get("overflow", own.get("overflow-x", "")).lower() not in {"hidden", "clip"}:
        return False
    small = [look.px(side) for side in ("width", "height") if side in own]
    return any(size is not None and size <= 1 for size in small)


_PUSHING = frozenset({
    "opacity", "clip-path", "position", "margin-left", "margin-top", "text-indent", "overflow", "overflow-x",
})  # fmt: skip
"""Properties without any of which nothing is kept from the eye."""

_NOTHING_LEFT = frozenset({"inset(50%)", "inset(100%)", "circle(0)", "polygon(00,00,00,00)"})


def _far(look: Look, side: str, value: str | None) -> bool:
    """Is it pushed out by this length? Only those with a minus in them can be."""
    return value is not None and "-" in value and (look.px(side) or 0.0) <= _OFF
