"""Nothing moves to another page before it is asked to.

Why it matters: who walks through a page by keys passes over many things; a page that leaves because a list was merely touched throws them out.
What is measured: whether reaching something with Tab, or choosing in a list with the arrow keys, sends the opened page elsewhere or opens a window.
Limits: only the sampled pages are opened, at most 70 stops and 3 lists of each; a notice beside the list may have warned people.
What to do: let a button beside the list do the going.
"""

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Outcome, cannot_tell, measured, page_audit
from audits.page import Page


@page_audit(
    unit="yes/no",
    standards=["WCAG 2.2 SC 3.2.1 (A)", "WCAG 2.2 SC 3.2.2 (A)"],
    wcag=["3.2.1"],
    grade="failure",
    severity="serious",
    effort="hour",
    rendered=True,
    examples=[
        Example("<p>Words</p>", gives=True, sight={"keyboard": {"stops": [{"selector": "#a"}], "selects": []}}),
        Example(
            '<select id="fail"><option>A<option>B</select>',
            gives=False,
            sight={"keyboard": {"stops": [], "selects": [{"selector": "#fail", "snippet": "<select", "moves": True}]}},
        ),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)
def surprise_moves(page: Page) -> Outcome:
    """Does the page leave when something is reached or chosen?"""
    keys = seen(page, "keyboard")
    if keys is None:
        return cannot_tell(unseen(page))
    selects = keys.get("selects", [])
    findings = [
        spot(page, stop, "the page moves as soon as Tab comes here") for stop in keys["stops"] if stop.get("moved")
    ]
    findings += [
        spot(page, each, "choosing with the arrow keys leaves the page at the first step", wcag=("3.2.2",))
        for each in selects
        if each.get("moves")
    ]
    return measured(not findings, checked=len(keys["stops"]) + len(selects), findings=findings)
