"""Measures the contrast of text where both its colours are certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.cascade import Cascade, cascade
from audits.derived.declared_properties import declared_properties
from audits.derived.focusable import disabled
from audits.derived.ground import ground_of, over
from audits.derived.hidden import hidden_from_at, hidden_from_sight
from audits.derived.inactive import inactive
from audits.page import Page

_BARELY = 1.1
"""Contrast below which text would be all but invisible: then its ground is surely not what the sheets seem to say."""


_ENOUGH = 7.0
"""Contrast from which the size of the text no longer matters."""


class Seen(NamedTuple):
    """One text whose colours are certain: its contrast (1 to 21), and whether it counts as large."""

    element: HtmlElement
    ratio: float
    large: bool


class Contrasts(NamedTuple):
    """The texts that were measured, and how many there are in all."""

    seen: Sequence[Seen]
    texts: int


@derived
def text_contrasts(page: Page) -> Contrasts:
    """Every active, visible element with words of its own; the best of the contrasts that its grounds allow."""
    style = cascade(page)
    texts = [element for element in page.all_elements() if _has_words(element) and _active(page, element)]
    return Contrasts([seen for element in texts if (seen := _seen(page, style, element)) is not None], len(texts))


_NO_TEXT = frozenset(
    {"script", "style", "title", "option", "noscript", "template", "textarea", "select", "svg", "text"}
)


def _has_words(element: HtmlElement) -> bool:
    if element.tag in _NO_TEXT:
        return False
    if (text := element.text) and _WORDY.search(text):
        return True
    return any((tail := child.tail) is not None and _WORDY.search(tail) for child in element)


_WORDY = re.compile(r"[^\W_]")


def _active(page: Page, element: HtmlElement) -> bool:
    if hidden_from_at(page, element) or disabled(page, element):
        return False
    return not inactive(page, element) and not hidden_from_sight(page, element)


def _seen(page: Page, style: Cascade, element: HtmlElement) -> Seen | None:
    colour = style.rgba(element, "color")
    if colour is None:
        return None
    if "text-shadow" in declared_properties(page) and style.value(element, "text-shadow") != "none":
        return None
    fading = _fading(page, style, element)
    grounds = ground_of(page, element).colours
    if fading is None or not grounds:
        return None
    best = 0.0
    for ground in grounds:
        shown = over((colour[0], colour[1], colour[2], colour[3] * fading), ground)
        best = max(best, contrast_of(shown, ground))
    if best < _BARELY:
        return None
    if best >= _ENOUGH:
        return Seen(element, best, large=False)
    size, heavy = style.font_px(element), style.value(element, "font-weight")
    large = size >= 24 or (size >= 18.66 and heavy.isdecimal() and int(heavy) >= 700)
    return Seen(element, best, large)


def _fading(page: Page, style: Cascade, element: HtmlElement) -> float | None:
    """How far `opacity` lets the ground through; `None` where the faded box has a ground of its own."""
    if "opacity" not in declared_properties(page):
        return 1.0
    faded = _faded(page)
    if not faded or element not in _beneath_faded(page):
        return 1.0
    fading = 1.0
    node: HtmlElement | None = element
    painted = False
    while node is not None:
        ground = style.rgba(node, "background-color")
        painted = painted or ground is None or ground[3] > 0
        share = faded.get(node, 1.0)
        if share < 0 or (share < 1 and painted):
            return None
        fading *= share
        node = node.getparent()
    return fading


@derived
def _faded(page: Page) -> dict[HtmlElement, float]:
    """The elements with an `opacity`, and how much; less than 0 where it cannot be read."""
    style = cascade(page)
    found: dict[HtmlElement, float] = {}
    for element in page.all_elements():
        if "opacity" in style.declared(element).values:
            opacity = style.own(element, "opacity") or "1"
            try:
                found[element] = float(opacity.rstrip("%")) / (100 if opacity.endswith("%") else 1)
            except ValueError:
                found[element] = -1.0
    return found


@derived
def _beneath_faded(page: Page) -> frozenset[HtmlElement]:
    """The elements with an `opacity` and all inside them."""
    faded = _faded(page)
    beneath: set[HtmlElement] = set()
    for element in page.all_elements():
        if element in faded or element.getparent() in beneath:
            beneath.add(element)
    return frozenset(beneath)


@lru_cache(maxsize=4096)
def contrast_of(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """WCAG's contrast of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    """WCAG's relative luminance."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
