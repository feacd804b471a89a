"""ARIA attributes are words that exist.

Why it matters: an attribute that is misspelt does nothing: the label or state it should carry is never read out.
What is measured: the share of elements with `aria-` attributes whose attributes all stand in WAI-ARIA (drafts of 1.3 included).
Limits: whether the value is right is judged elsewhere.
What to do: look the attribute up; `aria-labelled` should be `aria-labelledby`.
"""

from audits.derived.aria_attributes import annotated
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.standards import table


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "WAI-ARIA 1.2", "ACT 5f99a7"],
    wcag=["4.1.2"],
    related=["1.3.1"],
    aliases=["axe:aria-valid-attr"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<nav aria-label="Main">x</nav>', gives=1.0),
        Example('<div id="fail" role="textbox" aria-labelled="name">x</div>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def aria_attribute(page: Page) -> Outcome:
    known = table("aria.toml")["attributes"]
    marked = [each for each in annotated(page) if each.attributes]
    if not marked:
        return not_applicable("no ARIA attributes")
    findings = [
        Finding(f"there is no attribute {wrong[0][:60]}", each.element)
        for each in marked
        if (wrong := [name for name in each.attributes if name not in known])
    ]
    return passing(len(marked), findings)
