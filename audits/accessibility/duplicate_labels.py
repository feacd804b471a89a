"""No two fields of a form have the same label.

Why it matters: who hears "name, edit" twice cannot know which name goes where; voice control cannot tell the two apart either.
What is measured: the share of labelled fields whose label is unique in its form and group.
Limits: fields in different groups with names of their own, rows of tables and choices are left out.
What to do: say the difference in the label: "first name" and "family name".
"""

from collections import defaultdict

from lxml.html import HtmlElement

from audits.derived.accessible_name import accessible_name
from audits.derived.form_fields import form_fields
from audits.derived.wording import plain, quoted
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.4.6 (AA), near", "WCAG 2.2 SC 3.3.2 (A), near"],
    related=["2.4.6", "3.3.2"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<form><label>First name <input></label> <label>Family name <input></label></form>", gives=1.0),
        Example("<form><label>Name <input></label> <label>Name: <input id=fail></label></form>", gives=0.5),
        Example(
            "<form><fieldset><legend>You</legend><label>Name <input></label></fieldset>"
            "<fieldset><legend>Child</legend><label>Name <input></label></fieldset></form>",
            gives=1.0,
        ),
        Example("<p>No form.</p>", gives="not_applicable"),
    ],
)
def duplicate_labels(page: Page) -> Outcome:
    labelled = [(field, accessible_name(page, field)) for field in form_fields(page) if not _choice(field)]
    labelled = [(field, name) for field, name in labelled if plain(name)]
    if not labelled:
        return not_applicable("no fields with labels")
    groups: dict[tuple[HtmlElement | None, str], list[HtmlElement]] = defaultdict(list)
    for field, name in labelled:
        groups[_group(field), plain(name)].append(field)
    findings = [
        Finding(
            f"duplicate field label: another field has the same label {quoted(accessible_name(page, field), 40)}", field
        )
        for fields in groups.values()
        for field in fields[1:]
    ]
    return passing(len(labelled), findings)


def _choice(field: HtmlElement) -> bool:
    return field.get("type", "").strip().lower() in {"radio", "checkbox"} or field.get("role") in {
        "radio",
        "checkbox",
        "switch",
    }


def _group(field: HtmlElement) -> HtmlElement | None:
    """What the label need only be unique in: a named group, a row of a table, or the form."""
    for up in field.iterancestors():
        if up.tag in {"fieldset", "form", "tr"} or up.get("role") in {"group", "radiogroup", "search", "row", "form"}:
            return up
    return None
