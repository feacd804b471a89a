"""Estimates how wide a page comes out on a phone, and which elements make it wider than the screen."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.cascade import Cascade, cascade
from audits.derived.viewport import viewport
from audits.page import Page
from audits.store.media_query import PHONE

TOLERANCE = 10.0
"""CSS pixels a page may stick out before anybody notices."""


@dataclass(frozen=True, slots=True)
class PhoneFit:
    """`width` is the estimated width of the content in CSS pixels, `screen` what there is room for."""

    width: float
    screen: float
    cause: str = ""
    complete: bool = True

    @property
    def fits(self) -> bool:
        return self.width <= self.screen + TOLERANCE


@derived
def phone_fit(page: Page) -> PhoneFit:
    """The widest thing on the page against the screen."""
    screen = min(viewport(page).width, PHONE.width)
    wide = wide_elements(page)
    if not wide:
        return PhoneFit(screen, screen, complete=cascade(page).complete)
    element, width = max(wide, key=lambda pair: pair[1])
    return PhoneFit(width, screen, str(element.tag), cascade(page).complete)


@derived
def wide_elements(page: Page) -> list[tuple[HtmlElement, float]]:
    """Elements whose fixed width does not fit a phone, with that width in CSS pixels."""
    style = cascade(page)
    found = []
    for element in page.all_elements():
        width = _fixed_width(element, style)
        if width > PHONE.width + TOLERANCE and not style.hidden(element) and not _clipped(element, style):
            found.append((element, width))
    return found


def _fixed_width(element: HtmlElement, style: Cascade) -> float:
    own = style.declared(element).values
    if "width" not in own and "min-width" not in own:
        return 0.0
    width = style.px(element, "width") or 0.0
    limit = style.px(element, "max-width", PHONE.width)
    if limit is not None:
        width = min(width, limit)
    return max(width, style.px(element, "min-width") or 0.0)


def _clipped(element: HtmlElement, style: Cascade) -> bool:
    if style.value(element, "position") in {"absolute", "fixed"}:
        return True
    return any(
        style.value(other, "overflow-x") in {"hidden", "auto", "scroll", "clip"} for other in element.iterancestors()
    )
