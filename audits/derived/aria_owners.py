"""Says which element claims another as its child by `aria-owns`."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.aria_attributes import annotated
from audits.page import Page


@derived
def owners(page: Page) -> Mapping[HtmlElement, HtmlElement]:
    """The first owner of each claimed element."""
    found: dict[HtmlElement, HtmlElement] = {}
    for each in annotated(page):
        for name in each.attributes.get("aria-owns", "").split()[:200]:
            for target in page.ids.get(name, ())[:1]:
                if target is not each.element:
                    found.setdefault(target, each.element)
    return found
