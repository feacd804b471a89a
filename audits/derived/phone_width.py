"""Tells how wide a page comes out on a phone, and which element makes it wider than the screen."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.cascade import cascade
from audits.derived.phone_layout import Layout, layout
from audits.derived.viewport import viewport
from audits.page import Page
from audits.store.media_query import PHONE
from audits.where import Ways, css_path

TOLERANCE = 10.0
"""CSS pixels a page may stick out before anybody notices."""


@dataclass(frozen=True, slots=True)
class PhoneFit:
    """`width` is the estimated width of the page in CSS pixels, `screen` what there is room for.

    `cause` is the path of the element that reaches furthest. `complete` is False where style sheets or the sizes of
    pictures are not known.
    """

    width: float
    screen: float
    cause: str = ""
    complete: bool = True

    @property
    def fits(self) -> bool:
        return self.width <= self.screen + TOLERANCE


@derived
def phone_layout(page: Page) -> Layout:
    """The page laid out sideways at the width that its viewport asks for."""
    return layout(page, viewport(page).width)


@derived
def phone_fit(page: Page) -> PhoneFit:
    """The widest thing on the page against the screen."""
    screen = viewport(page).width
    found = phone_layout(page)
    style = cascade(page)
    complete = style.complete and not found.unsized
    if not found.reaches:
        return PhoneFit(screen, screen, complete=complete)
    furthest = max(found.reaches, key=lambda reach: reach.right)
    return PhoneFit(furthest.right, screen, css_path(furthest.element, Ways(page.ids)), complete)


@derived
def home_fit(page: Page) -> PhoneFit | None:
    """`phone_fit` of the front page, `None` for every other: laying out costs, and only that one is judged by it."""
    return phone_fit(page) if page.home else None


@derived
def wide_elements(page: Page) -> list[tuple[HtmlElement, float]]:
    """The innermost elements that reach over the edge of a phone, with how far, furthest first."""
    if viewport(page).kind != "yes":
        return []
    reaches = {
        reach.element: reach.right for reach in phone_layout(page).reaches if reach.right > PHONE.width + TOLERANCE
    }
    outer = {parent for element in reaches for parent in element.iterancestors() if parent in reaches}
    found = [(element, right) for element, right in reaches.items() if element not in outer]
    return sorted(found, key=lambda pair: -pair[1])
