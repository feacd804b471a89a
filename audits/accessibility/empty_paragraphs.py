"""Paragraphs have something in them.

Why it matters: empty paragraphs that only make space are stops on the way of a screen reader: "blank, blank, blank".
What is measured: the number of paragraphs without text, picture or anything else.
Limits: on pages with scripts, empty paragraphs with an id or class are left out: a script may fill them.
What to do: delete them and make the space with margins in the style sheet.
"""

from lxml.html import HtmlElement

from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["HTML Living Standard, 3.2.5.3: palpable content"],
    severity="minor",
    effort="hour",
    examples=[
        Example('<p>Hello</p><p><img src="a.png" alt=""></p><p id="message"></p><script>go()</script>', gives=0),
        Example('<p>Hello</p><p id="fail"></p><p> &nbsp; <br></p>', gives=2),
        Example("<div>Hello</div>", gives="not_applicable"),
    ],
)
def empty_paragraphs(page: Page) -> Outcome:
    paragraphs = page.elements("p")
    if not paragraphs:
        return not_applicable("no paragraphs")
    scripted = bool(page.elements("script"))
    empty = [one for one in paragraphs if _empty(one) and not (scripted and (one.get("id") or one.get("class")))]
    findings = []
    if empty:
        count = "empty paragraph" if len(empty) == 1 else f"{len(empty)} empty paragraphs, the first of them"
        findings = [Finding(count, empty[0])]
    return measured(len(empty), checked=len(paragraphs), findings=findings)


def _empty(paragraph: HtmlElement) -> bool:
    text = paragraph.text
    if text and not text.isspace():
        return False
    return all(
        isinstance(inner.tag, str)
        and inner.tag in _HOLLOW
        and not (inner.tail or "").strip()
        and not (inner.text or "").strip()
        for inner in paragraph.iterdescendants()
    )


_HOLLOW = frozenset({"br", "b", "i", "strong", "em", "font", "span", "u", "small", "big"})
