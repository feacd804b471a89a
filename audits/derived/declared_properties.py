"""Says which style properties the author of a page sets on any of its elements."""

from __future__ import annotations

from audits.derived import derived
from audits.derived.cascade import cascade
from audits.page import Page


@derived
def declared_properties(page: Page) -> frozenset[str]:
    """The names of all properties declared for at least one element; what is not here has its initial value."""
    style = cascade(page)
    found: set[str] = set()
    for element in page.all_elements():
        if values := style.declared(element).values:
            found.update(values)
    return frozenset(found)
