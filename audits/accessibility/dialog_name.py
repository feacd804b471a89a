"""Dialogs have a name.

Why it matters: when a dialog opens, its name tells the listener what has come up.
What is measured: the share of `dialog` elements that are open, and elements with the role `dialog` or `alertdialog`, that have an accessible name.
Limits: dialogs that a script adds later are not seen here.
What to do: point `aria-labelledby` at the dialog's heading, or give it an `aria-label`.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.roles import with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WAI-ARIA 1.2, 5.2.8.4"],
    related=["4.1.2"],
    aliases=["axe:aria-dialog-name"],
    grade="advice",
    severity="serious",
    effort="hour",
    examples=[
        Example('<div role="dialog" aria-label="Sign up">x</div>', gives=1.0),
        Example('<div id="fail" role="dialog">x</div>', gives=0.0),
        Example("<dialog>closed</dialog>", gives="not_applicable"),
    ],
)
def dialog_name(page: Page) -> Outcome:
    dialogs = with_roles(page, "dialog", "alertdialog")
    if not dialogs:
        return not_applicable("no dialogs")
    nameless = [element for element in dialogs if not accessible_name(page, element)]
    return passing(len(dialogs), [Finding("dialog without a name", element) for element in nameless])
