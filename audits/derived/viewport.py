"""The viewport that is in force on a page."""

from __future__ import annotations

from audits.derived import derived
from audits.page import Page
from audits.store.viewport import Viewport, viewport_of_metas

__all__ = ["Viewport", "viewport"]


@derived
def viewport(page: Page) -> Viewport:
    """What the page tells phones about its width; the last declaration counts."""
    return viewport_of_metas(page.elements("meta"))
