"""Text that a bent page loses (cut off, or under other text) and the plain page does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audits.derived.sight import spot
from audits.model import Finding
from audits.page import Page


def lost_text(page: Page, desk: Mapping[str, Any], way: str, said: str) -> list[Finding]:
    """A finding for each place where the page bent in that `way` loses text; `said` is when: "at 320 pixels"."""
    plain, bent = desk["plain"], desk[way]
    cut_before = {place["selector"] for place in plain["cut"]}
    laid_before = {name for place in plain.get("overlaps", ()) for name in (place["selector"], place["other"])}
    findings = [
        spot(page, place, f"text is cut off here {said}")
        for place in bent["cut"]
        if place["selector"] not in cut_before
    ]
    findings += [
        spot(page, place, f"this text lies on other text (“{place['words']}”) {said}")
        for place in bent.get("overlaps", ())
        if place["selector"] not in laid_before and place["other"] not in laid_before
    ]
    return findings
