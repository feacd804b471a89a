"""Says which style properties the author of a page sets on any of its elements."""

from __future__ import annotations

from audits.derived import derived
from audits.derived.cascade import cascade
from audits.page import Page


@derived
def declared_properties(page: Page) -> frozenset[str]:
    """The names of all properties declared for at least one element; what is not here has its initial value."""
    found: set[str] = set()
    for look in cascade(page).different():
        found.update(look.declared.values)
    return frozenset(found)
