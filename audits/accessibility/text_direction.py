"""Text runs in the direction of its script.

Why it matters: Arabic or Hebrew set from left to right, or English from right to left, puts words, brackets and numbers into the wrong order.
What is measured: the share of elements with a `dir`, or with a language or script written from right to left, whose direction and language fit together.
Limits: directions that only a style sheet sets are taken as they stand.
What to do: write `dir="rtl"` together with the language, such as `lang="ar"`, and leave it out everywhere else.
"""

import re

from lxml.html import HtmlElement

from audits.derived.attributes import with_attribute
from audits.derived.cascade import cascade
from audits.derived.passages import passages
from audits.derived.tongues import RIGHT_TO_LEFT
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_VALUES = frozenset({"ltr", "rtl", "auto"})
_RTL_LETTERS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTERS = re.compile(r"[^\W\d_]")


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.2 (A)", "WCAG Techniques H34, H56", "ACT 4c31df, near"],
    related=["1.3.2", "3.1.2"],
    severity="serious",
    effort="minutes",
    examples=[
        Example('<p lang="ar" dir="rtl">مرحبا بكم في نادينا</p>', gives=1.0),
        Example('<p lang="en" dir="rtl" id="fail">Welcome to our club</p>', gives=0.0),
        Example('<p lang="he" id="fail">ברוכים הבאים למועדון</p>', gives=0.0),
        Example('<p dir="rtl" id="fail">مرحبا بكم في نادينا</p>', gives=0.0, note="direction, but no language"),
        Example('<p dir="up" id="fail">Welcome</p>', gives=0.0),
        Example("<p>Welcome</p>", gives="not_applicable"),
    ],
)
def text_direction(page: Page) -> Outcome:
    asked = [
        e
        for e in dict.fromkeys([*with_attribute(page, "dir"), *with_attribute(page, "lang")])
        if "dir" in e.attrib or _code(e.get("lang")) in RIGHT_TO_LEFT
    ]
    lettered = [p.element for p in passages(page) if not p.text.isascii() and _right(p.text) and p.element not in asked]
    asked += [e for e in lettered if not any(up in asked for up in e.iterancestors())]
    if not asked:
        return not_applicable("nothing is said of direction, and nothing written from right to left")
    findings = [Finding(fault, element) for element in asked if (fault := _fault(page, element))]
    return passing(len(asked), findings)


def _fault(page: Page, element: HtmlElement) -> str:
    stated = element.get("dir")
    if stated is not None and stated.strip().lower() not in _VALUES:
        return f"dir has an invalid value: {stated.strip()[:20]!r}"
    text = "".join(element.itertext())
    if not _LETTERS.search(text):
        return ""
    code, direction = _code(_above(element, "lang")), _direction(page, element)
    right = _right(text)
    if direction == "rtl" and not right and code not in RIGHT_TO_LEFT:
        return "text direction is wrong: dir is rtl (right to left) for a text written from left to right"
    if direction == "rtl" and right and code not in RIGHT_TO_LEFT:
        return "dir without a fitting lang: the language of the text written from right to left is not identified"
    if direction != "rtl" and (right or code in RIGHT_TO_LEFT):
        return "lang without dir: text of a right-to-left language (rtl) has no dir attribute" if right else ""
    return ""


def _direction(page: Page, element: HtmlElement) -> str:
    stated = (_above(element, "dir") or "").strip().lower()
    if stated == "auto":
        return "rtl" if _right("".join(element.itertext())) else "ltr"
    return stated if stated in _VALUES else cascade(page).value(element, "direction")


def _above(element: HtmlElement, name: str) -> str | None:
    if (own := element.get(name)) is not None:
        return own
    return next((value for up in element.iterancestors() if (value := up.get(name)) is not None), None)


def _code(tag: str | None) -> str:
    return tag.strip().lower().partition("-")[0] if tag else ""


def _right(text: str) -> bool:
    """Is most of the text written in a script that runs from right to left?"""
    if text.isascii() or not _RTL_LETTERS.search(text):
        return False
    return len(_RTL_LETTERS.findall(text)) * 2 > len(_LETTERS.findall(text))
