"""Ids are used once.

Why it matters: labels, jumps and scripts find elements by `id`; where it is there twice, they find the first and miss the other.
What is measured: the share of ids that stand on one element only.
Limits: a duplicate that nothing refers to does no harm today.
What to do: give each element its own `id`.
"""

from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["HTML 3.2.6", "ACT 3ea0c8"],
    related=["4.1.2"],
    aliases=["axe:duplicate-id", "axe:duplicate-id-active"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<p id="a">x</p><p id="b">y</p>', gives=1.0),
        Example('<p id="fail">x</p><p id="fail">y</p>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def duplicate_id(page: Page) -> Outcome:
    ids = {name: elements for name, elements in page.ids.items() if name.strip()}
    if not ids:
        return not_applicable("no ids")
    twice = [(name, elements) for name, elements in ids.items() if len(elements) > 1]
    findings = [Finding(f"the id “{name[:60]}” is used {len(elements)} times", elements[1]) for name, elements in twice]
    return measured(1 - len(twice) / len(ids), checked=len(ids), findings=findings)
