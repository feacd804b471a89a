"""Tables of data have header cells.

Why it matters: who hears a table cell by cell needs to hear which row and column each belongs to; without header cells nobody can tell.
What is measured: the share of exposed tables that look like data (a caption, or rows of short cells beneath a first row set apart) that have header cells with or without `scope`.
Limits: a table that lays out the page looks different from one that holds data, but not always; where it cannot be told the table is left out.
What to do: mark the cells that name a row or column up as `th` with `scope="row"` or `scope="col"`.
"""

from lxml.html import HtmlElement

from audits.derived.table_model import Table, tables
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_ROW = "<tr><td>Ann</td><td>12</td><td>3rd</td></tr>"


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WCAG H51", "WCAG H63"],
    related=["1.3.1"],
    severity="serious",
    effort="minutes",
    examples=[
        Example(
            f'<table><tr><th scope="col">Name<th scope="col">Age<th scope="col">Rank</tr>{_ROW}{_ROW}</table>',
            gives=1.0,
        ),
        Example(
            f'<table id="fail"><caption>Results</caption><tr><td>Name<td>Age<td>Rank</tr>{_ROW}{_ROW}</table>',
            gives=0.0,
        ),
        Example(
            '<table><tr><td><img src="a.png" alt=""></td><td><p>Welcome</p></td></tr></table>', gives="not_applicable"
        ),
    ],
)
def table_header(page: Page) -> Outcome:
    data = [table for table in tables(page) if table.native and _of_data(table)]
    if not data:
        return not_applicable("no table that is surely one of data")
    findings = [
        Finding("table of data without header cells", table.element)
        for table in data
        if not any(cell.is_header for cell in table.cells)
    ]
    return passing(len(data), findings)


def _of_data(table: Table) -> bool:
    """Surely a table of data: it says so by caption, head or header cells, or its first row alone is set apart."""
    if any(cell.is_header for cell in table.cells):
        return True
    parts = {child.tag for child in table.element}
    grid = table.rows >= 3 and table.columns >= 2
    if parts & {"caption", "thead"} or table.element.get("summary", "").strip():
        return grid and not _laid_out(table)
    return grid and table.columns >= 3 and not _laid_out(table) and _bold_first_row(table)


def _laid_out(table: Table) -> bool:
    """Does it hold blocks, forms or other tables, as tables do that only arrange the page?"""
    return any(inner.tag in _BLOCKS for cell in table.cells[:400] for inner in cell.element.iter())


_BLOCKS = frozenset({"table", "form", "h1", "h2", "h3", "ul", "ol", "div", "iframe", "object", "script", "input"})


def _bold_first_row(table: Table) -> bool:
    first = [cell.element for cell in table.cells if cell.row == 0]
    second = [cell.element for cell in table.cells if cell.row == 1]
    return (
        all(_bold(cell) for cell in first) and not any(_bold(cell) for cell in second) and len(first) == table.columns
    )


def _bold(cell: HtmlElement) -> bool:
    inner = [child for child in cell.iter() if child.tag in {"b", "strong"}]
    text = "".join(cell.itertext()).strip()
    return bool(text) and any("".join(bold.itertext()).strip() == text for bold in inner)
