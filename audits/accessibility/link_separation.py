"""Links in a row are set apart.

Why it matters: links with only a space between them are read as one long link, and are easily missed or mixed up by touch.
What is measured: the share of rows of links that are lists, or are set apart by a sign, a line break or space of their own.
Limits: what a style sheet sets apart passes, also where it was not fetched.
What to do: make a list of them (`ul`, `li`), which screen readers count and announce.
"""

from lxml.html import HtmlElement

from audits.derived.anchors import anchors
from audits.derived.cascade import Cascade, cascade
from audits.model import Example, Finding, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 1.0 checkpoint 10.5", "WCAG Technique H48, near"],
    related=["1.3.1", "2.5.8"],
    severity="minor",
    effort="hour",
    examples=[
        Example("<a href=a.html>Boats</a> | <a href=b.html>Tents</a>", gives=1.0),
        Example(
            "<p><a id=fail href=a.html>Boats</a> <a href=b.html>Tents</a> <a href=c.html>Prices</a></p>", gives=0.0
        ),
        Example("<style>a { padding: 8px }</style><p><a href=a.html>Boats</a> <a href=b.html>Tents</a></p>", gives=1.0),
        Example("<p><a href=a.html>Boats</a></p>", gives="not_applicable"),
    ],
)
def link_separation(page: Page) -> Outcome:
    rows = _rows(page)
    if not rows:
        return not_applicable("no links in a row")
    style = cascade(page)
    if not style.complete:
        return cannot_tell("style sheets were not fetched")
    findings = [
        Finding("links are not separated: only white space stands between them, no printable character", row[0])
        for row in rows
        if not (row[0].tail or "").strip() and _close(style, row)
    ]
    return passing(len(rows), findings)


def _rows(page: Page) -> list[list[HtmlElement]]:
    """Sibling text links that follow one another with at most a few signs between them."""
    rows: list[list[HtmlElement]] = []
    row: list[HtmlElement] = []
    for anchor in anchors(page):
        element = anchor.element
        if row and element.getprevious() is row[-1] and len((row[-1].tail or "").strip()) <= 2:
            row.append(element)
        else:
            row = [element]
            rows.append(row)
        if not anchor.text or anchor.alt or anchor.hidden:
            row = []
    return [row for row in rows if len(row) > 1 and all(_begins_with_word(link) for link in row)]


def _begins_with_word(link: HtmlElement) -> bool:
    """Does it begin with a letter or digit? A sign such as "#" or a bullet in each link sets it apart."""
    text = "".join(link.itertext()).strip()
    return bool(text) and text[0].isalnum()


def _close(style: Cascade, row: list[HtmlElement]) -> bool:
    if any((link.tail or "").strip() or "\xa0" in (link.tail or "") for link in row[:-1]):
        return False
    parent = row[0].getparent()
    if parent is not None and style.value(parent, "display") in {"flex", "inline-flex", "grid", "inline-grid"}:
        return False
    return not any(_apart(style, link) for link in row)


def _apart(style: Cascade, link: HtmlElement) -> bool:
    own = style.declared(link).values
    if own.get("display", "inline") != "inline" or own.get("float", "none") != "none":
        return True
    if any(name.startswith(("padding", "margin")) and value[:1] not in {"0", "a"} for name, value in own.items()):
        return True
    return any(
        name.startswith("border") and name.endswith("style") and value != "none" for name, value in own.items()
    ) or (own.get("background-color", "transparent") != "transparent")
