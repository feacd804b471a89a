"""Says whether a page is nothing but a drawing or a formula that was served as a page."""

from __future__ import annotations

from audits.derived import derived
from audits.page import Page


@derived
def drawing_page(page: Page) -> bool:
    """Is the only thing in it one `svg` or `math` element, so that the rules for HTML pages do not hold?"""
    body = page.root.find("body")
    if body is None or len(body) != 1 or body[0].tag not in {"svg", "math"}:
        return False
    return "<html" not in page.text[:2000].lower() and not (body.text or "").strip()
