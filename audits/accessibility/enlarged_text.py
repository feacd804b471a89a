"""Text can be twice as large and still be read.

Why it matters: many older people set their text large; boxes of fixed size then cut it off, or push it over the next text.
What is measured: whether text of the opened page is cut off or lies on other text when all its letters are twice as large.
Limits: only the sampled pages are opened; browsers can also zoom the whole page, which may still work.
What to do: do not fix the height of boxes that hold text; use `em` or `rem`.
"""

from audits.derived.lost_text import lost_text
from audits.derived.sight import seen, unseen
from audits.model import Example, Outcome, cannot_tell, measured, page_audit
from audits.page import Page


@page_audit(
    unit="yes/no",
    standards=["WCAG 2.2 SC 1.4.4 (AA)"],
    related=["1.4.4"],
    severity="moderate",
    effort="hour",
    rendered=True,
    examples=[
        Example("<p>Words</p>", gives=True, sight={"desk": {"plain": {"cut": []}, "enlarged": {"width": 320, "scroll": 320, "cut": [], "wide": []}}}),
        Example(
            '<p id="fail">Words</p>',
            gives=False,
            sight={"desk": {"plain": {"cut": []}, "enlarged": {"width": 320, "scroll": 320, "cut": [{"selector": "#fail", "snippet": "<p", "how": "below"}], "wide": []}}},
        ),
        Example(
            '<p id="fail">Words</p><p id="b">Other</p>',
            gives=False,
            sight={"desk": {"plain": {"cut": []}, "enlarged": {"width": 320, "scroll": 320, "cut": [], "wide": [], "overlaps": [{"selector": "#fail", "snippet": "<p", "other": "#b", "words": "Other"}]}}},
        ),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)  # fmt: skip
def enlarged_text(page: Page) -> Outcome:
    """Is text lost when its letters are twice as large?"""
    desk = seen(page, "desk")
    if desk is None or "enlarged" not in desk:
        return cannot_tell(unseen(page))
    findings = lost_text(page, desk, "enlarged", "when its letters are twice as large")
    good = not any(finding.level == "fail" for finding in findings)
    return measured(good, findings=findings)
