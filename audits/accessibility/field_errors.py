"""A mistake in a form is said in words at its field.

Why it matters: "please correct the errors" helps nobody who does not see the red frame, or does not know what was expected.
What is measured: the number of forms that report mistakes without saying at any field which, mark a field by style alone, or say "invalid" without saying what is right.
Limits: only what stands in the page as it was fetched is seen, not what appears after sending.
What to do: write at each wrong field what is wrong and how to mend it, tie it to the field by `aria-describedby`, and set `aria-invalid`.
"""

import re

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.wording import mentions, squeezed
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_SUMMARY = re.compile(
    r"(?:^|[\s_-])(?:error-?summary|validation-?summary|errors|error-?list|form-?errors?|alert(?:-(?:danger|error))?|error|validation)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:has-?errors?|is-invalid|invalid|field-?errors?|error-?field|input-?error|error|errors)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MESSAGE = re.compile(
    r"(?:^|[\s_-])(?:error-?message|error-?text|field-?error|error|invalid-?feedback|validation-?message)(?:$|[\s_-])",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:invalid|not valid|isn't valid|incorrect|wrong|wrong format|a valid|ungültig\w*|gültige\w*|falsch\w*|invalide|valide|non valide|inválid\w*|válid\w*|non valid\w*|valid\w*|ongeldig\w*|geldig\w*|nieprawidłow\w*|neplatn\w*|platn\w*|felaktig\w*|giltig\w*|incorret\w*)\b",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\d|\(|for example|such as|e\.g|like|format|between|must|at least|z\.\s?b|zum beispiel|par exemple|por ejemplo|ad esempio|bijvoorbeeld|np\.|např|till exempel|por exemplo|например|π\.χ",
    re.IGNORECASE,
)


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 3.3.1 (A)", "WCAG 2.2 SC 3.3.3 (AA)", "WCAG Techniques G83, G85"],
    related=["3.3.1", "3.3.3", "1.4.1"],
    severity="serious",
    effort="hour",
    examples=[
        Example(
            "<form><p role=alert>There are errors.</p><label>Name <input aria-invalid=true></label>"
            "<p>Error: write your name</p></form>",
            gives=0,
        ),
        Example(
            "<form><p role=alert id=fail>Please correct the errors below.</p><label>Name <input></label></form>",
            gives=1,
        ),
        Example(
            "<style>.has-error { border: 1px solid red }</style><form><label class=has-error id=fail>Name <input></label></form>",
            gives=1,
        ),
        Example(
            "<form><label>Date <span class=error-message id=fail>Not a valid date</span><input></label></form>", gives=1
        ),
        Example("<form><label>Name <input></label></form>", gives=0),
        Example("<p>No form.</p>", gives="not_applicable"),
    ],
)
def field_errors(page: Page) -> Outcome:
    forms = page.elements("form")
    if not forms:
        return not_applicable("no forms")
    style = cascade(page)
    findings = [finding for form in forms for finding in _faults(style, form)]
    return measured(len(findings), checked=len(forms), findings=findings)


def _faults(style: Cascade, form: HtmlElement) -> list[Finding]:
    named = [
        e for e in form.iterdescendants() if isinstance(e.tag, str) and ("class" in e.attrib or "role" in e.attrib)
    ]
    shown = [e for e in named if not style.hidden(e)]
    findings = []
    summaries = [e for e in shown if _is_summary(e)]
    if summaries and not _told_at_fields(form, summaries):
        findings.append(
            Finding("errors are reported but not identified: no field says that it has an error", summaries[0])
        )
    for element in shown:
        names = element.get("class", "")
        if element not in summaries and _MARKED.search(names) and _by_colour(style, element):
            findings.append(Finding("error is shown by colour only: no text at the field says what is wrong", element))
        elif _MESSAGE.search(names) and _vague(element):
            findings.append(Finding("error message does not say which value or format is expected", element))
    return findings


def _is_summary(element: HtmlElement) -> bool:
    if element.tag in {"input", "label", "fieldset", "form"} or element.find(".//input") is not None:
        return False
    alert = element.get("role") == "alert" or _SUMMARY.search(element.get("class", ""))
    return bool(alert) and bool(mentions("error").search(squeezed("".join(element.itertext()))))


def _told_at_fields(form: HtmlElement, summaries: list[HtmlElement]) -> bool:
    """Does a field say that it is wrong, or the summary lead to fields by links?"""
    if form.find(".//*[@aria-invalid]") is not None or any(
        e.find(".//a[@href]") is not None or e.find(".//li") is not None for e in summaries
    ):
        return True
    inside = {e for summary in summaries for e in (summary, *summary.iterdescendants())}
    texts = [e.text or "" for e in form.iter() if e not in inside and isinstance(e.tag, str)]
    texts += [e.tail or "" for e in form.iterdescendants()]
    if mentions("error").search(" ".join(texts)):
        return True
    fields = [
        e
        for e in form.iter("input", "select", "textarea")
        if e.get("type", "").lower() not in {"hidden", "submit", "button", "image", "reset"}
    ]
    return len(fields) < 1


def _by_colour(style: Cascade, element: HtmlElement) -> bool:
    """Is a field or its label marked by style, while no word near it tells of a mistake?"""
    is_field = element.tag in {"input", "select", "textarea"}
    if (
        not is_field
        and element.find(".//input") is None
        and element.find(".//select") is None
        and element.find(".//textarea") is None
    ):
        return False
    fields = [element] if is_field else list(element.iter("input", "select", "textarea"))
    if any(field.get("aria-invalid") or field.get("aria-describedby") for field in fields):
        return False
    own = style.declared(element).values
    if not any(name.startswith(("border", "background", "color", "outline", "box-shadow")) for name in own):
        return False
    parent = element.getparent()
    near = parent if is_field and parent is not None else element
    return not mentions("error").search(squeezed("".join(near.itertext())))


def _vague(element: HtmlElement) -> bool:
    text = squeezed("".join(element.itertext()))
    return (
        0 < len(text) <= 120
        and element.find(".//input") is None
        and bool(_VAGUE.search(text))
        and not _SHOWN.search(text)
    )
