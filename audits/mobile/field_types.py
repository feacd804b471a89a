"""Fields bring up the right keyboard.

Why it matters: a field that says it wants an e-mail address brings up @ on a phone, one for a number brings up digits; others make people hunt for them.
What is measured: the share of fields for e-mail addresses and telephone numbers, told by their names, that are of type `email` or `tel` or carry the matching `inputmode`.
Limits: fields with names that say nothing are not counted.
What to do: write `<input type="email">` and `<input type="tel">`.
"""

import re

from lxml.html import HtmlElement

from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.standards import table

_KEYBOARDS = {"email": {"email"}, "tel": {"tel", "numeric", "decimal"}}
_SPLIT = re.compile(r"[^a-z-]+|(?<=[a-z])(?=[A-Z])")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@page_audit(
    unit="share",
    standards=["HTML standard: input types and inputmode", "GOV.UK Design System: text input"],
    related=["1.3.5"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<form><input type="email" name="email"><input name="phone" inputmode="tel"></form>', gives=1.0),
        Example(
            '<form><input id="fail-a" type="text" name="email"><input type="tel" name="yourPhone"></form>', gives=0.5
        ),
        Example('<form><input id="fail-b" name="Telephone"></form>', gives=0.0),
        Example('<form><input name="name"><input type="hidden" name="email"></form>', gives="not_applicable"),
    ],
)
def field_types(page: Page) -> Outcome:
    found = [(field, kind) for field in page.elements("input") if (kind := _meant(field))]
    if not found:
        return not_applicable("no fields for an address or a number")
    wrong = [(field, kind) for field, kind in found if not _fits(field, kind)]
    words = {"email": "asks for an e-mail address", "tel": "asks for a telephone number"}
    findings = [Finding(f"{words[kind]} without the keyboard for it", field) for field, kind in wrong]
    return passing(len(found), findings)


def _meant(field: HtmlElement) -> str:
    if (field.get("type") or "text").strip().lower() not in {"text", "email", "tel", "number"}:
        return ""
    said = " ".join(field.get(name) or "" for name in ("name", "id", "autocomplete"))
    words = set(_SPLIT.split(_CAMEL.sub(" ", said).lower().replace("_", " ")))
    known = table("phone_words.toml")["fields"]
    return next((kind for kind in ("email", "tel") if words.intersection(known[kind])), "")


def _fits(field: HtmlElement, kind: str) -> bool:
    said = {(field.get("type") or "").strip().lower(), (field.get("inputmode") or "").strip().lower()}
    return bool(said & _KEYBOARDS[kind])
