"""Boxes grow with the text in them.

Why it matters: in a box of fixed height that cuts off what does not fit, the rest of the text is gone as soon as somebody enlarges it.
What is measured: the number of boxes with text whose height or width is fixed and whose overflow is hidden; that text is surely cut off is only said on pages without scripts.
Limits: boxes of less than a line, which hide text on purpose for those who see, and boxes without much text are left out.
What to do: use `min-height` instead of `height`, and take `overflow: hidden` away.
"""

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.cut_text import cut_text
from audits.derived.declared_properties import declaring
from audits.derived.passages import passages
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_LETTERS = 40
"""Characters from which a box has text that may not fit (a design choice)."""
_LOW = 12.0


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 1.4.4 (AA)", "WCAG Technique F69", "ACT 59br37"],
    related=["1.4.4", "1.4.12"],
    severity="serious",
    effort="hour",
    examples=[
        Example("<p style='min-height: 40px; overflow: hidden'>" + "Bring boots and a torch. " * 3 + "</p>", gives=0),
        Example(
            "<p id=fail style='height: 40px; overflow: hidden'>" + "Bring boots and a torch. " * 3 + "</p>", gives=1
        ),
        Example(
            "<p id=fail style='width: 200px; white-space: nowrap; overflow: hidden'>"
            + "Bring boots and a torch. " * 3
            + "</p>",
            gives=1,
        ),
        Example(
            "<p style='width: 200px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis'>"
            + "Bring boots and a torch. " * 3
            + "</p>",
            gives=0,
            note="the dots say that there is more",
        ),
        Example("<p style='height: 1px; overflow: hidden'>" + "Bring boots and a torch. " * 3 + "</p>", gives=0),
        Example("<html lang=en><title>x</title><body></body>", gives="not_applicable"),
    ],
)
def clipped_text(page: Page) -> Outcome:
    texts = passages(page)
    if not texts:
        return not_applicable("no text")
    style = cascade(page)
    boxes: dict[HtmlElement, int] = {}
    for passage in texts:
        element, letters = passage.element, len(passage.text)
        boxes[element] = boxes.get(element, 0) + letters
        if (parent := element.getparent()) is not None:
            boxes[parent] = boxes.get(parent, 0) + letters
    hiding = set(declaring(page, "overflow", "overflow-y"))
    cut = cut_text(page)
    findings = [Finding(_CUT, box, grade="failure", wcag=("1.4.4",)) for box in cut]
    findings += [
        Finding(
            "text may be cut off when it is enlarged (text resize): the box has a fixed height and hides its overflow",
            box,
        )
        for box, letters in boxes.items()
        if box in hiding and letters >= _LETTERS and box not in cut and _cuts(style, box)
    ]
    return measured(len(findings), checked=len(boxes), findings=findings)


_CUT = "text is cut off when the page is enlarged to 200%: the box leaves no room for it and hides its overflow"


def _cuts(style: Cascade, box: HtmlElement) -> bool:
    own = style.declared(box).values
    if own.get("overflow", own.get("overflow-y")) not in {"hidden", "clip"}:
        return False
    if own.get("white-space") == "nowrap" or own.get("clip", "auto") != "auto":
        return False
    stated = [text for prop in ("height", "max-height") if (text := own.get(prop)) and text[:1].isdigit()]
    if not stated or any(text.endswith(("%", "vh", "vw")) for text in stated):
        return False
    heights = [
        pixels for prop in ("height", "max-height") if own.get(prop) and (pixels := style.px(box, prop)) is not None
    ]
    if not heights or min(heights) < _LOW or style.hidden(box):
        return False
    return not any(
        style.own(inner, "overflow") in {"auto", "scroll"}
        for inner in box.iterdescendants("div", "p", "section", "pre")
    )
