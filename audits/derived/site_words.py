"""The words of each page of a site, with what the pages share counted once as furniture and not as body."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from audits.derived import derived
from audits.derived.body_text import body_text
from audits.derived.visible_text import visible_words
from audits.visit import Visit

SHARED_PAGES = 3
"""A block is furniture from so many pages on, if these are also at least half of the pages."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """Words a reader sees, and words of the body."""

    url: str
    visible: int
    body: int


@derived
def site_words(visit: Visit) -> tuple[PageWords, ...]:
    """Each page once, however many addresses it has. Needs `visible_words` and `body_text` of each page."""
    bodies = [body_text(page) for page in visit.pages]
    distinct = {body.mark: body for body in bodies}.values()
    holders = Counter(mark for body in distinct for mark in {mark for mark, _ in body.blocks})
    often = max(SHARED_PAGES, len(distinct) / 2)
    found: dict[tuple[int, str], PageWords] = {}
    for page, body in zip(visit.pages, bodies, strict=True):
        own = sum(words for mark, words in body.blocks if holders[mark] < often)
        # The same text under a second address is not said twice.
        found.setdefault((body.mark, "" if body.mark else page.url), PageWords(page.url, visible_words(page), own))
    return tuple(found.values())
