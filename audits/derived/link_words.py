"""The words inside each `a` of a page, as they stand in the source."""

from __future__ import annotations

from audits.derived import derived
from audits.page import Page


@derived
def link_words(page: Page) -> tuple[str, ...]:
    """One text for each of `page.elements("a")`, pieces joined by a space."""
    return tuple(" ".join(link.itertext()) if len(link) else link.text or "" for link in page.elements("a"))
