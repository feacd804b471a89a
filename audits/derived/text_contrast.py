"""Measures the contrast of text where both its colours are certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.cascade import cascade
from audits.derived.focusable import CONTROLS, disabled
from audits.derived.gradient import Colour
from audits.derived.ground import Ground, Grounds, ground_of_look, grounds, moved, over
from audits.derived.hidden import concealment, out_of_sight
from audits.derived.inactive import inactive, switched_off
from audits.derived.look import Look
from audits.derived.steps import steps
from audits.page import Page

BARELY = 1.1
"""Contrast below which text would be all but invisible: then its ground is surely not what the sheets seem to say."""


_ENOUGH = 7.0
"""Contrast from which the size of the text no longer matters."""


_ROUNDING = 0.01
"""What mixing colours by whole steps of 255 may change."""


class Seen(NamedTuple):
    """One text whose colours are certain: its contrast (1 to 21), and whether it counts as large."""

    element: HtmlElement
    ratio: float
    large: bool

    @property
    def needed(self) -> float:
        """The least contrast that WCAG 1.4.3 allows it."""
        return 3.0 if self.large else 4.5

    @property
    def pale(self) -> bool:
        """Has it certainly less than that?"""
        return self.ratio < self.needed - _ROUNDING


Pairs = list[tuple[Colour, Colour]]
"""Colours of text, each with the one behind it; several where the ground has several."""


class Contrasts(NamedTuple):
    """The texts that were measured, and how many there are in all."""

    seen: Sequence[Seen]
    texts: int


@derived
def text_contrasts(page: Page) -> Contrasts:
    """Every active, visible element with words of its own; the best of the contrasts that its grounds allow."""
    texts = _active(page)
    looks, faded, ground = cascade(page).looks(), _beneath_faded(page), grounds(page)
    known: dict[tuple[Look, Ground], tuple[float, bool] | None] = {}
    seen: list[Seen] = []
    for element in texts:
        look = looks[element]
        if element in faded:
            found = _measured(look, _seen_through(page, element, ground))
        elif element in ground.odd:
            alike = (look, ground.of(element))
            if alike not in known:
                known[alike] = _measured(look, _painted(*alike))
            found = known[alike]
        elif Seen in look.facts:
            found = look.facts[Seen]
        else:
            found = look.facts[Seen] = _measured(look, _painted(look, ground_of_look(look)))
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
    for element, tag, text in steps(page):
        if text and not text.isspace() and wordy(text):
            found.add(element if tag is not None else element.getparent())  # type: ignore[arg-type]  # only the root has none
    return [element for element in page.every if element in found and element.tag not in _NO_TEXT]


_WORDY = re.compile(r"[^\W_]")


def _active(page: Page) -> list[HtmlElement]:
    """The elements with words that are seen, read out and not switched off."""
    concealed, unseen, off = concealment(page), out_of_sight(page), switched_off(page)
    return [
        element
        for element in _worded(page)
        if element not in concealed
        and element not in unseen
        and not (element.tag in CONTROLS and disabled(page, element))
        and not (off and inactive(page, element))
    ]


def _painted(look: Look, ground: Ground) -> Pairs:
    """The text and what is behind it, in the colours that are seen; none where they are not certain."""
    colour = look.rgba("color")
    if colour is None or look.value("text-shadow") != "none":
        return []
    return [(over(colour, behind), behind) for behind in ground.colours]


def _measured(look: Look, pairs: Pairs) -> tuple[float, bool] | None:
    """The best contrast of these pairs, and whether text of this look counts as large."""
    best = max((contrast_of(shown, behind) for shown, behind in pairs), default=0.0)
    if best < BARELY:
        return None
    if best >= _ENOUGH:
        return best, False
    size, heavy = look.font_px, look.value("font-weight")
    return best, size >= 24 or (size >= 18.66 and heavy.isdecimal() and int(heavy) >= 700)


def _seen_through(page: Page, element: HtmlElement, ground: Grounds) -> Pairs:
    """As `_painted`, for text in boxes with `opacity`: each lets the ground of what it stands in through, text and all."""
    faded, looks = _faded(page), cascade(page).looks()
    pairs = _painted(looks[element], ground.of(element))
    node: HtmlElement | None = element
    painted = False
    while node is not None and pairs:
        colour = looks[node].rgba("background-color")
        painted = painted or colour is None or colour[3] > 0 or "background-image" in looks[node].declared.values
        share, around = faded.get(node, 1.0), node.getparent()
        if share < 1:
            if share < 0:
                return []
            if painted:
                if around is None or moved(looks[node]):
                    return []
                beneath = ground.of(around).colours
                pairs = [(_mixed(a, each, share), _mixed(b, each, share)) for a, b in pairs for each in beneath][:_MANY]
            else:  # what is behind the text is the ground around
                pairs = [(_mixed(shown, behind, share), behind) for shown, behind in pairs]
        node = around
    return pairs


_MANY = 64
"""Pairs of colours looked at for one text: gradients on gradients would multiply."""


def _mixed(top: Colour, bottom: Colour, share: float) -> Colour:
    return over((top[0], top[1], top[2], share), bottom)


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
