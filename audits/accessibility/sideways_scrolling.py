"""Nothing forces people to scroll sideways.

Why it matters: who must scroll to the right for each line loses the thread; with an enlarged page it happens first of all.
What is measured: the number of elements that the style or an attribute makes wider than a usual window of 1,280 pixels.
Limits: narrower fixed widths are a matter of phones; pictures and boxes that scroll by themselves for their content are left out.
What to do: give widths as `max-width`, in per cent or not at all.
"""

import re

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.declared_properties import where_declared
from audits.derived.passages import passages
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_WIDE = 1300.0
"""Pixels: a little more than the 1,280 of which WCAG 1.4.10 counts 400 per cent."""
_PLAIN = re.compile(r"auto$|(\d+(?:\.\d*)?|\.\d+)(?:px|%|vw)$")
_MOVED = frozenset({"marquee", "pre", "table", "img", "svg", "object", "iframe", "canvas", "video"})


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 1.4.10 (AA)", "WCAG Technique C20"],
    related=["1.4.10"],
    severity="serious",
    effort="hour",
    examples=[
        Example("<p style='max-width: 1500px'>Hello</p><p style='width: 960px'>you there</p>", gives=0),
        Example("<div id=fail style='width: 2000px'><p>Hello and welcome to you all</p></div>", gives=1),
        Example("<table width=1600 id=fail><tr><td>Hello and welcome to you all</table>", gives=1),
        Example("<div style='position: absolute; left: -9999px; width: 2000px'>Skip</div>", gives=0),
        Example("<html lang=en><title>x</title><body></body>", gives="not_applicable"),
    ],
)
def sideways_scrolling(page: Page) -> Outcome:
    texts = passages(page)
    if not texts:
        return not_applicable("no text")
    style = cascade(page)
    seen: set[HtmlElement] = set()
    findings = []
    wide = {*where_declared(page, "width", _may_be_wide), *where_declared(page, "min-width", _may_be_wide)}
    for passage in texts if wide else ():
        node: HtmlElement | None = passage.element
        while node is not None and node not in seen:
            seen.add(node)
            if node in wide and _too_wide(style, node):
                message = "wider than the window: people must scroll horizontally to read it (no reflow)"
                findings.append(Finding(message, node))
            node = node.getparent()
    return measured(len(findings), checked=len(texts), findings=findings)


def _may_be_wide(value: str) -> bool:
    """Is it more than the window's width, or must it be counted out?"""
    plain = _PLAIN.match(value)
    return plain is None or float(plain[1] or 0) > _WIDE


def _too_wide(style: Cascade, node: HtmlElement) -> bool:
    values = style.declared(node).values
    if "width" not in values and "min-width" not in values:
        return False
    stated = [text for prop in ("width", "min-width") if (text := style.own(node, prop))]
    if not any(text[:1].isdigit() and not text.endswith(("%", "vw")) for text in stated):
        return False
    widths = [style.px(node, prop) or 0.0 for prop in ("width", "min-width")]
    if max(widths) <= _WIDE:
        return False
    limit = style.own(node, "max-width")
    if limit and limit not in {"none", "initial"}:
        return False
    return not any(_apart(style, up) for up in (node, *node.iterancestors()))


def _apart(style: Cascade, node: HtmlElement) -> bool:
    """Is it taken out of the page, hidden, or cut off, so that nobody scrolls to it?"""
    if style.value(node, "position") in {"absolute", "fixed"} or style.value(node, "display") == "none":
        return True
    return style.own(node, "overflow") == "hidden" or style.own(node, "overflow-x") == "hidden" or node.tag == "marquee"
