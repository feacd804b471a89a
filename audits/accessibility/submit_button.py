"""A form can be sent by a button.

Why it matters: without a button that sends it, people do not know when a form is finished, and some cannot send it at all.
What is measured: the share of forms with fields to fill in that have a button to send them.
Limits: a form that a script reads as one types needs none; buttons that belong to the form by script are not seen.
What to do: end each form with `<button type="submit">` and the name of what it does.
"""

from lxml.html import HtmlElement

from audits.derived.hidden import hidden_from_all
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_FILLED = frozenset(
    {"text", "email", "tel", "password", "search", "url", "number", "date", "checkbox", "radio", "file", ""}
)


@page_audit(
    unit="share",
    standards=["WCAG Technique H32", "WCAG 2.2 SC 3.2.2 (A)"],
    related=["3.2.2"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example('<form action="s.php"><input name="a"><button>Send</button></form>', gives=1.0),
        Example('<form id="fail" action="s.php"><select name="a"><option>A</select></form>', gives=0.0),
        Example('<form id="f" action="s.php"><input name="a"></form><button form="f">Send</button>', gives=1.0),
        Example("<p>No form.</p>", gives="not_applicable"),
    ],
)
def submit_button(page: Page) -> Outcome:
    forms = [
        form
        for form in page.elements("form")
        if "action" in form.attrib and _to_fill_in(form) and not hidden_from_all(page, form)
    ]
    if not forms:
        return not_applicable("no forms to fill in")
    outside = {e.get("form") for e in page.elements("button", "input") if e.get("form")}
    findings = [
        Finding("form without a submit button", form)
        for form in forms
        if form.get("id") not in outside and not _sends(form)
    ]
    return passing(len(forms), findings)


def _to_fill_in(form: HtmlElement) -> bool:
    return any(
        field.tag != "input" or field.get("type", "").strip().lower() in _FILLED
        for field in form.iter("input", "select", "textarea")
    )


def _sends(form: HtmlElement) -> bool:
    for button in form.iter("button", "input", "a", "img"):
        kind = button.get("type", "submit" if button.tag == "button" else "").strip().lower()
        if button.tag == "button" or (button.tag == "input" and kind in {"submit", "image", "button"}):
            return True
        if button.tag in {"a", "img"} and (
            "submit" in button.get("href", "") or button.get("onclick") or button.get("role") == "button"
        ):
            return True
    return False
