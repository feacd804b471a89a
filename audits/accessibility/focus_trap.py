"""The keyboard can leave every part of the page.

Why it matters: who uses keys alone and gets stuck in one field or frame can only close the page.
What is measured: whether a walk through the opened page with the Tab key gets stuck: the same element, or the same few, again and again, and neither Shift+Tab nor Escape leads out.
Limits: only the sampled pages are opened, and at most 70 stops are walked; windows that are meant to hold the focus and close by Escape do not count.
What to do: let Tab do what browsers make it do; do not stop its event, and do not move the focus when a field is left.
"""

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Outcome, cannot_tell, measured, page_audit
from audits.page import Page


@page_audit(
    unit="yes/no",
    standards=["WCAG 2.2 SC 2.1.2 (A)"],
    wcag=["2.1.2"],
    grade="failure",
    severity="critical",
    effort="hour",
    rendered=True,
    examples=[
        Example("<p>Words</p>", gives=True, sight={"keyboard": {"count": 2, "stops": [{}, {}], "ended": "left"}}),
        Example(
            '<input id="fail">',
            gives=False,
            sight={"keyboard": {"count": 2, "stops": [{}], "trap": {"selector": "#fail", "snippet": "<input"}}},
        ),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)
def focus_trap(page: Page) -> Outcome:
    """Does the walk get stuck?"""
    keys = seen(page, "keyboard")
    if keys is None:
        return cannot_tell(unseen(page))
    trap = keys.get("trap")
    if not trap:
        return measured(True, checked=len(keys["stops"]))
    if trap.get("frame"):
        finding = spot(page, trap, "the keyboard may not get out of this frame", level="review", grade="advice")
    else:
        finding = spot(
            page, trap, "the keyboard does not get away from here: neither Tab, Shift+Tab nor Escape leads out"
        )
    return measured(trap.get("frame", False), checked=len(keys["stops"]), findings=[finding])
