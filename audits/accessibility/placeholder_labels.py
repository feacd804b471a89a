"""A field has a label, not only a placeholder.

Why it matters: the words inside a field vanish as soon as one types, are often too pale to read, and are not read out by every screen reader.
What is measured: the share of fields with a placeholder that have a label, a name or a title beside it.
Limits: whether the placeholder can be read is not judged.
What to do: put a visible label above the field and keep the placeholder, if at all, for an example.
"""

from audits.derived.accessible_name import labels_of, named_by_author
from audits.derived.form_fields import form_fields
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 3.3.2 (A), near", "Nielsen Norman Group: Placeholders in Form Fields Are Harmful, 2014"],
    related=["3.3.2", "4.1.2"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<label>Name <input placeholder='Jo Bloggs'></label>", gives=1.0),
        Example("<input id=fail placeholder='Your name'>", gives=0.0),
        Example("<input>", gives="not_applicable"),
    ],
)
def placeholder_labels(page: Page) -> Outcome:
    fields = [field for field in form_fields(page) if (field.get("placeholder") or "").strip()]
    if not fields:
        return not_applicable("no fields with placeholders")
    labels = labels_of(page)
    findings = [
        Finding("placeholder is used instead of a label for the field", field)
        for field in fields
        if not (labels.get(field) or named_by_author(page, field) or (field.get("title") or "").strip())
    ]
    return passing(len(fields), findings)
