"""Text keeps its place when its lines and letters are spaced out.

Why it matters: people with dyslexia or low sight read with wider lines and letters; boxes of fixed height then cut the text off.
What is measured: whether text of the opened page is cut off when lines, words and letters are spaced as WCAG says.
Limits: only the sampled pages are opened; text that overlaps without being cut is not seen.
What to do: do not fix the height of boxes that hold text.
"""

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Outcome, cannot_tell, measured, page_audit
from audits.page import Page


@page_audit(
    unit="yes/no",
    standards=["WCAG 2.2 SC 1.4.12 (AA)"],
    related=["1.4.12"],
    severity="moderate",
    effort="hour",
    rendered=True,
    examples=[
        Example("<p>Words</p>", gives=True, sight={"desk": {"plain": {"cut": []}, "spaced": {"width": 320, "scroll": 320, "cut": [], "wide": []}}}),
        Example(
            '<p id="fail">Words</p>',
            gives=False,
            sight={"desk": {"plain": {"cut": []}, "spaced": {"width": 320, "scroll": 320, "cut": [{"selector": "#fail", "snippet": "<p", "how": "below"}], "wide": []}}},
        ),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)  # fmt: skip
def spaced_text(page: Page) -> Outcome:
    """Is text lost when text is spaced out?"""
    desk = seen(page, "desk")
    if desk is None or "spaced" not in desk:
        return cannot_tell(unseen(page))
    before = {place["selector"] for place in desk["plain"]["cut"]}
    here = desk["spaced"]
    findings = [
        spot(page, place, "text is cut off here when text is spaced out")
        for place in here["cut"]
        if place["selector"] not in before
    ]
    good = not any(finding.level == "fail" for finding in findings)
    return measured(good, findings=findings)
