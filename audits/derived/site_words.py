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
    """Words a reader sees, and words of the body; `content` is a fingerprint of the whole body (0: no body)."""

    url: str
    visible: int
    body: int
    content: int


@derived
def site_words(visit: Visit) -> tuple[PageWords, ...]:
    """Needs `visible_words` and `body_text` of each page."""
    bodies = [body_text(page) for page in visit.pages]
    holders = Counter(mark for body in bodies for mark in {mark for mark, _ in body.blocks})
    often = max(SHARED_PAGES, len(bodies) / 2)
    found = []
    for page, body in zip(visit.pages, bodies, strict=True):
        own = [(mark, words) for mark, words in body.blocks if holders[mark] < often]
        whole = [mark for mark, words in body.blocks if words]
        found.append(
            PageWords(page.url, visible_words(page), sum(w for _, w in own), hash(tuple(whole)) if whole else 0)
        )
    return tuple(found)
