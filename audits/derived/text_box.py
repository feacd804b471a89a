"""Estimates how much room text takes, where a width is written down, without laying the page out."""

from __future__ import annotations

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.page import Page

NARROW = 0.42
"""Mean width of a letter in text sizes, at the least: narrow faces measure .43 to .5 over English text."""

WIDEST = 1280.0
"""Pixels that a line may be long where no width is written down: a common window on a desktop."""


def surely_wraps(page: Page, element: HtmlElement) -> bool:
    """Is this element's own text too long for one line, whatever the face? False where nobody could say."""
    style = cascade(page)
    if style.value(element, "white-space") in {"nowrap", "pre"}:
        return False
    return least_width(style, element) > written_width(style, element)


def least_width(style: Cascade, element: HtmlElement) -> float:
    """Pixels that the element's text takes at the least, set on one line."""
    return len(" ".join("".join(element.itertext()).split())) * style.font_px(element) * NARROW


def written_width(style: Cascade, element: HtmlElement) -> float:
    """The narrowest width in pixels that is written down for it or a box around it, and the window's otherwise."""
    width = WIDEST
    node: HtmlElement | None = element
    while node is not None:
        own = style.declared(node).values
        for prop in ("width", "max-width"):
            if prop in own and (pixels := style.px(node, prop)) is not None and pixels > 0:
                width = min(width, pixels)
        if style.value(node, "overflow-x") in {"scroll", "auto"}:
            break
        node = node.getparent()
    return width
