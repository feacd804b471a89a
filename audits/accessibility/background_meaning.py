"""Pictures with a meaning stand in the page, not in the style sheet.

Why it matters: a background picture has no alternative: who cannot see it, or prints the page, misses what it says.
What is measured: the share of elements with a background picture of their own that is named as a sign ("warning", "important", "error" …) without the text saying so.
Limits: told by the file's name and by empty boxes that only show a picture; ornaments are not told from contents otherwise.
What to do: use an `img` with an `alt`, or begin the text with the word: "Important: …".
"""

import re

from lxml.html import HtmlElement

from audits.derived.attributes import with_attribute
from audits.derived.cascade import Cascade, cascade
from audits.derived.states import by_class
from audits.derived.wording import quoted
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)", re.IGNORECASE)
_SIGN = re.compile(
    r"(?:^|[/_-])(warning|important|alert|error|danger|caution|attention|stop|success|approved|closed|cancelled|soldout|sold-out|sold_out|sale|wichtig|achtung|warnung|importante|attenzione|pozor|uwaga)(?=[_.-]|\d|$)",
    re.IGNORECASE,
)


_SAID = re.compile(
    r"warning|important|alert|error|danger|caution|attention|stop|success|approved|closed|cancelled|sold|sale|note|wichtig|achtung|warnung"
    r"|hinweis|importante|attenzione|pozor|uwaga"
)


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.1.1 (A)", "WCAG Technique F3"],
    related=["1.1.1"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<style>.w { background: url(img/paper.png) }</style><p class=w>Bring boots.</p>", gives=1.0),
        Example(
            "<style>.w { background: url(img/warning.png) no-repeat }</style><p class=w id=fail>The path is steep.</p>",
            gives=0.0,
        ),
        Example(
            "<style>.w { background: url(img/warning.png) }</style><p class=w>Warning: the path is closed.</p>",
            gives=1.0,
        ),
        Example("<p>Bring boots.</p>", gives="not_applicable"),
    ],
)
def background_meaning(page: Page) -> Outcome:
    style = cascade(page)
    pictured = [(e, name) for e in _candidates(page, style) if (name := _picture(style, e))]
    if not pictured:
        return not_applicable("no background pictures")
    findings = []
    for element, source in pictured:
        sign = _SIGN.search(source)
        if sign and not _SAID.search(_said(element)):
            message = f"background image (CSS) conveys information without a text alternative: {quoted(source.rpartition('/')[2])}"
            findings.append(Finding(message, element))
    return passing(len(pictured), findings)


def _candidates(page: Page, style: Cascade) -> list[HtmlElement]:
    """Elements with a class, an id or a style: those without carry no picture of their own meaning."""
    if not style.sheets and not page.elements("style"):
        return with_attribute(page, "style")
    found: dict[HtmlElement, None] = {}
    for elements in by_class(page).values():
        found.update(dict.fromkeys(elements))
    found.update(dict.fromkeys(e for group in page.ids.values() for e in group))
    return list(found)


def _picture(style: Cascade, element: HtmlElement) -> str:
    value = style.declared(element).values.get("background-image", "")
    found = _URL.search(value) if "url(" in value else None
    return found[1].partition("?")[0] if found and not found[1].startswith("data:") else ""


def _said(element: HtmlElement) -> str:
    """What is said in the element and right before it."""
    near = " ".join(element.itertext()) + " " + element.get("aria-label", "") + " " + element.get("title", "")
    return near.lower()
