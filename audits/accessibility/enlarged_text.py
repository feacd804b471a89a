"""Text can be twice as large and still be read.

Why it matters: many older people set their text large; boxes of fixed size then cut it off.
What is measured: whether text of the opened page is cut off when all its letters are twice as large.
Limits: only the sampled pages are opened; browsers can also zoom the whole page, which may still work.
What to do: do not fix the height of boxes that hold text; use `em` or `rem`.
"""

from audits.derived.sight import seen, spot, unseen
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
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)  # fmt: skip
def enlarged_text(page: Page) -> Outcome:
    """Is text lost when its letters are twice as large?"""
    desk = seen(page, "desk")
    if desk is None or "enlarged" not in desk:
        return cannot_tell(unseen(page))
    before = {place["selector"] for place in desk["plain"]["cut"]}
    here = desk["enlarged"]
    findings = [
        spot(page, place, "text is cut off here when its letters are twice as large")
        for place in here["cut"]
        if place["selector"] not in before
    ]
    good = not any(finding.level == "fail" for finding in findings)
    return measured(good, findings=findings)
