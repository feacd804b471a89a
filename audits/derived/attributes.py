"""Finds elements by the names of their attributes, from one pass over the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page


def with_attribute(page: Page, name: str) -> list[HtmlElement]:
    """The elements that carry this attribute, in document order."""
    return attribute_index(page).get(name, [])


@derived
def attribute_index(page: Page) -> Mapping[str, list[HtmlElement]]:
    """Every element that has attributes, by the name of each of them."""
    index: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in page.all_elements():
        for name in element.attrib:
            index[name].append(element)
    return index
