"""Links in a row are large enough to hit.

Why it matters: a link of one letter between others of one letter is missed by unsteady hands and by thumbs.
What is measured: the share of rows of links that are not made of single letters or digits with nothing but a space between.
Limits: only links of one or two letters whose size no style enlarges are judged; other sizes need a browser.
What to do: give such links padding, so that each is at least 24 pixels wide and high, better 44.
"""

from lxml.html import HtmlElement

from audits.derived.anchors import anchors
from audits.derived.cascade import Cascade, cascade
from audits.derived.passages import unseen
from audits.model import Example, Finding, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page

_LEAST = 24.0
"""CSS pixels (WCAG 2.5.8)."""
_ROW = 3
_LETTERS = 2
_BROAD = 0.75
"""Of the letter height: what a capital takes in width at most on average."""


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.5.8 (AA)", "WCAG Technique C42"],
    related=["2.5.8"],
    aliases=["axe:target-size"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<p><a href=a.html>Apples</a> <a href=b.html>Boats</a> <a href=c.html>Camps</a></p>", gives=1.0),
        Example("<p><a id=fail href=a.html>A</a> <a href=b.html>B</a> <a href=c.html>C</a></p>", gives=0.0),
        Example(
            "<style>a { padding: 9px }</style><p><a href=a.html>A</a> <a href=b.html>B</a> <a href=c.html>C</a></p>",
            gives=1.0,
        ),
        Example("<p><a href=a.html>A</a></p>", gives="not_applicable"),
    ],
)
def small_targets(page: Page) -> Outcome:
    rows = _rows(page)
    if not rows:
        return not_applicable("no rows of links")
    style = cascade(page)
    if not style.complete:
        return cannot_tell("style sheets were not fetched")
    findings = [
        Finding("clickable targets in a row are too small and too close (touch target size)", row[0])
        for row in rows
        if all(_small(style, link) for link in row)
    ]
    return passing(len(rows), findings)


def _rows(page: Page) -> list[list[HtmlElement]]:
    """Three and more sibling links with no words between them."""
    rows: list[list[HtmlElement]] = []
    row: list[HtmlElement] = []
    for anchor in anchors(page):
        element = anchor.element
        if unseen(element):
            continue
        if row and element.getprevious() is row[-1] and len((row[-1].tail or "").strip()) <= 1:
            row.append(element)
        else:
            row = [element]
            rows.append(row)
    return [row for row in rows if len(row) >= _ROW]


def _small(style: Cascade, link: HtmlElement) -> bool:
    text = "".join(link.itertext()).strip()
    if not 0 < len(text) <= _LETTERS or any(True for _ in link.iterdescendants("img", "svg", "i", "span")):
        return False
    if style.value(link, "display") != "inline" or style.value(link, "float") != "none":
        return False
    own = style.declared(link).values
    if any(
        name.startswith(("padding", "margin", "border")) and value[:1] not in {"0", "n", "a"}
        for name, value in own.items()
    ):
        return False
    parent = link.getparent()
    if parent is not None and style.value(parent, "display") in {"flex", "inline-flex", "grid", "inline-grid"}:
        return False
    return style.font_px(link) * _BROAD * len(text) < _LEAST
