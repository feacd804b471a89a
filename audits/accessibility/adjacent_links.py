"""Neighbouring links do not repeat each other.

Why it matters: a picture and its caption, both links to one page, make two stops for the keyboard and are read out twice.
What is measured: the share of links that are not followed at once by another link to the same address.
Limits: only links with nothing but space between them count.
What to do: put the picture and the words into one link, and give the picture an empty `alt`.
"""

from itertools import pairwise

from lxml.html import HtmlElement

from audits.derived.anchors import Anchor, anchors
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_UP = 3
"""Containers climbed to find the next link: caption and picture often stand in cells or boxes of their own."""


@page_audit(
    unit="share",
    standards=["WCAG Technique H2"],
    related=["1.1.1", "2.4.4"],
    severity="minor",
    effort="hour",
    examples=[
        Example('<a href="a.html"><img src="a.png" alt=""> Boats</a> <a href="b.html">Tents</a>', gives=1.0),
        Example(
            '<a href="a.html" id="fail"><img src="a.png" alt="Boats"></a> <br> <a href="a.html">Boats</a>', gives=0.5
        ),
        Example('<a href="a.html">Boats</a> or, once more, <a href="a.html">boats</a>', gives=1.0),
        Example("<p>No link.</p>", gives="not_applicable"),
    ],
)
def adjacent_links(page: Page) -> Outcome:
    links = anchors(page)
    if not links:
        return not_applicable("no links")
    findings = [
        Finding("adjacent links go to the same address", one.element)
        for one, other in pairwise(links)
        if _same(one, other) and _follows(one.element, other.element)
    ]
    return passing(len(links), findings)


def _same(one: Anchor, other: Anchor) -> bool:
    return (
        one.href == other.href
        and len(one.href) > 1
        and one.href[:11].lower() != "javascript:"
        and "role" not in one.element.attrib
    )


def _follows(one: HtmlElement, other: HtmlElement) -> bool:
    """Is there nothing but space and line breaks between the two?"""
    node: HtmlElement = one
    for _ in range(_UP):
        if (node.tail or "").strip():
            return False
        following = node.getnext()
        while following is not None and following.tag == "br" and not (following.tail or "").strip():
            following = following.getnext()
        if following is not None:
            return _begins_with(following, other)
        parent = node.getparent()
        if parent is None or parent.tag in {"body", "li", "ul", "ol", "nav"}:
            return False
        node = parent
    return False


def _begins_with(container: HtmlElement, link: HtmlElement) -> bool:
    node: HtmlElement | None = container
    while node is not None and node is not link:
        if not isinstance(node.tag, str) or node.tag == "img" or (node.text or "").strip():
            return False
        node = next(iter(node), None)
    return node is link
