"""Nothing is given a width that no phone has.

Why it matters: a table or box of 760 pixels was made for one desk screen; it cannot adapt to any other.
What is measured: how many tables, boxes, frames and pictures are given a fixed width of more than 412 pixels, by attribute or by style, with nothing (`max-width`, a rule for small screens) that lets them shrink.
Limits: boxes that scroll within themselves are left out.
What to do: replace `width` by `max-width`, and fixed columns by ones in percent.
"""

from audits.derived.cascade import cascade
from audits.derived.look import Look
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
    found = [(element, _fixed(style.look(element))) for element in style.alike(_is_fixed)]
    findings = [
        Finding(f"fixed {width:.0f} pixels wide; a phone has about {PHONE.width:.0f}", element)
        for element, width in found
    ]
    return measured(len(found), checked=len(page.index), findings=findings)


def _is_fixed(look: Look) -> bool:
    return _fixed(look) > PHONE.width


def _fixed(look: Look) -> float:
    """The width in pixels that an element insists on; 0 where it can shrink, is hidden or scrolls."""
    own = look.declared.values
    if ("width" not in own and "min-width" not in own) or look.tag in {"html", "col", "colgroup", "td", "th"}:
        return 0.0
    width = look.px("width") or 0.0
    limit = look.px("max-width", PHONE.width)
    if limit is not None:
        width = min(width, limit)
    width = max(width, look.px("min-width") or 0.0)
    if width <= PHONE.width or look.hidden or look.value("position") == "fixed":
        return 0.0
    inside = any(
        other.value("overflow-x") in _CLIPPING
        for other in look.line()
        if other is not look and other.tag not in {"html", "body"}
    )
    return 0.0 if inside or look.value("display") == "inline" else width
