"""Nothing is given a width that no phone has.

Why it matters: a table or box of 760 pixels was made for one desk screen; it cannot adapt to any other.
What is measured: how many tables, boxes, frames and pictures are given a fixed width of more than 412 pixels, by attribute or by style, with nothing (`max-width`, a rule for small screens) that lets them shrink.
Limits: boxes that scroll within themselves are left out.
What to do: replace `width` by `max-width`, and fixed columns by ones in percent.
"""

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page
from audits.store.media_query import PHONE

_CLIPPING = {"hidden", "auto", "scroll", "clip"}


@page_audit(
    unit="count",
    standards=["Google Mobile-Friendly Test (retired 2023): content wider than screen"],
    related=["1.4.10"],
    severity="moderate",
    effort="day",
    examples=[
        Example('<div style="max-width:900px"><p>Words</p></div>', gives=0),
        Example('<table id="fail" width="760"><tr><td>Words</td></tr></table>', gives=1),
        Example('<style>#fail-w{width:960px}</style><div id="fail-w">Words</div>', gives=1),
        Example('<style>#w{width:960px;max-width:100%}</style><div id="w">Words</div>', gives=0),
        Example('<div style="overflow:auto"><table width="760"><tr><td>Words</td></tr></table></div>', gives=0),
        Example("<html><head><title>Moved</title></head><body></body></html>", gives="not_applicable"),
    ],
)
def fixed_widths(page: Page) -> Outcome:
    body = page.elements("body")
    if not body or (len(body[0]) == 0 and not (body[0].text or "").strip()):
        return not_applicable("nothing is laid out")
    style = cascade(page)
    found = [(element, width) for element in page.all_elements() if (width := _fixed(element, style)) > PHONE.width]
    findings = [
        Finding(f"fixed {width:.0f} pixels wide; a phone has about {PHONE.width:.0f}", element)
        for element, width in found
    ]
    return measured(len(found), checked=len(page.index), findings=findings)


def _fixed(element: HtmlElement, style: Cascade) -> float:
    """The width in pixels that an element insists on; 0 where it can shrink, is hidden or scrolls."""
    own = style.declared(element).values
    if ("width" not in own and "min-width" not in own) or element.tag in {"html", "col", "colgroup", "td", "th"}:
        return 0.0
    width = style.px(element, "width") or 0.0
    limit = style.px(element, "max-width", PHONE.width)
    if limit is not None:
        width = min(width, limit)
    width = max(width, style.px(element, "min-width") or 0.0)
    if width <= PHONE.width or style.hidden(element) or style.value(element, "position") == "fixed":
        return 0.0
    inside = any(
        style.value(other, "overflow-x") in _CLIPPING
        for other in element.iterancestors()
        if other.tag not in {"html", "body"}
    )
    return 0.0 if inside or style.value(element, "display") == "inline" else width
