"""A hint belongs to its field.

Why it matters: who tabs from field to field hears the label and what is tied to it; a hint that only stands nearby is missed.
What is measured: the share of hints beside fields that are part of the label or tied to the field by `aria-describedby`.
Limits: hints are told by their class ("hint", "help" …) or by beginning as an example or a rule; others are not seen.
What to do: give the hint an `id` and the field `aria-describedby` with it, or write the hint into the label.
"""

import re

from lxml.html import HtmlElement

from audits.derived.form_fields import form_fields
from audits.derived.wording import mentions, squeezed
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_HINTS = ("p", "span", "small", "div", "em", "i")
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:hint|help|helper|help-?block|help-?text|field-?help|form-?text|instructions?|example|description|tip)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONG = 200


@page_audit(
    unit="share",
    standards=["WCAG Technique ARIA1", "WCAG 2.2 SC 1.3.1 (A), near"],
    related=["1.3.1", "3.3.2"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example(
            "<form><label for=a>Code</label><p id=h class=hint>8 letters</p><input id=a aria-describedby=h></form>",
            gives=1.0,
        ),
        Example("<form><label for=fail>Code</label><p class=hint>8 letters</p><input id=fail></form>", gives=0.0),
        Example(
            "<form><label for=fail>Code</label> <input id=fail> <small>For example AB 123</small></form>", gives=0.0
        ),
        Example(
            "<form><label for=a>Code <span class=hint>8 letters</span></label><input id=a></form>",
            gives="not_applicable",
        ),
    ],
)
def field_hints(page: Page) -> Outcome:
    fields = [field for field in form_fields(page) if field.tag in {"input", "select", "textarea"}]
    hinted = [(field, hint) for field in fields if (hint := _hint(field)) is not None]
    if not hinted:
        return not_applicable("no hints beside fields")
    findings = [
        Finding("field hint is not associated with its field (no aria-describedby)", field)
        for field, hint in hinted
        if not _tied(field, hint)
    ]
    return passing(len(hinted), findings)


def _hint(field: HtmlElement) -> HtmlElement | None:
    """The hint right before or behind the field."""
    for candidate in (field.getnext(), field.getprevious()):
        if candidate is not None and candidate.tag in _HINTS and _is_hint(candidate):
            return candidate
    return None


def _is_hint(candidate: HtmlElement) -> bool:
    text = squeezed("".join(candidate.itertext()))
    if not 3 <= len(text) <= _LONG or candidate.find(".//input") is not None or candidate.find(".//a") is not None:
        return False
    names = candidate.get("class")
    return bool(names and _CLASS.search(names)) or bool(mentions("hint").match(text.lstrip("( ")))


def _tied(field: HtmlElement, hint: HtmlElement) -> bool:
    named = " ".join(field.get(name, "") for name in ("aria-describedby", "aria-labelledby", "aria-details")).split()
    own = [hint.get("id"), *(inner.get("id") for inner in hint.iterdescendants())]
    around = [up.get("id") for up in hint.iterancestors() if up.tag in {"div", "p", "span"}]
    return any(one in named for one in [*own, *around] if one) or "aria-label" in field.attrib
