"""Tables that lay a page out instead of holding data."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from lxml import etree
from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page

_BLOCKS = ("p", "h1", "h2", "h3", "h4", "ul", "ol", "form", "div", "center", "hr", "blockquote", "iframe", "object")
_SHARE = 0.4
"""A table without headings that holds this share of the page's text is its layout (a design choice: labelled old
sites hold 60 % and more in theirs, lists of dates on modern ones less than 30 %)."""

_LENGTH = etree.XPath("string-length(normalize-space(string()))")
_NEARLY_ALL, _PROSE = 0.75, 250  # a table of bare text is layout where it is the page, and a cell reads like one


@derived
def layout_tables(page: Page) -> tuple[HtmlElement, ...]:
    """The outermost tables that hold layout: nested, holding most of the page, or named presentation."""
    tables = page.elements("table")
    if not tables:
        return ()
    outer = [table for table in tables if next(table.iterancestors("table"), None) is None]

    @cache
    def whole() -> int:
        return _letters(page.root)

    return tuple(table for table in outer if _is_layout(table, whole))


@derived
def table_layout(page: Page) -> bool:
    """Is the page laid out with tables? Holds no elements, for site audits."""
    return bool(layout_tables(page))


def _is_layout(table: HtmlElement, whole: Callable[[], int]) -> bool:
    role = table.get("role", "").strip().lower()
    if role in {"presentation", "none"}:
        return True
    if role in {"table", "grid", "treegrid"} or next(table.iter("th", "caption"), None) is not None:
        nested = [inner for inner in table.iter("table") if inner is not table]
        return bool(nested) and _heads_only_inside(table)
    if next((inner for inner in table.iter("table") if inner is not table), None) is not None:
        return True
    share = _letters(table) / whole() if whole() else 0.0
    if next(table.iter(*_BLOCKS), None) is None and next(table.iter("img"), None) is None:
        return share >= _NEARLY_ALL and _holds_prose(table)
    return share >= _SHARE


def _holds_prose(table: HtmlElement) -> bool:
    """Does a cell hold a paragraph's worth of text? Cells of data hold a date or a name."""
    return any(len(" ".join(map(str, cell.itertext()))) >= _PROSE for cell in table.iter("td"))


def _heads_only_inside(table: HtmlElement) -> bool:
    """Do all headings belong to tables inside this one, so that the outer one is still layout?"""
    return all(next(head.iterancestors("table"), None) is not table for head in table.iter("th", "caption"))


def _letters(element: HtmlElement) -> int:
    """Characters of text, scripts and styles not counted."""
    text = int(_LENGTH(element))
    hidden = sum(len(" ".join((child.text or "").split())) for child in element.iter("script", "style"))
    return max(0, text - hidden)
