"""Buttons have a name.

Why it matters: a button without a name is announced as "button"; nobody can tell what it does.
What is measured: the share of `button` elements, button-like `input` elements and elements with the role `button` that have an accessible name. Image buttons have their own audit.
Limits: a name can be there and still say nothing useful.
What to do: write a word on the button, or give it an `aria-label`; a `value` does not name a `button` element.
"""

from lxml.html import HtmlElement

from audits.derived.accessible_name import accessible_name
from audits.derived.roles import input_type, with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "ACT 97a4e1"],
    wcag=["4.1.2"],
    aliases=["axe:button-name", "axe:input-button-name", "axe:aria-command-name"],
    grade="failure",
    severity="critical",
    effort="hour",
    examples=[
        Example('<button>Send</button><input type="submit"><input type="button" value="More">', gives=1.0),
        Example('<button id="fail" value="Send"></button><button>OK</button>', gives=0.5),
        Example('<span id="fail" role="button" tabindex="0"></span>', gives=0.0),
        Example('<button role="link">x</button>', gives="not_applicable"),
    ],
)
def button_name(page: Page) -> Outcome:
    buttons = [button for button in with_roles(page, "button") if not _image_button(button)]
    if not buttons:
        return not_applicable("no buttons")
    nameless = [element for element in buttons if not accessible_name(page, element)]
    return passing(len(buttons), [Finding("button without a name", element) for element in nameless])


def _image_button(element: HtmlElement) -> bool:
    return element.tag == "input" and input_type(element) == "image"
