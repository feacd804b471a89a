"""Whether a page's marks of place speak for dates with the month first, as in the United States."""

from __future__ import annotations

import re

from audits.derived import derived
from audits.derived.visible_text import visible_text
from audits.derived.written_dates import written_dates
from audits.page import Page

_ZIP = re.compile(r"(?<![A-Z])(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? \d{5}(?!\d)")  # fmt: skip
_PHONE = re.compile(r"(?<!\d)(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?!\d)")


@derived
def month_first(page: Page) -> bool:
    """American English is declared, or a state with its ZIP code or an American telephone number is on the page."""
    lang = (page.root.get("lang") or "").lower().replace("_", "-")
    if lang.startswith("en-") and lang != "en-us":
        return False
    if not any(written.order == "either" for written in written_dates(page)):
        return False  # nobody will ask
    text = visible_text(page)
    return (lang == "en-us" and _PHONE.search(text) is not None) or _ZIP.search(text) is not None
