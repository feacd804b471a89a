"""What htmldate makes of a page that tells its date in no way we read ourselves."""

from __future__ import annotations

import copy
import re

from htmldate import find_date

from audits.derived import derived
from audits.derived.machine_dates import iso_date, machine_dates
from audits.derived.written_dates import written_dates
from audits.page import Page

_YEAR = re.compile(r"(?<!\d)(?:199[3-9]|20[0-4]\d)(?!\d)")


@derived
def guessed_date(page: Page) -> tuple[int, int, int] | None:
    """(year, month, day), or `None`.

    htmldate is the dearest of all readers (7 ms for a large page) and, in its extensive mode, guesses a year from any
    copyright line: it is asked only where nothing else was found, and a 1 January is only a year and so nothing.
    """
    if machine_dates(page) or any(w.month and (w.year or w.scope) for w in written_dates(page)):
        return None
    if not _YEAR.search(page.text):
        return None
    latest = page.fetch.fetched_at.strftime("%Y-%m-%d")
    # It deletes what it has no use for, so it works on a copy of the tree.
    told = find_date(copy.deepcopy(page.root), extensive_search=True, original_date=False, max_date=latest)
    found = iso_date(told) if told else None
    return found if found and found[1:] != (1, 1) else None
