"""Image buttons have a text alternative.

Why it matters: a button that is a picture says what it does only through its `alt`; without one the file name is read out.
What is measured: the share of `input type=image` elements that have an `alt`, a label or a `title`.
Limits: an `alt` can be there and still not say what the button does.
What to do: give the button an `alt` with the word of the action, such as `alt="Search"`.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.hidden import hidden_from_at
from audits.derived.roles import input_type
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.1.1 (A)", "WCAG 2.2 SC 4.1.2 (A)", "ACT 59796f"],
    wcag=["1.1.1", "4.1.2"],
    aliases=["axe:input-image-alt"],
    grade="failure",
    severity="critical",
    effort="hour",
    examples=[
        Example('<input type="image" src="s.png" alt="Search">', gives=1.0),
        Example('<input id="fail" type="image" src="s.png" alt="">', gives=0.0),
        Example('<input type="submit">', gives="not_applicable"),
    ],
)
def image_button_alt(page: Page) -> Outcome:
    buttons = [
        button
        for button in page.elements("input")
        if input_type(button) == "image" and not hidden_from_at(page, button)
    ]
    if not buttons:
        return not_applicable("no image buttons")
    nameless = [element for element in buttons if not accessible_name(page, element)]
    return passing(len(buttons), [Finding("image button without a text alternative", element) for element in nameless])
