"""A form says in words what is missing.

Why it matters: who sends a form with a gap must learn which field is meant; a red edge alone tells nothing to who does not see it.
What is measured: the first real form of the opened page is sent empty (nothing leaves the browser): whether the browser itself names the field, or the page's own message is tied to the field or read out.
Limits: only the sampled pages are opened; forms that are checked by the server only are not seen, for nothing is ever sent.
What to do: mark needed fields with `required`, and put messages into elements that `aria-describedby` of the field points at.
"""

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Outcome, cannot_tell, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="yes/no",
    standards=["WCAG 2.2 SC 3.3.1 (A)", "WCAG 2.2 SC 4.1.3 (AA)"],
    related=["3.3.1", "4.1.3"],
    severity="serious",
    effort="hour",
    rendered=True,
    examples=[
        Example(
            '<form id="f"><input required></form>',
            gives=True,
            sight={"keyboard": {"form": {"selector": "#f", "snippet": "<form", "button": True, "native": True, "sent": False, "told": [], "tied": 0, "alert": False}}},
        ),
        Example(
            '<form id="fail" novalidate><input></form>',
            gives=False,
            sight={"keyboard": {"form": {"selector": "#fail", "snippet": "<form", "button": True, "native": False, "sent": False, "told": ["Wrong"], "tied": 0, "alert": False}}},
        ),
        Example("<p>Words</p>", gives="not_applicable", sight={"keyboard": {"form": None}}),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)  # fmt: skip
def form_answers(page: Page) -> Outcome:
    """Are the form's own messages tied to their fields?"""
    keys = seen(page, "keyboard")
    if keys is None or "form" not in keys:
        return cannot_tell(unseen(page))
    form = keys["form"]
    if not form or not form.get("button"):
        return not_applicable("no form that can be sent empty")
    if form["native"]:
        return measured(True)
    if form.get("sent") or not form.get("told"):
        return not_applicable("the form takes empty fields, or leaves the checking to the server")
    if form["tied"] or form["alert"] or form.get("flagged"):
        return measured(True)
    said = f"the message “{form['told'][0]}” is tied to no field and is not read out"
    return measured(False, findings=[spot(page, form, said)])
