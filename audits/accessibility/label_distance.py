"""A label stands near its field.

Why it matters: with an enlarged page only a part of it is seen at a time; a label at one edge and its field at the other never come together.
What is measured: the share of labelled fields that style does not move to the other side of the page from their label.
Limits: told only where label and field float or are positioned to opposite sides; other distances need a browser.
What to do: put the label right above its field.
"""

from lxml.html import HtmlElement

from audits.derived.accessible_name import labels_of
from audits.derived.cascade import Cascade, cascade
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_NEAR = 500.0
"""Pixels of a box in which both sides are still near to each other."""
_FLOAT = "<style>label { float: left } input { float: right }</style>"


@page_audit(
    unit="share",
    standards=["WCAG Technique G162", "WCAG 2.2 Understanding 3.3.2, near"],
    related=["3.3.2", "1.3.2"],
    severity="minor",
    effort="hour",
    examples=[
        Example("<p><label for=n>Name</label> <input id=n></p>", gives=1.0),
        Example(_FLOAT + "<p><label for=fail>Name</label> <input id=fail></p>", gives=0.0),
        Example(_FLOAT + "<p style='width: 300px'><label for=n>Name</label> <input id=n></p>", gives=1.0),
        Example("<p>No field</p>", gives="not_applicable"),
    ],
)
def label_distance(page: Page) -> Outcome:
    pairs = [(field, labels[0]) for field, labels in labels_of(page).items() if labels[0] not in field.iterancestors()]
    if not pairs:
        return not_applicable("no fields with labels")
    style = cascade(page)
    findings = [
        Finding("label is far away from its field: much white space between them (distance, proximity)", field)
        for field, label in pairs
        if {style.value(field, "float"), style.value(label, "float")} == {"left", "right"} and not _narrow(style, field)
    ]
    return passing(len(pairs), findings)


def _narrow(style: Cascade, field: HtmlElement) -> bool:
    for up in field.iterancestors():
        for prop in ("width", "max-width"):
            width = style.px(up, prop) if style.own(up, prop) else None
            if width is not None and width <= _NEAR:
                return True
        if style.value(up, "float") != "none":
            return True  # as wide as its content asks
    return False
