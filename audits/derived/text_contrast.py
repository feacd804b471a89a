"""Measures the contrast of text where both its colours are certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.cascade import cascade
from audits.derived.focusable import disabled
from audits.derived.ground import Ground, ground_of, over
from audits.derived.hidden import hidden_from_at, hidden_from_sight
from audits.derived.inactive import inactive
from audits.derived.look import Look
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
    texts = [element for element in _worded(page) if _active(page, element)]
    looks = cascade(page).looks()
    known: dict[tuple[Look, Ground], tuple[float, bool] | None] = {}
    seen: list[Seen] = []
    for element in texts:
        look = looks[element]
        fading = _fading(page, element)
        if fading is None:
            continue
        ground = ground_of(page, element)
        if fading != 1:
            found = _measured(look, ground, fading)
        elif (look, ground) in known:
            found = known[look, ground]
        else:
            found = known[look, ground] = _measured(look, ground, fading)
        if found is not None:
            seen.append(Seen(element, *found))
    return Contrasts(seen, len(texts))


_NO_TEXT = frozenset(
    {"script", "style", "title", "option", "noscript", "template", "textarea", "select", "svg", "text"}
)


def _worded(page: Page) -> list[HtmlElement]:
    """The elements with words of their own, in document order."""
    wordy = _WORDY.search
    found: set[HtmlElement] = set()
    for node in page.root.iter():
        if (text := node.text) and isinstance(node.tag, str) and wordy(text):
            found.add(node)
        if (tail := node.tail) and wordy(tail) and (parent := node.getparent()) is not None:
            found.add(parent)
    return [element for element in page.all_elements() if element in found and element.tag not in _NO_TEXT]


_WORDY = re.compile(r"[^\W_]")


def _active(page: Page, element: HtmlElement) -> bool:
    if hidden_from_at(page, element) or disabled(page, element):
        return False
    return not inactive(page, element) and not hidden_from_sight(page, element)


def _measured(look: Look, ground: Ground, fading: float) -> tuple[float, bool] | None:
    """The best contrast that text of this look has on that ground, and whether it counts as large."""
    colour = look.rgba("color")
    if colour is None or not ground.colours or look.value("text-shadow") != "none":
        return None
    best = 0.0
    for behind in ground.colours:
        shown = over((colour[0], colour[1], colour[2], colour[3] * fading), behind)
        best = max(best, contrast_of(shown, behind))
    if best < _BARELY:
        return None
    if best >= _ENOUGH:
        return best, False
    size, heavy = look.font_px, look.value("font-weight")
    return best, size >= 24 or (size >= 18.66 and heavy.isdecimal() and int(heavy) >= 700)


def _fading(page: Page, element: HtmlElement) -> float | None:
    """How far `opacity` lets the ground through; `None` where the faded box has a ground of its own."""
    faded = _faded(page)
    if not faded or element not in _beneath_faded(page):
        return 1.0
    looks = cascade(page).looks()
    fading = 1.0
    node: HtmlElement | None = element
    painted = False
    while node is not None:
        ground = looks[node].rgba("background-color")
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
    return {
        element: _opacity(style.look(element))
        for element in style.alike(lambda look: "opacity" in look.declared.values)
    }


def _opacity(look: Look) -> float:
    opacity = look.own("opacity") or "1"
    try:
        return float(opacity.rstrip("%")) / (100 if opacity.endswith("%") else 1)
    except ValueError:
        return -1.0


@derived
def _beneath_faded(page: Page) -> frozenset[HtmlElement]:
    """The elements with an `opacity` and all inside them."""
    beneath: set[HtmlElement] = set()
    for element in _faded(page):
        if element not in beneath:
            beneath.update(element.iter())
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
