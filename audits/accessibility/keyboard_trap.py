"""The keyboard's focus is not held fast.

Why it matters: where an element takes the focus back as soon as it leaves, people without a mouse can go no further.
What is measured: the share of elements with an `onblur` script that do not simply take the focus back.
Limits: only scripts in the `onblur` attribute are read; those that ask a condition first are listed for a look.
What to do: let the focus go; say beside the field what is wrong with it instead.
"""

import re

from audits.derived.attributes import with_attribute
from audits.derived.hidden import hidden_from_all
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_BACK = re.compile(r"\bthis\s*\.\s*focus\s*\(")
_CONDITION = re.compile(r"\bif\s*\(|\?|&&|\|\|")


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.1.2 (A)", "ACT 80af7b"],
    wcag=["2.1.2"],
    grade="failure",
    severity="critical",
    effort="minutes",
    examples=[
        Example('<input onblur="check(this)">', gives=1.0),
        Example('<button id="fail" onblur="setTimeout(() => this.focus(), 5)">x</button>', gives=0.0),
        Example('<input id="review" onblur="if (!this.value) this.focus()">', gives=1.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def keyboard_trap(page: Page) -> Outcome:
    elements = [each for each in with_attribute(page, "onblur") if not hidden_from_all(page, each)]
    if not elements:
        return not_applicable("no element watches the focus leave")
    findings = []
    for element in elements:
        script = element.get("onblur", "")
        if _BACK.search(script):
            asks = bool(_CONDITION.search(script))
            findings.append(Finding("takes the focus back when it leaves", element, level="review" if asks else "fail"))
    return passing(len(elements), findings)
