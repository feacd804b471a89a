"""Lines of text are not too long.

Why it matters: at the end of a long line the eye does not find the next one, above all with dyslexia, poor sight or an enlarged page.
What is measured: the share of long paragraphs that are kept from running over the whole width of the window.
Limits: judged for a window of 1,280 pixels; where columns, grids, floats or unknown style sheets may hold the text, it passes.
What to do: give the text a `max-width` of some 35em, about 70 characters a line.
"""

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade, cascade_at
from audits.derived.passages import Passage, passages
from audits.derived.wording import places
from audits.model import Example, Finding, Outcome, cannot_tell, measured, not_applicable, page_audit
from audits.page import Page
from audits.store.media_query import Device

_DESK = Device(width=1280, height=800, ratio=1, screen=1280)
_LETTERS = 200
"""Characters from which text fills more than one line of such a window."""
_PER_LINE = 120
"""Characters a line from which it is far too long; WCAG 1.4.8 asks for 80 (letters are half as wide as high)."""
_HOLDING = frozenset(
    {"flex", "inline-flex", "grid", "inline-grid", "inline-block", "table-cell", "table", "inline-table"}
)


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.8 (AAA)", "WCAG Technique C20"],
    related=["1.4.8"],
    severity="minor",
    effort="minutes",
    examples=[
        Example("<div style='max-width: 40em'><p>" + "Bring boots and a torch. " * 12 + "</p></div>", gives=1.0),
        Example("<p id=fail>" + "Bring boots and a torch. " * 12 + "</p>", gives=0.0),
        Example("<table><tr><td><p>" + "Bring boots and a torch. " * 12 + "</p></table>", gives=1.0),
        Example("<p>Bring boots.</p>", gives="not_applicable"),
        Example(
            "<html lang=en><title>x</title><link rel=stylesheet href=unknown.css><p>"
            + "Bring boots and a torch. " * 12,
            gives="cannot_tell",
        ),
    ],
)
def long_lines(page: Page) -> Outcome:
    long = [passage for passage in passages(page) if len(passage.text) >= _LETTERS and "\n" not in passage.text]
    if not long:
        return not_applicable("no long paragraphs")
    style = cascade(page)
    if not style.complete:
        return cannot_tell("style sheets were not fetched")
    far = _too_long(style, long)
    if far and any(linked.sheet.has_media for linked in style.sheets):
        # What holds text on a desk may stand in a media query; only then is the style computed anew.
        far = _too_long(cascade_at(page, _DESK), [passage for passage, _ in far])
    findings = [
        Finding(
            f"long lines of text: about {count} characters per line, nothing limits their width{places(len(far))}",
            passage.place,
            snippet=passage.quote,
        )
        for passage, count in far[:1]
    ]
    return measured(1 - len(far) / len(long), checked=len(long), findings=findings)


def _too_long(style: Cascade, texts: list[Passage]) -> list[tuple[Passage, int]]:
    widths: dict[HtmlElement, float | None] = {}
    return [(passage, count) for passage in texts if (count := _per_line(style, passage, widths)) > _PER_LINE]


def _per_line(style: Cascade, passage: Passage, widths: dict[HtmlElement, float | None]) -> int:
    width = _width(style, passage.element, widths)
    return int(width / (style.font_px(passage.element) / 2)) if width else 0


def _width(style: Cascade, element: HtmlElement, widths: dict[HtmlElement, float | None]) -> float | None:
    """How wide the element's content is; `None` where something holds it that only a browser can lay out."""
    chain: list[HtmlElement] = []
    node: HtmlElement | None = element
    while node is not None and node not in widths:
        chain.append(node)
        node = node.getparent()
    width: float | None = widths[node] if node is not None else _DESK.width
    for node in reversed(chain):
        if width is not None:
            width = _inside(style, node, width)
        widths[node] = width
    return width


def _inside(style: Cascade, node: HtmlElement, around: float) -> float | None:
    display = style.value(node, "display")
    if display in _HOLDING or node.tag in {"marquee", "fieldset"} or display == "none":
        return None
    if style.own(node, "float") not in {None, "none"} or style.value(node, "position") in {"absolute", "fixed"}:
        return None
    if any(
        style.own(node, prop) not in {None, "auto", "normal"}
        for prop in ("column-count", "columns", "column-width", "zoom")
    ):
        return None
    width = around
    for prop in ("width", "max-width"):
        text = style.own(node, prop)
        if text is None or text in {"auto", "none", "initial", "100%"}:
            continue
        pixels = style.px(node, prop, around)
        if pixels is None:
            return None
        width = min(width, pixels) if prop == "max-width" else pixels
    if width == around:
        for prop in ("margin-left", "margin-right", "padding-left", "padding-right"):
            text = style.own(node, prop)
            if text is not None and text != "auto":
                pixels = style.px(node, prop, around)
                if pixels is None:
                    return None
                width -= max(pixels, 0.0)
    return max(width, 0.0)
