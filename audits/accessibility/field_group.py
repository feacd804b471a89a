"""Groups of fields have a name.

Why it matters: the `legend` is read out with each field of its group; without it "Yes" and "No" answer an unknown question.
What is measured: the share of exposed `fieldset` elements and radio groups that have a `legend` with words, or another name.
Limits: a `fieldset` that only draws a frame around a form is found too.
What to do: write the question into a `legend`, first inside the `fieldset`.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.hidden import hidden_from_at
from audits.derived.roles import explicit_role, with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WCAG H71"],
    related=["1.3.1", "3.3.2"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<fieldset><legend>Will you come?</legend><input></fieldset>", gives=1.0),
        Example('<fieldset id="fail"><legend></legend><input></fieldset>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def field_group(page: Page) -> Outcome:
    groups = [
        each
        for each in page.elements("fieldset")
        if not explicit_role(each)
        and not hidden_from_at(page, each)
        and next(each.iter("input", "select", "textarea"), None) is not None
    ]
    groups += with_roles(page, "radiogroup")
    if not groups:
        return not_applicable("no groups of fields")
    findings = [
        Finding("group of fields (fieldset) without a legend", each)
        for each in groups
        if not accessible_name(page, each)
    ]
    return passing(len(groups), findings)
