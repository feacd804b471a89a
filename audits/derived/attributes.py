"""Finds elements by the names of their attributes."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.html import HtmlElement

from audits.page import Page


def with_attribute(page: Page, name: str) -> list[HtmlElement]:
    """The elements that carry this attribute, in document order."""
    return page.attributes.get(name, [])


def attribute_index(page: Page) -> Mapping[str, list[HtmlElement]]:
    """Every element that has attributes, by the name of each of them."""
    return page.attributes
