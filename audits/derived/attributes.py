"""The elements of a page by the attributes they carry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page


@derived
def by_attribute(page: Page) -> Mapping[str, list[HtmlElement]]:
    """For each attribute name the elements that carry it, in document order; one walk for all audits."""
    found: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in page.all_elements():
        for name in element.keys():  # noqa: SIM118 - not a mapping: an element iterates its children
            found[name].append(element)
    return found


def carrying(page: Page, *names: str) -> list[HtmlElement]:
    """The elements that carry one of these attributes; in document order for one name, grouped for several."""
    found = by_attribute(page)
    if len(names) == 1:
        return found.get(names[0], [])
    return list(dict.fromkeys(element for name in names for element in found.get(name, ())))
