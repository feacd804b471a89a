"""Reads what a page tells phones about its width, and the width of the layout that follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from audits.store.media_query import PHONE, Device

FALLBACK = 980.0
"""CSS pixels that phones lay a page out at when it does not speak of their width."""

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")


@dataclass(frozen=True, slots=True)
class Viewport:
    """`kind`: "yes" (as wide as the phone), "fixed" (a width of its own), "no" (none said).

    `width` is the layout's width in CSS pixels on a phone of 412. Scales are `None` where not said. `content` is the
    text of the declaration that counts, which is the last.
    """

    kind: Literal["yes", "fixed", "no"]
    width: float
    content: str = ""
    initial_scale: float | None = None
    maximum_scale: float | None = None
    zoom_off: bool = False

    @property
    def device(self) -> Device:
        """The phone as the style sheets of this page see it."""
        if abs(self.width - PHONE.width) < 0.5:
            return PHONE
        return Device(self.width, round(PHONE.height * self.width / PHONE.width), PHONE.ratio, PHONE.screen)


def viewport_of(root: HtmlElement) -> Viewport:
    """The viewport in force in that document."""
    return viewport_of_metas(root.iter("meta"))


def viewport_of_metas(metas: Iterable[HtmlElement]) -> Viewport:
    """The viewport that these `meta` elements, in document order, ask for."""
    element = viewport_element(metas)
    if element is None:
        return Viewport("no", FALLBACK)
    content = " ".join((element.get("content") or "").split())
    if (element.get("name") or "").strip().lower() != "viewport":  # HandheldFriendly, MobileOptimized
        return Viewport("yes", PHONE.width, content)
    return _read(content)


def viewport_element(metas: Iterable[HtmlElement]) -> HtmlElement | None:
    """The `meta` element that counts: the last of that name, else one of the two older ways to say it."""
    named = [(element, (element.get("name") or "").strip().lower()) for element in metas]
    found = [element for element, name in named if name == "viewport" and element.get("content") is not None]
    if found:
        return found[-1]
    for element, name in named:
        content = (element.get("content") or "").strip().lower()
        if (name == "handheldfriendly" and content == "true") or (name == "mobileoptimized" and content):
            return element
    return None


def _read(content: str) -> Viewport:
    parts = dict(_pairs(content))
    initial = _scale(parts.get("initial-scale"))
    maximum = _scale(parts.get("maximum-scale"))
    scalable = parts.get("user-scalable", "yes")
    zoom_off = scalable == "no" or (_number(scalable) is not None and -1 < (_number(scalable) or 0) < 1)
    asked = parts.get("width")
    width, kind = _width(asked, initial)
    return Viewport(kind, width, content, initial, maximum, zoom_off)


def _width(asked: str | None, initial: float | None) -> tuple[float, Literal["yes", "fixed", "no"]]:
    by_scale = PHONE.width / initial if initial else None
    if asked in {"device-width", "device-height"}:
        # A scale below one makes the layout wider than the phone.
        width = max(PHONE.width, by_scale or 0.0)
    else:
        number = _number(asked) if asked is not None else None
        if number is not None and number > 0:
            return max(min(max(number, 1.0), 10_000.0), by_scale or 0.0), "fixed"
        if asked is not None and number is None:
            width = max(1.0, by_scale or 0.0) if by_scale else 1.0  # an unknown word counts as 0, so the least width
            return (width, "yes") if by_scale else (PHONE.width, "fixed")
        width = by_scale or FALLBACK
    if width > PHONE.width * 1.25:
        return width, "fixed" if by_scale else "no"
    return width, "yes"


def _pairs(content: str) -> list[tuple[str, str]]:
    pairs = []
    for part in re.split(r"[,;\s]+(?=[A-Za-z-]+\s*=)|[,;]", content):
        name, _, value = part.partition("=")
        if name.strip():
            pairs.append((name.strip().lower(), value.strip().lower()))
    return pairs


def _number(text: str | None) -> float | None:
    match = _NUMBER.match(text or "")
    return float(match.group()) if match else None


def _scale(text: str | None) -> float | None:
    number = _number(text)
    if number is None:
        return {"yes": 1.0, "device-width": 10.0, "device-height": 10.0, "no": 0.1}.get(text or "")
    return min(max(number, 0.1), 10.0) if number >= 0 else None
