"""The keyboard's focus is not sent away.

Why it matters: old pages take the focus off a link as soon as it comes there, to be rid of the dotted line; people without a mouse can then not use the link at all.
What is measured: the share of elements with an `onfocus` script that do not give the focus away with `blur()`.
Limits: only scripts in the `onfocus` attribute are read; those that ask a condition first are listed for a look.
What to do: take `this.blur()` out of the page; style the outline of `:focus` instead.
"""

import re

from audits.derived.attributes import with_attribute
from audits.derived.hidden import hidden_from_all
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_AWAY = re.compile(r"\bthis\s*\.\s*blur\s*\(")
_IF_IT_CAN = re.compile(r"\bif\s*\(\s*this\s*\.\s*blur\s*\)|\bthis\s*\.\s*blur\s*&&", re.IGNORECASE)
_CONDITION = re.compile(r"\bif\s*\(|\?|&&|\|\|")


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.1.1 (A)", "WCAG 2.2 SC 2.4.7 (AA)", "WCAG Technique F55"],
    wcag=["2.1.1", "2.4.7", "3.2.1"],
    grade="failure",
    severity="critical",
    effort="minutes",
    examples=[
        Example('<a href="/camp" onfocus="hint(this)">Camp</a>', gives=1.0),
        Example('<a id="fail" href="/camp" onfocus="this.blur()">Camp</a>', gives=0.0),
        Example('<a id="fail" href="/camp" onfocus="if(this.blur)this.blur()">Camp</a>', gives=0.0, note="all can"),
        Example('<input aria-label="x" id="review" onfocus="if (locked) this.blur()">', gives=1.0),
        Example('<input aria-label="x" onfocus="this.blur()" readonly>', gives=1.0, note="nothing to type there"),
        Example(
            '<a href="/camp" tabindex="-1" onfocus="this.blur()">Camp</a>',
            gives="not_applicable",
            note="no key leads there",
        ),
        Example('<a href="/camp">Camp</a>', gives="not_applicable"),
    ],
)
def focus_refusal(page: Page) -> Outcome:
    watching = [
        each for each in with_attribute(page, "onfocus") if not each.get("tabindex", "").strip().startswith("-")
    ]
    elements = [each for each in watching if not hidden_from_all(page, each)]
    if not elements:
        return not_applicable("no element watches the focus come")
    findings = []
    for element in elements:
        script = element.get("onfocus", "")
        if _AWAY.search(script) and "readonly" not in element.attrib and "disabled" not in element.attrib:
            asks = bool(_CONDITION.search(_IF_IT_CAN.sub("", script)))
            findings.append(
                Finding("gives the focus away as soon as it comes", element, level="review" if asks else "fail")
            )
    return passing(len(elements), findings)
