"""Check boxes say one thing about being ticked.

Why it matters: where `aria-checked` on a real check box differs from its own state, eye and ear are told different things.
What is measured: the share of `input type=checkbox` elements with `aria-checked` whose value is that of the box itself.
Limits: only the state in the source is seen; scripts change both.
What to do: take `aria-checked` off real check boxes.
"""

from audits.derived.hidden import hidden_from_at
from audits.derived.roles import input_type
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["ARIA in HTML, 3.3"],
    related=["4.1.2"],
    aliases=["axe:aria-conditional-attr"],
    severity="serious",
    effort="minutes",
    examples=[
        Example('<input type="checkbox" checked aria-checked="true">', gives=1.0),
        Example('<input id="fail" type="checkbox" checked aria-checked="false">', gives=0.0),
        Example('<input type="checkbox">', gives="not_applicable"),
    ],
)
def aria_checked_conflict(page: Page) -> Outcome:
    boxes = [
        box
        for box in page.elements("input")
        if input_type(box) in {"checkbox", "radio"}
        and box.get("aria-checked", "").strip()
        and not hidden_from_at(page, box)
    ]
    if not boxes:
        return not_applicable("no check box says its state twice")
    wrong = [
        box for box in boxes if (box.get("aria-checked", "").strip().lower() == "true") != ("checked" in box.attrib)
    ]
    return passing(len(boxes), [Finding("aria-checked differs from the box itself", box) for box in wrong])
