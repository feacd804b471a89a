"""Each label belongs to one field, and each field to one label.

Why it matters: where a label points to the wrong field, to two or to none, the field is announced by another's name or without one.
What is measured: the share of labels that have words, belong to a field and to that field alone.
Limits: labels of fields that scripts make later seem to belong to nothing and are only for a person to look at.
What to do: give each field an `id` of its own and each label `for` with it; label day, month and year each by itself.
"""

from collections import Counter

from lxml.html import HtmlElement

from audits.derived.wording import squeezed
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_FIELDS = frozenset({"input", "select", "textarea", "meter", "output", "progress", "button"})


@page_audit(
    unit="share",
    standards=["WCAG Technique H44", "WCAG 2.2 SC 3.3.2 (A)"],
    related=["1.3.1", "3.3.2", "4.1.2"],
    aliases=["axe:form-field-multiple-labels"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<label for=a>Day</label><input id=a> <label>Month <input></label>", gives=1.0),
        Example("<label for=a>Date</label><label id=fail for=a>Day</label><input id=a>", gives=0.5),
        Example("<label id=fail>Name <input> <input></label>", gives=0.0),
        Example("<label id=fail for=a></label><input id=a>", gives=0.0),
        Example("<label id=review for=b>Name</label><input id=a>", gives=1.0),
        Example("<p>No form.</p>", gives="not_applicable"),
    ],
)
def label_pairing(page: Page) -> Outcome:
    labels = [
        label
        for label in page.elements("label")
        if label.get("for") or any(True for _ in label.iterdescendants(*_FIELDS))
    ]
    if not labels:
        return not_applicable("no labels of fields")
    targets: Counter[str] = Counter()
    findings = []
    for label in labels:
        target = label.get("for", "")
        targets[target] += bool(target)
        if fault := _fault(page, label, target, targets[target]):
            findings.append(Finding(fault, label))
        elif target and target not in page.ids:
            findings.append(
                Finding("label belongs to no field: its for names no id on the page", label, level="review")
            )
    return passing(len(labels), findings)


def _fault(page: Page, label: HtmlElement, target: str, times: int) -> str:
    if not squeezed("".join(label.itertext())) and label.find(".//img") is None and not label.get("aria-label"):
        # Styled switches are drawn on an empty label; the field's own ARIA name makes up for it.
        fields = page.ids.get(target, []) or list(label.iterdescendants(*_FIELDS))
        return (
            ""
            if any(field.get(n) for field in fields for n in ("aria-label", "aria-labelledby", "title"))
            else "empty label"
        )
    if target and times > 1:
        return "two labels have the same for: more than one label for one form field (multiple labels)"
    inside = [field for field in label.iterdescendants(*_FIELDS) if _typed(field)]
    return "one label for two fields: a label wraps several form fields" if len(inside) > 1 else ""


def _typed(field: HtmlElement) -> bool:
    kind = field.get("type", "text").strip().lower()
    return field.tag in {"select", "textarea"} or (
        field.tag == "input"
        and kind not in {"hidden", "submit", "button", "reset", "image"}
        and not field.get("aria-label")
    )
