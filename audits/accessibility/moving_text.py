"""Text neither blinks nor moves.

Why it matters: moving text cannot be read by those who read slowly, distracts those who are easily distracted, and some get ill from it.
What is measured: the number of blinking or scrolling texts made by `marquee`, `blink` or style.
Limits: what scripts move is not seen; what stops after some rounds, or by a button, is advice only.
What to do: let the text stand still; put what is new at the top of the page under a heading.
"""

from lxml.html import HtmlElement

from audits.derived.attributes import with_attribute
from audits.derived.cascade import Cascade, cascade
from audits.derived.declared_properties import where_declared
from audits.derived.hidden import hidden_from_all
from audits.derived.passages import passages
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 2.2.2 (A)", "WCAG Techniques F4, F16, F47"],
    wcag=["2.2.2"],
    aliases=["axe:blink", "axe:marquee"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example("<p>Camp is full!</p>", gives=0),
        Example("<marquee id=fail-1>Camp is full!</marquee><blink id=fail-2>New</blink>", gives=2),
        Example("<p style='text-decoration: blink' id=fail>Camp is full!</p>", gives=1),
        Example("<p>Camp</p><marquee style='display: none'>Camp is full!</marquee>", gives=0, note="nobody sees it"),
        Example("<html lang=en><title>x</title><body></body>", gives="not_applicable"),
    ],
)
def moving_text(page: Page) -> Outcome:
    movers = [
        element
        for element in page.elements("marquee", "blink")
        if _holds(element) and not hidden_from_all(page, element)
    ]
    stopped = bool(movers) and _can_be_stopped(page)
    findings = [
        Finding(_MESSAGES[str(element.tag)], element, grade="advice" if stopped or _comes_to_rest(element) else None)
        for element in movers
    ]
    texts = passages(page)
    if not texts and not movers:
        return not_applicable("no text")
    if where_declared(page, "text-decoration", lambda value: "blink" in value or not value.isalnum()):
        style = cascade(page)
        findings += [
            Finding("text is made to blink by style (text-decoration: blink)", passage.element, grade="advice")
            for passage in texts
            if _blinks(style, passage.element)
        ]
    return measured(len(findings), checked=len(texts), findings=findings)


_MESSAGES = {"marquee": "moving (scrolling) text: marquee element", "blink": "blinking text: blink element"}


def _can_be_stopped(page: Page) -> bool:
    """Does something to press stop what moves?"""
    return any(".stop(" in element.get("onclick", "") for element in with_attribute(page, "onclick"))


def _comes_to_rest(element: HtmlElement) -> bool:
    return (
        element.tag == "marquee"
        and element.get("loop", "").strip().isdigit()
        and element.get("loop", "").strip() != "0"
    )


def _holds(element: HtmlElement) -> bool:
    if element.tag == "marquee" and element.get("scrollamount", "").strip() == "0":
        return False
    return bool("".join(element.itertext()).strip()) or any(True for _ in element.iter("img"))


def _blinks(style: Cascade, element: HtmlElement) -> bool:
    return "blink" in (style.own(element, "text-decoration") or "")
