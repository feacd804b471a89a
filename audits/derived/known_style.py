"""Says whether the colours of a page are known although some of its style sheets were not fetched."""

from __future__ import annotations

import re

from audits.derived import derived
from audits.derived.cascade import cascade
from audits.derived.declared_properties import declared_values
from audits.page import Page

# Services and kits whose sheets only load fonts or draw icons; they set no colour and hide no text.
_FONTS_ONLY = re.compile(
    r"//fonts\.(?:googleapis|bunny|gstatic|adobe)\.|\.typekit\.net/|//cloud\.typography\.com/|//fast\.fonts\.net/"
    r"|font-?awesome|bootstrap-icons|ionicons|icomoon|material-?(?:design-)?icons|/fonts?\.css|flaticon|boxicons|remixicon",
    re.IGNORECASE,
)


COLOURS_UNKNOWN = "a style sheet of the page was not fetched, or the page asks for the browser's dark colours"
"""Why nothing can be said of colours where `colours_known` says no."""


@derived
def colours_known(page: Page) -> bool:
    """Were all style sheets fetched that may set colours, and does the browser begin with black on white?"""
    return all(_FONTS_ONLY.search(url) for url in cascade(page).missing) and not _dark(page)


def _dark(page: Page) -> bool:
    """Does the page ask for the browser's dark colours and for nothing else?"""
    asked = [
        meta.get("content", "") for meta in page.elements("meta") if meta.get("name", "").lower() == "color-scheme"
    ]
    schemes = [*asked, *declared_values(page, "color-scheme")]
    return any("dark" in scheme.lower() and "light" not in scheme.lower() for scheme in schemes)
