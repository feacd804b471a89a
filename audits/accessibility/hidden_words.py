"""Words meant for screen readers are not hidden from them.

Why it matters: `display: none` hides words from everybody; a link "read more" with a hidden ending is heard as "read more".
What is measured: the number of hidden pieces inside links, buttons and labels, and of pieces named as text for screen readers, that `display: none` or `visibility: hidden` takes away.
Limits: pieces that scripts show later are not told from those that stay hidden.
What to do: hide such words with a "visually hidden" class that moves them out of sight, not with `display: none`.
"""

import re

from lxml.html import HtmlElement

from audits.derived.cascade import cascade
from audits.derived.wording import phrases, plain, squeezed
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_MEANT = re.compile(
    r"(?:^|[\s_-])(?:sr-?only|screen-?reader(?:-?(?:text|only))?|visually-?hidden|vis(?:ual)?-?hid(?:e|den)|offscreen|off-screen|audible|a11y-text|accessib\w*|hidden-visually|assistive-text|element-invisible|for-screen-?readers?)(?:$|[\s_-])",
    re.IGNORECASE,
)


@page_audit(
    unit="count",
    standards=["WCAG Technique C7", "WCAG 2.2 SC 2.4.4 (A), near"],
    related=["2.4.4", "1.3.1"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<a href=a.html>Read more <span class=sr>about boats</span></a>", gives=0),
        Example("<a href=a.html>Read more <span id=fail style='display: none'>about boats</span></a>", gives=1),
        Example("<style>.sr-only { display: none }</style><p>5 <span id=fail class=sr-only>pounds</span></p>", gives=1),
        Example("<a href=a.html>Boats and tents <span style='display: none'>loading</span></a>", gives=0),
        Example("<p>Boats</p>", gives="not_applicable"),
    ],
)
def hidden_words(page: Page) -> Outcome:
    pieces = [
        piece for piece in page.elements("span", "em", "strong", "b", "i", "small", "div", "p", "abbr") if _asked(piece)
    ]
    if not pieces:
        return not_applicable("no pieces of text inside links or named for screen readers")
    style = cascade(page)
    findings = [
        Finding("text for screen readers is hidden from them too (display: none or visibility: hidden)", piece)
        for piece in pieces
        if squeezed("".join(piece.itertext()))
        and (style.value(piece, "display") == "none" or style.own(piece, "visibility") == "hidden")
        and (_meant(piece) or _rest_says_nothing(piece))
    ]
    return measured(len(findings), checked=len(pieces), findings=findings)


def _asked(piece: HtmlElement) -> bool:
    parent = piece.getparent()
    return _meant(piece) or (parent is not None and parent.tag in {"a", "button", "label"})


def _meant(piece: HtmlElement) -> bool:
    names = piece.get("class")
    return bool(names) and bool(_MEANT.search(str(names)))


def _rest_says_nothing(piece: HtmlElement) -> bool:
    parent = piece.getparent()
    if parent is None or parent.tag not in {"a", "button"}:
        return False
    rest = "".join(parent.itertext()).replace("".join(piece.itertext()), " ")
    heard = plain(rest)
    return heard in phrases("link") or not heard
