"""Tab goes through the page in its reading order and misses nothing.

Why it matters: who moves by keys expects the next thing next; jumps to and fro cost time, and what Tab never reaches is lost to them.
What is measured: whether a walk with the Tab key keeps to the order of the page, reaches everything that can be focused, ends where the page ends, and goes the same way back with Shift+Tab.
Limits: only the sampled pages are opened, and at most 70 stops are walked; groups with keys of their own (menus, tabs) are left out.
What to do: remove `tabindex` values above 0, keep the order of the source as it should be read, and do not move the focus by script.
"""

from itertools import pairwise

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Finding, Outcome, cannot_tell, measured, page_audit
from audits.page import Page


@page_audit(
    unit="yes/no",
    standards=["WCAG 2.2 SC 2.4.3 (A)", "WCAG 2.2 SC 2.1.1 (A)"],
    related=["2.4.3", "2.1.1"],
    severity="moderate",
    effort="hour",
    rendered=True,
    examples=[
        Example(
            "<p>Words</p>",
            gives=True,
            sight={"keyboard": {"count": 2, "stops": [{"selector": "#a", "order": 4}, {"selector": "#b", "order": 9}], "ended": "left"}},
        ),
        Example(
            '<a id="a" href="/a">A</a><a id="fail" href="/b" tabindex="2">B</a>',
            gives=False,
            sight={
                "keyboard": {
                    "count": 2,
                    "stops": [{"selector": "#fail", "order": 9}, {"selector": "#a", "order": 4}],
                    "positive": [{"selector": "#fail", "snippet": "<a", "tabindex": 2}],
                    "ended": "left",
                }
            },
        ),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)  # fmt: skip
def focus_order(page: Page) -> Outcome:
    """Does the walk keep to the page's order, and reach all of it?"""
    keys = seen(page, "keyboard")
    if keys is None:
        return cannot_tell(unseen(page))
    stops = keys["stops"]
    orders = [stop["order"] for stop in stops if stop.get("order", -1) >= 0]
    jumps = sum(later < earlier for earlier, later in pairwise(orders))
    findings = []
    if jumps:
        findings = [
            spot(page, place, f"tabindex {place['tabindex']} takes this out of the page's order")
            for place in keys.get("positive", ())
        ] or [Finding(f"Tab jumps back in the page {jumps} times", level="review")]
    if keys.get("ended") == "lost":
        last = stops[-1] if stops else None
        said = "the focus is lost after this: the next Tab leads nowhere"
        findings.append(spot(page, {"snippet": "", **last}, said) if last else Finding("Tab reaches nothing"))
    findings += [spot(page, place, "Tab never comes here") for place in keys.get("unreached") or ()]
    back = keys.get("back") or {}
    if back and not back.get("same") and not findings:
        findings.append(Finding("Shift+Tab does not go back the way that Tab came", level="review"))
    good = not any(finding.level == "fail" for finding in findings)
    return measured(good, checked=len(stops), findings=findings)
