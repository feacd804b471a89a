"""The page can be read on a narrow screen without pushing sideways.

Why it matters: who enlarges a page to four times its size, or reads on a small phone, should scroll one way only.
What is measured: whether the opened page fits 320 pixels (a desk screen at 400 %) without scrolling sideways, and whether text is cut off or lies on other text there. Tables, pictures and maps may be wider.
Limits: only the sampled pages are opened; text that is cut off on purpose looks the same as text that is lost.
What to do: let columns fall below each other, and do not fix widths or heights in pixels.
"""

from audits.derived.lost_text import lost_text
from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Outcome, cannot_tell, measured, page_audit
from audits.page import Page


@page_audit(
    unit="yes/no",
    standards=["WCAG 2.2 SC 1.4.10 (AA)"],
    related=["1.4.10"],
    severity="serious",
    effort="hour",
    rendered=True,
    examples=[
        Example("<p>Words</p>", gives=True, sight={"desk": {"plain": {"cut": []}, "narrow": {"width": 320, "scroll": 320, "cut": [], "wide": []}}}),
        Example(
            '<p id="fail">Words</p>',
            gives=False,
            sight={"desk": {"plain": {"cut": []}, "narrow": {"width": 320, "scroll": 320, "cut": [{"selector": "#fail", "snippet": "<p", "how": "below"}], "wide": []}}},
        ),
        Example(
            '<p id="fail">Words</p><p id="b">Other</p>',
            gives=False,
            sight={"desk": {"plain": {"cut": []}, "narrow": {"width": 320, "scroll": 320, "cut": [], "wide": [], "overlaps": [{"selector": "#fail", "snippet": "<p", "other": "#b", "words": "Other"}]}}},
        ),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)  # fmt: skip
def narrow_page(page: Page) -> Outcome:
    """Is text lost at 320 pixels?"""
    desk = seen(page, "desk")
    if desk is None or "narrow" not in desk:
        return cannot_tell(unseen(page))
    here = desk["narrow"]
    findings = lost_text(page, desk, "narrow", "at 320 pixels")
    if here["scroll"] > here["width"] + _SLACK:
        wide = [
            spot(page, place, f"this reaches to {place['right']} pixels on a page of {here['width']}")
            for place in here["wide"]
        ]
        findings += wide  # none: tables, pictures and maps alone are that wide, which is allowed
    good = not any(finding.level == "fail" for finding in findings)
    return measured(good, findings=findings)


_SLACK = 2  # pixels of rounding
