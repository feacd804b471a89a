"""Choices that belong together stand in a group.

Why it matters: radio buttons and check boxes answer a question; if they stand in no group, the question is not read out with them.
What is measured: the share of sets of two or more radio buttons or check boxes with one `name` that stand in a `fieldset` or an element with the role of a group, or are described by ARIA.
Limits: check boxes whose names differ, as in `day1`, `day2`, are not known to belong together, unless they stand side by side.
What to do: put a `fieldset` with a `legend` around them.
"""

from collections import defaultdict

from lxml.html import HtmlElement

from audits.derived.form_fields import form_fields
from audits.derived.roles import input_type, role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_YES = '<label><input type="radio" name="a"> Yes</label>'


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WCAG H71"],
    related=["1.3.1", "3.3.2"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example(f"<fieldset><legend>Will you come?</legend>{_YES}{_YES}</fieldset>", gives=1.0),
        Example(
            '<p>Will you come? <input id="fail" type="radio" name="a"> Yes <input type="radio" name="a"> No', gives=0.0
        ),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def choice_group(page: Page) -> Outcome:
    sets: dict[tuple[str, str, HtmlElement | None], list[HtmlElement]] = defaultdict(list)
    for field in form_fields(page):
        kind = input_type(field) if field.tag == "input" else ""
        if kind in {"radio", "checkbox"}:
            sets[kind, field.get("name", ""), next(field.iterancestors("form"), None)].append(field)
    several = [fields for (_, name, _), fields in sets.items() if len(fields) > 1 and name]
    several += [fields for fields in _side_by_side(page) if fields not in several]
    if not several:
        return not_applicable("no sets of choices")
    findings = [
        Finding("choices that belong together, but stand in no fieldset or group", fields[0])
        for fields in several
        if not _grouped(page, fields[0])
    ]
    return passing(len(several), findings)


def _side_by_side(page: Page) -> list[list[HtmlElement]]:
    """Three or more check boxes with names of their own whose labels, or themselves, are siblings."""
    around: dict[HtmlElement, list[HtmlElement]] = defaultdict(list)
    for field in form_fields(page):
        if field.tag == "input" and input_type(field) == "checkbox":
            node = field.getparent()
            if node is not None and node.tag in {"label", "p", "li", "div", "td", "span"} and len(node) <= 3:
                node = node.getparent()
            if node is not None:
                around[node].append(field)
    found = [fields for fields in around.values() if len(fields) >= 3]
    return [fields for fields in found if len({field.get("name", "") for field in fields}) == len(fields)]


def _grouped(page: Page, field: HtmlElement) -> bool:
    if field.get("aria-describedby") or field.get("aria-labelledby"):
        return True
    return any(
        role(page, up) in {"group", "radiogroup", "menu", "listbox", "tree", "grid", "table"} and up.tag != "details"
        for up in field.iterancestors()
    )
