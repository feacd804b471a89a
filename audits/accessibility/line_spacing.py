"""Lines of text are far enough apart.

Why it matters: lines that touch are hard to follow for everybody, and lines of a fixed height run into each other as soon as somebody enlarges the letters.
What is measured: the share of texts of several lines whose line height is at least 1.1 of the letter height and is not fixed.
Limits: a fixed height of 1.5 and more leaves room to grow and is not counted.
What to do: write `line-height: 1.5` without a unit.
"""

import re

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.passages import Passage, passages
from audits.derived.wording import places
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_LETTERS = 100
"""Characters from which text runs over several lines on most screens (a design choice)."""
_TIGHT = 1.1
"""Browsers' own line height is 1.15 to 1.2; WCAG 1.4.8 asks for 1.5."""
_FIXED = re.compile(r"^[\d.]+(?:px|pt|cm|mm|in|pc)$")
_ROOM = 1.3
"""A fixed height below this times the letters leaves no room for text one step larger."""


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.8 (AAA)", "WCAG Technique C21", "ACT 59796f, near"],
    related=["1.4.8", "1.4.12"],
    aliases=["alfa:sia-r73"],
    severity="minor",
    effort="minutes",
    examples=[
        Example("<p>" + "Bring boots and a torch. " * 6 + "</p>", gives=1.0),
        Example("<p style='line-height: 1.4'>" + "Bring boots and a torch. " * 6 + "</p>", gives=1.0),
        Example("<p id=fail style='line-height: 90%'>" + "Bring boots and a torch. " * 6 + "</p>", gives=0.0),
        Example("<p id=fail style='line-height: 18px'>" + "Bring boots and a torch. " * 6 + "</p>", gives=0.0),
        Example("<p>Bring boots.</p>", gives="not_applicable"),
    ],
)
def line_spacing(page: Page) -> Outcome:
    long = [passage for passage in passages(page) if len(passage.text) >= _LETTERS]
    if not long:
        return not_applicable("no text of several lines")
    style = cascade(page)
    found: dict[str, list[Passage]] = {}
    known: dict[tuple[str, float], str] = {}
    for passage in long:
        element = passage.element
        stated, size = style.value(element, "line-height"), style.font_px(element)
        if (fault := known.get((stated, size))) is None:
            fault = known[stated, size] = _fault(style, element, stated.strip().lower(), size)
        if fault:
            found.setdefault(fault, []).append(passage)
    findings = [
        Finding(f"{fault}{places(len(faulty))}", faulty[0].place, snippet=faulty[0].quote)
        for fault, faulty in list(found.items())[:3]
    ]
    share = 1 - sum(map(len, found.values())) / len(long)
    return measured(share, checked=len(long), findings=findings)


def _fault(style: Cascade, element: HtmlElement, stated: str, size: float) -> str:
    if stated == "normal":
        return ""
    height = style.px(element, "line-height")
    if height is None or height <= 0 or not size:
        return ""
    ratio = height / size
    if ratio < _TIGHT:
        return f"line height too small: line spacing is {ratio:.2f} of the font size"
    if ratio < _ROOM and _FIXED.match(stated):
        return f"fixed line height ({stated}): line spacing does not grow with the text"
    return ""
