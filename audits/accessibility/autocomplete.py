"""Fields that ask for one's own details name them so that browsers can fill them in.

Why it matters: people who forget, or who type with effort, let the browser fill in name and address; a misspelt `autocomplete` stops that.
What is measured: the share of fields with an `autocomplete` whose words and their order are those of the HTML standard.
Limits: whether the field asks for what the word says is not judged; `off` and its like do not count.
What to do: use the words of the standard, such as `given-name`, `email`, `street-address`, `postal-code`.
"""

from lxml.html import HtmlElement

from audits.derived.focusable import disabled, tabindex_of
from audits.derived.hidden import hidden_from_at
from audits.derived.roles import input_type
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.standards import table


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.5 (AA)", "ACT 73f2c2"],
    wcag=["1.3.5"],
    aliases=["axe:autocomplete-valid"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example(
            '<input autocomplete="section-a shipping work email"><input autocomplete="current-password webauthn">',
            gives=1.0,
        ),
        Example('<input id="fail" autocomplete="e-mail">', gives=0.0),
        Example(
            '<input id="fail-1" autocomplete="work photo"><input id="fail-2" autocomplete="email name">', gives=0.0
        ),
        Example('<input readonly autocomplete="e-mail">', gives="not_applicable", note="nobody is asked"),
        Example('<input autocomplete="off"><input type="submit" autocomplete="x">', gives="not_applicable"),
    ],
)
def autocomplete(page: Page) -> Outcome:
    fields = [field for field in page.elements("input", "select", "textarea") if _counts(page, field)]
    if not fields:
        return not_applicable("no field with autocomplete")
    findings = [
        Finding(f"autocomplete has no meaning as “{field.get('autocomplete', '').strip()[:60]}”", field)
        for field in fields
        if not _valid(field.get("autocomplete", "").lower().split())
    ]
    return passing(len(fields), findings)


def _counts(page: Page, field: HtmlElement) -> bool:
    words = field.get("autocomplete", "").lower().split()
    if not words or (len(words) == 1 and words[0] in table("autocomplete.toml")["switches"]):
        return False
    if field.tag == "input" and input_type(field) in {
        "hidden",
        "button",
        "submit",
        "reset",
        "image",
        "checkbox",
        "radio",
    }:
        return False
    if disabled(page, field) or field.get("aria-disabled", "").strip().lower() == "true":
        return False
    if field.tag != "select" and (
        "readonly" in field.attrib or field.get("aria-readonly", "").strip().lower() == "true"
    ):
        return False  # nobody is asked for anything there
    out_of_reach = (tabindex_of(field) or 0) < 0 and bool(field.get("role", "").strip())
    return not out_of_reach and not hidden_from_at(page, field)


def _valid(words: list[str]) -> bool:
    known = table("autocomplete.toml")
    words = [*words]
    if words and words[0].startswith("section-"):
        words.pop(0)
    if words and words[0] in known["groups"]:
        words.pop(0)
    if words and words[-1] == "webauthn":
        words.pop()
    if len(words) == 2 and words[0] in known["kinds"]:
        return words[1] in known["contacts"]
    return len(words) == 1 and (words[0] in known["fields"] or words[0] in known["contacts"])
