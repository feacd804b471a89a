"""A data table has a caption.

Why it matters: a screen reader lists the tables of a page by their captions; without one each is "table with five rows".
What is measured: the share of data tables with a caption, an ARIA name, or a heading or a lead-in right before them.
Limits: whether the caption fits is for a person to say.
What to do: add `<caption>` as the first thing in the table and say in it what the table shows.
"""

from lxml.html import HtmlElement

from audits.derived.table_uses import Table, table_uses
from audits.derived.wording import squeezed
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@page_audit(
    unit="share",
    standards=["WCAG Technique H39"],
    related=["1.3.1"],
    severity="minor",
    effort="minutes",
    examples=[
        Example("<table><caption>Prices</caption><tr><th>Boat<th>Price<tr><td>Bess<td>5</table>", gives=1.0),
        Example("<div><table id=fail><tr><th>Boat<th>Price<tr><td>Bess<td>5</table></div>", gives=0.0),
        Example("<h2>Prices</h2><table><tr><th>Boat<th>Price<tr><td>Bess<td>5</table>", gives=1.0),
        Example("<p>Our prices:</p><table><tr><th>Boat<th>Price<tr><td>Bess<td>5</table>", gives=1.0),
        Example("<p>No table.</p>", gives="not_applicable"),
    ],
)
def table_caption(page: Page) -> Outcome:
    tables = [table for table in table_uses(page) if table.use == "data" and table.heads and len(table.rows) > 1]
    if not tables:
        return not_applicable("no data tables with headings")
    findings = [Finding("data table without a caption", table.element) for table in tables if not _introduced(table)]
    return passing(len(tables), findings)


def _introduced(table: Table) -> bool:
    if table.named or table.element.get("title"):
        return True
    before = table.element.getprevious()
    if before is None:
        parent = table.element.getparent()
        return parent is not None and (parent.tag == "figure" or bool(squeezed(parent.text or "")))
    return bool(squeezed(before.tail or "")) or _leads_in(before)


def _leads_in(before: HtmlElement) -> bool:
    while before.tag in {"br", "hr"}:
        earlier = before.getprevious()
        if earlier is None:
            return False
        before = earlier
    if before.tag in _HEADINGS:
        return True
    words = squeezed("".join(before.itertext())) if isinstance(before.tag, str) else ""
    return (
        bool(words)
        and (words.endswith(":") or len(words) <= 100)
        and before.tag in {"p", "div", "b", "strong", "center"}
    )
