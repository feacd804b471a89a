"""Ids that labels and names point at are used once.

Why it matters: a label that points at an `id` names only the first element that has it; the other field stays without a name.
What is measured: the share of ids referred to by `aria-labelledby`, `aria-describedby`, `aria-controls`, `aria-owns` or a label's `for` that stand on one element only.
Limits: two elements with the same `id` and the same text do no harm, but count.
What to do: give each element its own `id`, and point each label at the right one.
"""

from audits.derived.aria_attributes import annotated
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant")


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)"],
    wcag=["4.1.2"],
    aliases=["axe:duplicate-id-aria"],
    grade="failure",
    severity="critical",
    effort="minutes",
    examples=[
        Example('<label for="a">A</label><input id="a"><p id="b">x</p><p id="b">y</p>', gives=1.0),
        Example('<label for="fail">A</label><input id="fail"><label>B <input id="fail"></label>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def duplicate_target(page: Page) -> Outcome:
    targets = {
        name
        for each in annotated(page)
        if each.exposed
        for attribute in _REFERENCES
        for name in each.attributes.get(attribute, "").split()[:100]
    }
    targets |= {label.get("for", "") for label in page.elements("label")}
    there = [name for name in targets if name in page.ids]
    if not there:
        return not_applicable("nothing points at an id")
    twice = sorted(name for name in there if len(page.ids[name]) > 1)
    findings = [
        Finding(f"the id “{name[:60]}”, which is pointed at, is used more than once", page.ids[name][1])
        for name in twice
    ]
    return measured(1 - len(twice) / len(there), checked=len(there), findings=findings)
