"""Says whether a page was reached through a frameset, so that it is most likely shown inside a frame."""

from __future__ import annotations

import re

from audits.derived import derived
from audits.page import Page

_STEPS = 8
"""Pages followed back to the front page; small sites are not deeper."""

_FRAMESET = re.compile(r"<frameset[\s>]", re.IGNORECASE)


@derived
def framed(page: Page) -> bool:
    """Is one of the pages that led here a frameset? Unknown (then no) in archives that do not say what led where."""
    seen = {page.url}
    via = page.fetch.via
    for _ in range(_STEPS):
        if not via or via in seen:
            return False
        seen.add(via)
        if _FRAMESET.search(page.answer_text(via) or ""):
            return True
        fetch = page.answer(via)
        via = fetch.via if fetch is not None else ""
    return False
