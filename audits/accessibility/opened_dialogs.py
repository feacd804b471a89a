"""Windows that open over the page can be used by keyboard.

Why it matters: when a window opens and the focus stays behind it, who uses keys or hears the page does not know it is there, and cannot close it.
What is measured: the share of windows opened by Enter from a button of the page where the focus moves in and stays in, Escape closes the window, and the focus returns to the button.
Limits: only the sampled pages are opened; windows that open by themselves, or by buttons inside forms, are not tried.
What to do: use the `dialog` element with `showModal()`; it does all of this by itself.
"""

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["ARIA Authoring Practices, dialog (modal) pattern", "WCAG 2.2 SC 2.4.3 (A)"],
    related=["2.4.3", "2.1.2", "4.1.2"],
    severity="serious",
    effort="day",
    rendered=True,
    examples=[
        Example(
            '<dialog id="d">A</dialog>',
            gives=1.0,
            sight={"keyboard": {"controls": [{"dialog": {"selector": "#d", "snippet": "<dialog", "named": True, "modal": True, "focus_in": True, "stays": True, "escape": True, "returned": True}}]}},
        ),
        Example(
            '<div id="fail" role="dialog">A</div>',
            gives=0.0,
            sight={"keyboard": {"controls": [{"dialog": {"selector": "#fail", "snippet": "<div", "named": True, "modal": True, "focus_in": False, "stays": False, "escape": False, "returned": False}}]}},
        ),
        Example("<p>Words</p>", gives="not_applicable", sight={"keyboard": {"controls": []}}),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)  # fmt: skip
def opened_dialogs(page: Page) -> Outcome:
    """The share of windows that a keyboard can enter and leave."""
    keys = seen(page, "keyboard")
    if keys is None or "controls" not in keys:
        return cannot_tell(unseen(page))
    dialogs = [control["dialog"] for control in keys["controls"] if control.get("dialog")]
    if not dialogs:
        return not_applicable("no window was opened")
    findings = []
    for dialog in dialogs:
        faults = [
            said
            for wrong, said in (
                (not dialog["focus_in"], "the focus does not move into it"),
                (
                    dialog["modal"] and dialog["focus_in"] and not dialog["stays"],
                    "the focus leaves it for the page behind",
                ),
                (not dialog["escape"], "Escape does not close it"),
                (dialog["escape"] and not dialog["returned"], "the focus does not return to its button"),
                (not dialog["named"], "nothing says that it is a window"),
            )
            if wrong
        ]
        if faults:
            findings.append(spot(page, dialog, f"a window opens here, but {' and '.join(faults)}"))
    return passing(len(dialogs), findings)
