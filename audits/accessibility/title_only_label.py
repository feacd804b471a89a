"""Form fields have a label that is seen.

Why it matters: a `title` shows only under a mouse pointer; who uses a finger or the keyboard, or forgets quickly, sees a field without a name.
What is measured: the share of exposed fields whose name comes from more than a `title`.
Limits: a placeholder counts as seen though it vanishes while one types.
What to do: put a visible `label` beside the field.
"""

from lxml.html import HtmlElement

from audits.derived.accessible_name import labels_of, named_by_author
from audits.derived.form_fields import form_fields
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 3.3.2 (A)"],
    related=["3.3.2"],
    aliases=["axe:label-title-only"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<label>Name <input title="Your name"></label>', gives=1.0),
        Example('<input id="fail" title="Your name">', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def title_only_label(page: Page) -> Outcome:
    fields = form_fields(page)
    if not fields:
        return not_applicable("no form fields")
    findings = [Finding("field named by its title alone", field) for field in fields if _title_only(page, field)]
    return passing(len(fields), findings)


def _title_only(page: Page, field: HtmlElement) -> bool:
    if not field.get("title", "").strip() or field in labels_of(page) or field.get("placeholder", "").strip():
        return False
    return not named_by_author(page, field)
