"""Form fields have one label.

Why it matters: of several labels some screen readers read the first, some the last, some all.
What is measured: the share of labelled fields with a single `label` element that is exposed. Fields named by `aria-labelledby` do not count.
Limits: two labels that are read one after the other can be meant; a person must look.
What to do: put all the words into one label, or use `aria-labelledby`.
"""

from audits.derived.accessible_name import labels_of
from audits.derived.form_fields import form_fields
from audits.derived.hidden import hidden_from_at
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 3.3.2 (A)"],
    related=["3.3.2"],
    aliases=["axe:form-field-multiple-labels"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example('<label for="a">A</label><input id="a">', gives=1.0),
        Example(
            '<label for="fail">A</label><label for="fail">B</label><input id="fail"><label>C <input></label>', gives=0.5
        ),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def multiple_labels(page: Page) -> Outcome:
    labels = labels_of(page)
    fields = [field for field in form_fields(page) if field in labels and not field.get("aria-labelledby", "").strip()]
    if not fields:
        return not_applicable("no labelled fields")
    several = [
        field
        for field in fields
        if sum(
            not hidden_from_at(page, label) and bool("".join(label.itertext()).strip()) for label in labels[field][:10]
        )
        > 1
    ]
    return passing(len(fields), [Finding("field with several labels", field) for field in several])
