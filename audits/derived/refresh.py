"""Finds the `meta refresh` that a browser obeys, and its delay."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page

# HTML, 4.2.5.3: spaces, digits (or a point), then the end, or a separator; "0: url" and "+5" are no refresh.
_REFRESH = re.compile(r"^[ \t\n\f\r]*(?:(\d+)[\d.]*|\.[\d.]*)(?:$|[;, \t\n\f\r])")


@derived
def refresh_delay(page: Page) -> tuple[HtmlElement, int] | None:
    """The element and its whole seconds; `None` where no refresh takes effect."""
    for meta in page.elements("meta"):
        if meta.get("http-equiv", "").strip().lower() != "refresh":
            continue
        if found := _REFRESH.match(meta.get("content", "")):
            return meta, int((found[1] or "0")[:9])
    return None
