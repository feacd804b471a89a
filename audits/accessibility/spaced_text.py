"""Text keeps its place when its lines and letters are spaced out.

Why it matters: people with dyslexia or low sight read with wider lines and letters; boxes of fixed height then cut the text off.
What is measured: whether text of the opened page is cut off or lies on other text when lines, words and letters are spaced as WCAG says.
Limits: only the sampled pages are opened; text that was cut off or overlaid before is not told again.
What to do: do not fix the height of boxes that hold text.
"""

from audits.derived.lost_text import lost_text
from audits.derived.sight import seen, unseen
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
        Example(
            '<p id="fail">Words</p><p id="b">Other</p>',
            gives=False,
            sight={"desk": {"plain": {"cut": []}, "spaced": {"width": 320, "scroll": 320, "cut": [], "wide": [], "overlaps": [{"selector": "#fail", "snippet": "<p", "other": "#b", "words": "Other"}]}}},
        ),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)  # fmt: skip
def spaced_text(page: Page) -> Outcome:
    """Is text lost when text is spaced out?"""
    desk = seen(page, "desk")
    if desk is None or "spaced" not in desk:
        return cannot_tell(unseen(page))
    findings = lost_text(page, desk, "spaced", "when text is spaced out")
    good = not any(finding.level == "fail" for finding in findings)
    return measured(good, findings=findings)
