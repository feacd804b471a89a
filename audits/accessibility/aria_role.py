"""Roles are words that exist.

Why it matters: a role tells assistive technology what an element is; a made-up one says nothing, and the element is passed over or announced as text.
What is measured: the share of exposed elements with a `role` that holds at least one role of the standard (WAI-ARIA, graphics, publishing).
Limits: whether the role fits the element is judged elsewhere.
What to do: use a role of the standard, or better the HTML element that has it: `button`, `nav`, `main`.
"""

from audits.derived.aria_attributes import annotated
from audits.derived.roles import explicit_role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "WAI-ARIA 1.2", "ACT 674b10"],
    wcag=["4.1.2"],
    related=["1.3.1"],
    aliases=["axe:aria-roles"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<div role="navigation">x</div><div role="nav search">y</div>', gives=1.0, note="one of two counts"),
        Example('<div id="fail" role="navbar">x</div>', gives=0.0),
        Example('<div id="fail" role="widget">x</div>', gives=0.0, note="an abstract role"),
        Example('<div role="">x</div><div role="nonsense" hidden>y</div>', gives="not_applicable"),
    ],
)
def aria_role(page: Page) -> Outcome:
    marked = [each.element for each in annotated(page) if each.exposed and each.role.strip()]
    if not marked:
        return not_applicable("no roles")
    wrong = [element for element in marked if not explicit_role(element)]
    findings = [Finding(f"there is no role “{element.get('role', '').strip()[:60]}”", element) for element in wrong]
    return passing(len(marked), findings)
