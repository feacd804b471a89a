"""Form fields have a label.

Why it matters: who cannot see the form hears the label of each field; without one it is "edit, blank", and nobody knows what to type.
What is measured: the share of form fields (text fields, choices, lists, sliders, also home-made ones with a role) that have a label, `aria-label`, `title` or, for text fields, a placeholder.
Limits: a label can be there and still say nothing useful; a placeholder counts though it vanishes while one types.
What to do: put a `label` with `for` beside each field, pointing at the field's `id`.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.form_fields import form_fields
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "WCAG 2.2 SC 1.3.1 (A)", "ACT e086e5"],
    wcag=["4.1.2"],
    aliases=["axe:label", "axe:select-name", "axe:aria-input-field-name", "axe:aria-toggle-field-name"],
    grade="failure",
    severity="critical",
    effort="hour",
    examples=[
        Example('<label for="n">Name</label><input id="n"><input placeholder="Search">', gives=1.0),
        Example('Name <input id="fail"> <label>Town <select><option>A</select></label>', gives=0.5),
        Example('<label>first name <div id="fail" role="textbox"></div></label>', gives=0.0),
        Example('<input type="hidden" name="k"><input type="submit">', gives="not_applicable"),
    ],
)
def field_label(page: Page) -> Outcome:
    fields = form_fields(page)
    if not fields:
        return not_applicable("no form fields")
    nameless = [element for element in fields if not accessible_name(page, element)]
    return passing(len(fields), [Finding("form field without a label", element) for element in nameless])
