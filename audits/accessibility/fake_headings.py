"""Headings are marked up as headings.

Why it matters: who uses a screen reader jumps from heading to heading; a bold line is only a bold line to them.
What is measured: the number of short lines that look like headings (bold or large, above ordinary text, or named so by their class) but are not.
Limits: told by looks and by what follows; table cells, labels and menus are left out.
What to do: use `h1` to `h6` in order of their rank, and set their looks in the style sheet.
"""

import re

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.passages import Passage, passages
from audits.derived.wording import quoted
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_HOLDERS = frozenset({"p", "div", "center", "section", "article", "main", "body", "td"})
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:h[1-6]|heading|headline|sub-?heading|page-?title|section-?title|fake-?heading|heading-\w+)(?:$|\s)",
    re.IGNORECASE,
)
_LETTERS, _FOLLOWING = 70, 60
"""Characters: a heading is shorter than a line, and what follows it is longer than a caption (design choices)."""
_LARGER = 1.15
_BODY = "<p>We meet every Friday at seven in the village hall, and everybody is welcome to come.</p>"


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WCAG Technique F2"],
    related=["1.3.1", "2.4.6"],
    aliases=["axe:p-as-heading"],
    severity="moderate",
    effort="hour",
    examples=[
        Example("<h2>Friday club</h2>" + _BODY + "<p><b>Note:</b> bring boots.</p>" + _BODY, gives=0),
        Example("<p id=fail><b>Friday club</b></p>" + _BODY, gives=1),
        Example("<div id=fail class=heading>Friday club</div>" + _BODY, gives=1),
        Example("<p id=fail><font size=5>Friday club</font></p>" + _BODY, gives=1),
        Example("<div id=fail style='font-size: 2em; font-weight: bold'>Friday club</div>" + _BODY, gives=1),
        Example("<p><b>Bring your boots.</b></p>" + _BODY, gives=0, note="a sentence"),
        Example("<html lang=en><title>x</title><body></body>", gives="not_applicable"),
    ],
)
def fake_headings(page: Page) -> Outcome:
    texts = passages(page)
    if not texts:
        return not_applicable("no text")
    style = cascade(page)
    findings = [
        Finding(
            f"text looks like a heading but is not marked up as one (implicit, fake heading): {quoted(passage.text, 40)}",
            passage.element,
        )
        for place, passage in enumerate(texts)
        if _candidate(passage) and _heads(style, passage, texts[place + 1 : place + 3])
    ]
    return measured(len(findings), checked=len(texts), findings=findings)


def _candidate(passage: Passage) -> bool:
    text, element = passage.text, passage.element
    if element.tag not in _HOLDERS or not 3 <= len(text) <= _LETTERS or "\n" in text or passage.linked:
        return False
    if text[-1] in ".,;!?…。！？、；：" or text[0] in "*-•·" or not any(letter.isalpha() for letter in text):
        return False
    if element.get("role") in {"heading", "presentation", "note"} or text.count(" ") > 9:
        return False
    return element.tag != "td" or (len(passage.inline) == 1 and not passage.bare and _alone(element))


def _alone(cell: HtmlElement) -> bool:
    """Is this the only cell of its row with text in it, so that it does not hold a datum?"""
    row = cell.getparent()
    return row is not None and not any("".join(other.itertext()).strip() for other in row if other is not cell)


def _heads(style: Cascade, passage: Passage, following: tuple[Passage, ...]) -> bool:
    element = passage.element
    if any(
        up.tag
        in {
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "a",
            "label",
            "legend",
            "caption",
            "th",
            "figcaption",
            "address",
            "button",
            "li",
            "footer",
            "nav",
        }
        for up in (element, *element.iterancestors())
    ):
        return False
    below = next((one for one in following if len(one.text) >= _FOLLOWING), None)
    named = bool(_CLASS.search(element.get("class") or ""))
    if below is None or following[0] is not below:
        return named and _stands_out(style, passage, None)
    if below.element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"} or not below.prose:
        return False
    return named or _stands_out(style, passage, below)


def _stands_out(style: Cascade, passage: Passage, below: Passage | None) -> bool:
    """Is all of it bolder or larger than what follows?"""
    holder = _whole(passage)
    if holder is None:
        return False
    size, weight = style.font_px(holder), _weight(style, holder)
    if below is None:
        return size > 16 * _LARGER or weight >= 600
    under = below.element if below.bare or len(below.inline) != 1 else below.inline[0]
    if size > style.font_px(under) * _LARGER:
        return True
    return weight >= 600 and _weight(style, under) < 600 and size >= style.font_px(under)


def _whole(passage: Passage) -> HtmlElement | None:
    """The innermost element that all of the passage stands in."""
    if passage.bare:
        return passage.element
    if len(passage.inline) != 1:
        return None
    holder = passage.inline[0]
    while (
        not (holder.text or "").strip()
        and len(holder) == 1
        and isinstance(holder[0].tag, str)
        and not (holder[0].tail or "").strip()
    ):
        holder = holder[0]
    return holder


def _weight(style: Cascade, element: HtmlElement) -> int:
    value = style.value(element, "font-weight")
    return int(float(value)) if value.replace(".", "", 1).isdigit() else 700 if value == "bold" else 400
