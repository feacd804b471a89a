"""Tells whether browsers lay a page out in quirks mode."""

from __future__ import annotations

from audits.derived import derived
from audits.derived.doctype import doctype
from audits.page import Page


@derived
def quirks(page: Page) -> bool:
    """True in quirks mode, not in the limited one."""
    return doctype(page).mode == "quirks"
