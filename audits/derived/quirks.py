"""Tells whether browsers lay a page out in quirks mode, from its document type."""

from __future__ import annotations

import re

from audits.derived import derived
from audits.page import Page

# The tree keeps only the name of the document type, so it is read from the source, where it stands first.
_DOCTYPE = re.compile(
    r"""\s*(?:(?:<!--.*?-->|<\?.*?>)\s*)*<!doctype\s*([^\s>]*)\s*([^>]*)>""", re.IGNORECASE | re.DOTALL
)
_QUOTED = re.compile(r"""(["'])(.*?)\1""", re.DOTALL)
_HEAD = 8192

_QUIRKY = (
    "-//w3c//dtd html 4.0 ", "-//w3c//dtd html 4.0transitional", "-//w3c//dtd html 3", "-//w3c//dtd html 2",
    "-//w3c//dtd html experimental", "-//w3c//dtd w3 html", "-//w3o//dtd w3 html", "-//ietf//dtd html",
    "-//netscape comm", "-//microsoft//dtd internet explorer", "-//softquad", "-//spyglass", "-//sun microsystems",
    "-//webtechs", "-//advasoft", "-//as//dtd html 3", "-//metrius", "-//o'reilly", "-//sq//dtd html 2",
)  # fmt: skip
_STRICT_40 = "-//w3c//dtd html 4.0//en"
_NEEDS_SYSTEM = ("-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//")


@derived
def quirks(page: Page) -> bool:
    """True in quirks mode (not the limited one), by the rules of the HTML standard, 13.2.6.4.1."""
    match = _DOCTYPE.match(page.text[:_HEAD].lstrip("\ufeff"))
    if match is None or match.group(1).lower() != "html":
        return True
    rest = match.group(2)
    quoted = [text for _, text in _QUOTED.findall(rest)]
    system = rest.lower().lstrip().startswith("system")
    public = quoted[0].lower() if quoted and not system else ""
    if system:
        return bool(quoted) and "w3.org/tr/xhtml1/dtd" not in quoted[0].lower() and "ibm.com" in quoted[0].lower()
    if public == _STRICT_40:
        return False
    if public.startswith(_QUIRKY) or public in {"html", "-/w3c/dtd html 4.0 transitional/en"}:
        return True
    return public.startswith(_NEEDS_SYSTEM) and len(quoted) < 2
