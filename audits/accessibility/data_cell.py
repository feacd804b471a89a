"""Cells of big tables have a header.

Why it matters: who hears a table cell by cell needs to hear which row and column each belongs to.
What is measured: the share of filled data cells, in exposed tables of at least three rows and three columns that have header cells, to which a header belongs.
Limits: whether it is the right one is not judged; tables without any header cell are judged elsewhere.
What to do: mark the first cell of each row and column that names it up as `th`, with `scope`.
"""

from audits.derived.table_model import tables
from audits.derived.wording import worded
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_CELLS = "<td>1</td><td>2</td><td>3</td>"


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WCAG H51"],
    related=["1.3.1"],
    aliases=["axe:td-has-header"],
    severity="serious",
    examples=[
        Example(f"<table><tr><th>A<th>B<th>C</tr><tr>{_CELLS}</tr><tr>{_CELLS}</tr></table>", gives=1.0),
        Example(
            '<table><tr><th>A<th>B</tr><tr><td>1<td>2<td id="fail-1">3</tr><tr><td>1<td>2<td id="fail-2">3</tr></table>',
            gives=2 / 3,
        ),
        Example("<table><tr><td>1</td></tr></table>", gives="not_applicable"),
    ],
)
def data_cell(page: Page) -> Outcome:
    checked, findings = 0, []
    for table in tables(page):
        if table.rows < 3 or table.columns < 3 or not any(cell.is_header for cell in table.cells):
            continue
        for cell in table.cells:
            if cell.is_header or not worded(cell.element):
                continue
            checked += 1
            if cell.element not in table.headed:
                findings.append(Finding("data cell to which no header belongs", cell.element))
    if not checked:
        return not_applicable("no big table with header cells")
    return passing(checked, findings)
