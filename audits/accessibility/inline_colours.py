"""Colours are set in the style sheet.

Why it matters: colours in the markup stand against the colours that people with poor sight choose for themselves, and nobody changes them in one place.
What is measured: the number of elements that set their colour or background by an attribute or in their own `style`.
Limits: colours in style sheets are not looked at here; the contrast of colours is a matter of its own.
What to do: move colours into one style sheet, and set text colour and background together.
"""

import re

from lxml.html import HtmlElement

from audits.derived.attributes import with_attribute
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_ATTRIBUTES = ("color", "bgcolor", "text", "link", "vlink", "alink")
_COLOURED = frozenset(
    {"body", "table", "tr", "td", "th", "font", "basefont", "tbody", "thead", "tfoot", "hr", "marquee"}
)
_STYLE = re.compile(
    r"(?:^|;)\s*(?:color|background-color|background)\s*:\s*(?!(?:inherit|transparent|none|initial|unset|url)\b)[#\w]",
    re.IGNORECASE,
)


@page_audit(
    unit="count",
    standards=["WCAG Technique F24", "WCAG Technique C21, near"],
    related=["1.4.3", "1.4.8"],
    severity="minor",
    effort="day",
    examples=[
        Example('<p class="warning">Mind the step</p>', gives=0),
        Example('<p id="fail" style="color: red">Mind the step</p>', gives=1),
        Example('<table bgcolor="#ffff00" id="fail"><tr><td bgcolor="red">x</td></tr></table>', gives=2),
        Example("<p style='background: url(a.png)'>x</p>", gives=0),
        Example("<html lang=en><title>x</title><body></body>", gives="not_applicable"),
    ],
)
def inline_colours(page: Page) -> Outcome:
    bodies = page.elements("body")
    if not bodies or (not len(bodies[0]) and not (bodies[0].text or "").strip()):
        return not_applicable("an empty page")
    coloured = [
        element
        for element in dict.fromkeys(e for name in ("style", *_ATTRIBUTES) for e in with_attribute(page, name))
        if _coloured(element)
    ]
    if not coloured:
        return measured(0)
    count = "" if len(coloured) == 1 else f", on {len(coloured)} elements"
    message = f"colour set inline in the markup instead of the style sheet{count}"
    return measured(len(coloured), findings=[Finding(message, coloured[0])])


def _coloured(element: HtmlElement) -> bool:
    attributes = element.attrib
    if element.tag in _COLOURED and any(name in attributes for name in _ATTRIBUTES):
        return True
    style = attributes.get("style")
    return style is not None and bool(_STYLE.search(style))
