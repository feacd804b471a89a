"""Finds boxes that surely cut off their own text when the page is enlarged to 200%, as far as style sheets tell it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.cascade import cascade, cascade_at
from audits.derived.declared_properties import declared_properties
from audits.derived.hidden import hidden_from_at, hidden_from_sight
from audits.derived.look import Look
from audits.derived.text_box import NARROW
from audits.page import Page
from audits.store.media_query import Device
from audits.store.style_sheet import Sheet

ENLARGED = Device(width=640.0, height=512.0, ratio=2.0, screen=640.0)
"""A window of 1280 by 1024 pixels, enlarged to 200% (ACT 59br37)."""

_SPARE = 1.1
"""How far a text must be too large before the face does not matter."""
_NORMAL = 1.12
"""The least that common faces make of `line-height: normal`, in text sizes; the most is `_TALL`."""
_TALL = 1.3
_CUTS = frozenset({"hidden", "clip"})


@derived
def cut_text(page: Page) -> Sequence[HtmlElement]:
    """The boxes, in document order; none where a script or a style sheet that was not fetched may give them room."""
    style = cascade(page)
    if page.elements("script") or not style.complete:
        return []
    sometimes = any(_hides_sometimes(linked.sheet) for linked in style.sheets)
    if not sometimes and declared_properties(page).isdisjoint(_OVERFLOW):
        return []
    enlarged = cascade_at(page, ENLARGED).looks()
    boxes = [box for box in page.every if not _OVERFLOW.isdisjoint(enlarged[box].declared.values) and _holds_lines(box)]
    cut = [box for box in boxes if _too_high(enlarged[box], box) or _too_broad(enlarged[box], box)]
    return [box for box in cut if not hidden_from_at(page, box) and not hidden_from_sight(page, box)]


_OVERFLOW = frozenset({"overflow", "overflow-x", "overflow-y"})


@lru_cache(maxsize=256)
def _hides_sometimes(sheet: Sheet) -> bool:
    """Does it hide what flows over on some screens? Remembered by sheet: every page of a site links the same ones."""
    return any(declaration.name in _OVERFLOW for rule in sheet.rules if rule.media for declaration in rule.declarations)


_INLINE = frozenset(
    "a abbr b bdi bdo br cite code dfn em font i kbd mark q s small span strong sub sup u var wbr".split()
)


def _holds_lines(box: HtmlElement) -> bool:
    """Does it hold lines of text and nothing else?"""
    if box.tag in {"body", "html", "marquee", "textarea", "select", "button"}:
        return False
    return bool("".join(box.itertext()).strip()) and all(inner.tag in _INLINE for inner in box.iterdescendants("*"))


def _too_high(look: Look, box: HtmlElement) -> bool:
    """Do its lines take more height than is written down for it?"""
    own = look.declared.values
    if look.value("overflow-y") not in _CUTS or look.hidden or "-webkit-line-clamp" in own or "line-clamp" in own:
        return False
    height = _least(look, "height", "max-height")
    if height is None or height < look.font_px or _takes_more(look, "min-height", height):
        return False
    line = look.px("line-height") if look.value("line-height") != "normal" else None
    if (line or look.font_px * _TALL) >= height:
        return False  # a single line on purpose
    return _lines(look, box) * (line or look.font_px * _NORMAL) > height * _SPARE


def _lines(look: Look, box: HtmlElement) -> int:
    """The lines that its text takes at the least."""
    if look.value("white-space") in {"nowrap", "pre"}:
        return len(_written_lines(box))
    room = _room(look)
    return sum(max(1, math.ceil(_width(look, text) / room)) for text in _written_lines(box))


def _too_broad(look: Look, box: HtmlElement) -> bool:
    """Is a line that may not break broader than the box?"""
    if look.value("overflow-x") not in _CUTS or look.value("white-space") not in {"nowrap", "pre"} or look.hidden:
        return False
    if look.declared.values.get("text-overflow", "clip") != "clip" or look.value("display") in {"inline", "contents"}:
        return False
    if _takes_more(look, "min-width", 0.0):
        return False
    width = _least(look, "width", "max-width")
    room = _room(look) if width is None else width
    return room > look.font_px and any(_width(look, text) > room * _SPARE for text in _written_lines(box))


def _written_lines(box: HtmlElement) -> list[str]:
    """The text between line breaks, spaces squeezed."""
    pieces = [box.text or ""]
    for inner in box.iterdescendants("*"):
        pieces.append("\n\0" if inner.tag == "br" else inner.text or "")
        pieces.append(inner.tail or "")
    return [squeezed for line in "".join(pieces).split("\0") if (squeezed := " ".join(line.split()))]


def _width(look: Look, text: str) -> float:
    return len(text) * look.font_px * NARROW


def _least(look: Look, *names: str) -> float | None:
    """The smallest of the lengths that are written down; `None` where there is none, or one that nobody can tell."""
    stated = [name for name in names if look.declared.values.get(name, "auto") not in {"auto", "none"}]
    lengths = [look.px(name) for name in stated]
    known = [length for length in lengths if length is not None]
    return min(known) if known and len(known) == len(lengths) else None


def _takes_more(look: Look, name: str, than: float) -> bool:
    if name not in look.declared.values:
        return False
    length = look.px(name)
    return length is None or length > than


def _room(look: Look) -> float:
    """The width that it can have at the most: that of the window, unless something around it is written to be broader."""
    first = _least(look, "width", "max-width")
    if first is not None:
        return first
    room = ENLARGED.width
    node: Look | None = look
    while node is not None:
        widths = [node.px(name) for name in ("width", "min-width") if name in node.declared.values]
        room = max([room, *(width for width in widths if width is not None)])
        node = node.parent
    return room
