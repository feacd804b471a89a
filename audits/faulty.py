"""Names the elements of one page that the audits of its source find fault with, so that pictures of them can be taken."""

from __future__ import annotations

from datetime import UTC, datetime

from audits.judgement import judge_page
from audits.page import Page
from audits.registry import page_audits
from audits.store.records import Fetch, Spot

SHOWN = frozenset({"accessibility", "legacy", "mobile", "interactivity"})
"""Categories whose findings are elements that can be looked at."""

BODY_CAP = 2 * 1024 * 1024


def faulty(url: str, body: bytes, media: str) -> list[tuple[str, str]]:
    """Audit and CSS path of each faulty element of a page, the certain failures first; without its style sheets.

    What is named is worth a picture, no more: the audits judge again, with all that was fetched.
    """
    fetch = Fetch(url, "page", datetime.now(UTC), 200, (("content-type", media),), body[:BODY_CAP], len(body))
    audits = [audit for audit in page_audits() if audit.card.category in SHOWN and not audit.rendered]
    spots = [spot for spot in judge_page(Page(fetch, url, home=True), audits).spots if spot.level == "fail"]
    return [(spot.audit, spot.place.selector) for spot in sorted(spots, key=_weight) if spot.place.selector]


_ORDER = {"critical": 0, "serious": 1, "moderate": 2, "minor": 3}


def _weight(spot: Spot) -> tuple[bool, int]:
    return spot.grade != "failure", _ORDER.get(spot.severity, 3)
