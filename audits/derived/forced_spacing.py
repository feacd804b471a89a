"""Finds text whose spacing a `style` attribute fixes with `!important`, so that readers cannot widen it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.attributes import with_attribute
from audits.derived.cascade import Cascade, cascade
from audits.derived.hidden import hidden_from_sight
from audits.page import Page
from audits.store.declarations import inline_declarations

_FOLLOWED = 2000  # elements looked at below one fixed element
_KEPT = frozenset({"inherit", "unset", "revert", "revert-layer"})


@dataclass(frozen=True, slots=True, eq=False)
class Fixed:
    """One element that fixes a property, and how wide it is where its text stands: the least, in text sizes."""

    element: HtmlElement
    least: float
    texts: Sequence[HtmlElement]


def fixed_spacing(page: Page, prop: str) -> Sequence[Fixed]:
    """Every element whose `style` fixes `letter-spacing`, `word-spacing` or `line-height` for text that is seen."""
    style = cascade(page)
    found = []
    for element in _fixing(page):
        fixing = [one for one in inline_declarations(element.get("style", "")) if one.name == prop and one.important]
        if not fixing or next(element.iterancestors("svg"), None) is not None:
            continue
        value = (style.own(element, prop) or "").strip().lower()
        if not value or value in _KEPT:
            continue
        texts = list(_texts(page, style, element, prop))
        if texts:
            found.append(Fixed(element, min(_width(style, text, prop) for text in texts), texts))
    return found


@derived
def _fixing(page: Page) -> Sequence[HtmlElement]:
    """The elements whose `style` attribute says `!important` of any spacing."""
    return [
        element
        for element in with_attribute(page, "style")
        if (style := element.get("style"))
        and "!" in style
        and ("spacing" in style.lower() or "line-height" in style.lower())
    ]


def _texts(page: Page, style: Cascade, element: HtmlElement, prop: str) -> Iterator[HtmlElement]:
    """The element and those below it that hold seen text and take the property from it."""
    waiting = [element]
    for _ in range(_FOLLOWED):
        if not waiting:
            return
        part = waiting.pop()
        if part is not element and style.own(part, prop) is not None:
            continue
        if hidden_from_sight(page, part):
            continue
        own = [(part.text or "").strip(), *((child.tail or "").strip() for child in part)]
        if any(own) and (
            prop != "word-spacing" or any(" " in " ".join(text.split()) for text in own) or sum(map(bool, own)) > 1
        ):
            yield part
        waiting.extend(child for child in part if isinstance(child.tag, str))


def _width(style: Cascade, element: HtmlElement, prop: str) -> float:
    pixels = style.px(element, prop)
    if pixels is None:
        pixels = 1.2 * style.font_px(element) if prop == "line-height" else 0.0
    return pixels / (style.font_px(element) or 16.0)
