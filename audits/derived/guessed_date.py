"""What htmldate finds in the attributes of a page that tells its date in no way we read ourselves."""

from __future__ import annotations

import copy
import re

from audits.derived import derived
from audits.derived.date_grammar import read_dates
from audits.derived.machine_dates import iso_date, machine_dates
from audits.derived.written_dates import written_dates
from audits.page import Page

_YEAR = re.compile(r"(?<!\d)(?:199[5-9]|20[0-4]\d)(?!\d{5})")
_HINTS = " | ".join(
    f"//@{name}"
    for name in (
        "content",
        "title",
        "datetime",
        "data-date",
        "data-datetime",
        "data-time",
        "data-published",
        "data-pubdate",
    )
)
"""Attributes in which a date may stand that is no part of an address."""


@derived
def guessed_date(page: Page) -> tuple[int, int, int] | None:
    """(year, month, day), or `None`.

    htmldate is the dearest of all readers (7 ms for a large page), and in its extensive mode it returned a date for
    85 % of pages from which every date had been taken. So it is asked only where nothing else was found, a 1 January
    is only a year and so nothing, and what it finds must stand in an attribute that is no address: all visible text
    has been read by then.
    """
    if machine_dates(page) or any(w.month and (w.year or w.scope) for w in written_dates(page)):
        return None
    hints = [str(value) for value in page.root.xpath(_HINTS) if 8 <= len(value) <= 200 and _YEAR.search(value)]
    if not hints:
        return None
    latest = page.fetch.fetched_at.strftime("%Y-%m-%d")
    from htmldate import find_date  # a quarter of a second to load, and most runs never ask it

    # It deletes what it has no use for, so it works on a copy of the tree.
    told = find_date(copy.deepcopy(page.root), extensive_search=True, original_date=False, max_date=latest)
    found = iso_date(told) if told else None
    if not found or found[1:] == (1, 1) or not any(_tells(hint, found) for hint in hints):
        return None
    return found


def _tells(hint: str, found: tuple[int, int, int]) -> bool:
    year, month, day = found
    if f"{year:04d}-{month:02d}-{day:02d}" in hint or f"{year:04d}{month:02d}{day:02d}" in hint:
        return True
    return any(r.year == year and {r.month, r.day} == {month, day} for r in read_dates(hint, "en"))
