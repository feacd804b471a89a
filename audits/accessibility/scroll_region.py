"""Boxes that scroll can be scrolled with the keyboard.

Why it matters: in some browsers a box with its own scroll bar can only be scrolled by mouse or finger, unless it, or something in it, takes the focus.
What is measured: the share of boxes that surely scroll (fixed height, `overflow: auto` or `scroll`, more text than fits) that take the focus or hold something that does.
Limits: newer versions of some browsers let the keyboard into such boxes by themselves; boxes whose content cannot be estimated are left out.
What to do: give the box `tabindex="0"`, a role and a name, or let the text take the room it needs.
"""

import math

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.declared_properties import declared_properties
from audits.derived.focusable import focus_places, tabbable
from audits.derived.hidden import hidden_from_sight
from audits.derived.text_box import least_width, written_width
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_LONG = "Once there was a very long text about nothing at all. " * 40


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.1.1 (A)", "ACT 0ssw9k"],
    wcag=["2.1.1"],
    aliases=["axe:scrollable-region-focusable"],
    grade="failure",
    severity="moderate",
    effort="minutes",
    examples=[
        Example(f'<div tabindex="0" style="width: 200px; height: 80px; overflow: auto">{_LONG}</div>', gives=1.0),
        Example(f'<div id="fail" style="width: 200px; height: 80px; overflow: auto">{_LONG}</div>', gives=0.0),
        Example('<div style="width: 200px; height: 80px; overflow: auto">Short</div>', gives="not_applicable"),
    ],
)
def scroll_region(page: Page) -> Outcome:
    style = cascade(page)
    if "overflow-y" not in declared_properties(page):
        return not_applicable("no box scrolls")
    boxes = [
        element
        for element in page.all_elements()
        if "overflow-y" in style.declared(element).values and _surely_scrolls(page, style, element)
    ]
    if not boxes:
        return not_applicable("no box surely scrolls")
    reached = {up for place in focus_places(page) if tabbable(page, place) for up in (place, *place.iterancestors())}
    return passing(
        len(boxes), [Finding("box that scrolls, but takes no focus", box) for box in boxes if box not in reached]
    )


def _surely_scrolls(page: Page, style: Cascade, element: HtmlElement) -> bool:
    own = style.declared(element).values
    if style.value(element, "overflow-y") not in {"auto", "scroll"} or element.tag in {
        "textarea",
        "select",
        "body",
        "html",
    }:
        return False
    height = (
        style.px(element, "height")
        if "height" in own
        else style.px(element, "max-height")
        if "max-height" in own
        else None
    )
    if height is None or height <= 0 or hidden_from_sight(page, element):
        return False
    lines = math.ceil(least_width(style, element) / max(written_width(style, element), 1.0))
    return lines * style.font_px(element) > height * 1.1
