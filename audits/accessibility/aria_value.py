"""ARIA attributes have values that exist.

Why it matters: a state such as "expanded" is read out only if its value is one that browsers know; any other is dropped.
What is measured: the share of exposed elements with `aria-` attributes whose values are of the kind the standard asks for (true or false, a whole number, one of a list of words). Empty values do not count.
Limits: references to ids are followed only where the role demands the attribute (`aria-controls` of an open combobox, or of a scrollbar).
What to do: use one of the values of the standard, such as `aria-expanded="true"`.
"""

import re
from collections.abc import Mapping
from typing import Any

from audits.derived.aria_attributes import Annotated, annotated
from audits.derived.roles import role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.standards import table

_INTEGER = re.compile(r"[-+]?\d+")
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?")


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "WAI-ARIA 1.2", "ACT 6a7281"],
    wcag=["4.1.2"],
    related=["1.3.1"],
    aliases=["axe:aria-valid-attr-value"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<div role="button" aria-pressed="mixed">x</div><a href="/" aria-current="page">y</a>', gives=1.0),
        Example('<div id="fail" role="button" aria-expanded="open">x</div>', gives=0.0),
        Example('<input id="fail" aria-label="x" aria-errormessage="a b">', gives=0.0, note="takes one id only"),
        Example('<div id="fail" role="gridcell" aria-rowindex="2.5">x</div>', gives=0.0),
        Example('<div id="fail" role="scrollbar" aria-valuenow="0" aria-controls="nobody"></div>', gives=0.0),
        Example('<div role="alert" aria-live>x</div>', gives="not_applicable"),
    ],
)
def aria_value(page: Page) -> Outcome:
    known: Mapping[str, Any] = table("aria.toml")["attributes"]
    marked = [each for each in annotated(page) if each.exposed and any(v.strip() for v in each.attributes.values())]
    if not marked:
        return not_applicable("no ARIA attributes")
    findings = [Finding(said, each.element) for each in marked if (said := _wrong(page, each, known))]
    return passing(len(marked), findings)


def _wrong(page: Page, each: Annotated, known: Mapping[str, Any]) -> str:
    for name, text in each.attributes.items():
        facts, value = known.get(name), text.strip().lower()
        if facts is None or not value:
            continue
        if not _valid(facts, value) or (name in _ONE_ID and len(value.split()) > 1):
            return f"{name} cannot be “{text.strip()[:60]}”"
        lost = name == "aria-controls" and not any(target in page.ids for target in text.split())
        if lost and _must_be_there(page, each):
            return f"{name} points at “{text.strip()[:60]}”, which is not on the page"
    return ""


_ONE_ID = frozenset({"aria-activedescendant", "aria-errormessage"})


def _valid(facts: Mapping[str, Any], value: str) -> bool:
    kind = facts["type"]
    if kind == "boolean":
        return value in {"true", "false"} or (value == "undefined" and "undefined" in facts)
    if kind == "tristate":
        return value in {"true", "false", "mixed", "undefined"}
    if kind == "token":
        return value in facts["values"]
    if kind == "tokenlist":
        return all(word in facts["values"] for word in value.split())
    if kind == "integer":
        return bool(_INTEGER.fullmatch(value))
    if kind == "number":
        return bool(_NUMBER.fullmatch(value))
    return True


def _must_be_there(page: Page, each: Annotated) -> bool:
    what = role(page, each.element)
    if what == "combobox":
        return each.role != "" and each.attributes.get("aria-expanded", "").strip().lower() == "true"
    return what == "scrollbar"
