"""Framesets: pages that are only a window split into other pages."""

from __future__ import annotations

from audits.derived import derived
from audits.page import Page


@derived
def is_frameset(page: Page) -> bool:
    """Is this page a frameset? Inline frames (`iframe`) are something else and do not count."""
    return bool(page.elements("frameset"))
