"""The outline of a page: its headings as they are read out, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.accessible_name import accessible_name
from audits.derived.attributes import with_attribute
from audits.derived.hidden import hidden_from_at
from audits.derived.roles import role
from audits.page import Page

_LEVEL = re.compile(r"\s*([1-9]\d?)\s*$")


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """One exposed heading: its level (1 is the highest) and its words, which may be none."""

    element: HtmlElement
    level: int
    text: str


@derived
def headings(page: Page) -> Sequence[Heading]:
    """Every exposed heading in document order."""
    tags = page.elements("h1", "h2", "h3", "h4", "h5", "h6")
    others = [element for element in with_attribute(page, "role") if element.tag not in _LEVELS]
    marked = [element for element in others if role(page, element) == "heading"]
    found = [element for element in tags if role(page, element) == "heading"] + marked
    shown = [element for element in found if not hidden_from_at(page, element)]
    if len(shown) > 1:
        shown.sort(key=page.order.__getitem__)
    return [Heading(element, _level(element), accessible_name(page, element)) for element in shown]


_LEVELS = {f"h{level}": level for level in range(1, 7)}


def _level(element: HtmlElement) -> int:
    found = _LEVEL.match(element.get("aria-level", ""))
    if found:
        return int(found[1])
    return _LEVELS.get(str(element.tag), 2)
