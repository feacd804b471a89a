"""The rows of a table have the same number of columns.

Why it matters: screen readers count columns; where a row is short, the cells after the gap are announced under the wrong heading.
What is measured: the share of exposed tables with header cells whose rows are equally long, spans counted.
Limits: tables that lay out the page are left out.
What to do: add the cells that are missing, empty if need be, or a `colspan`.
"""

from audits.derived.table_model import Table, tables
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["HTML 4.9.12.1 (table model errors)"],
    related=["1.3.1"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<table><tr><th>A<th>B</tr><tr><td>1<td>2</tr></table>", gives=1.0),
        Example('<table id="fail"><tr><th>A<th>B</tr><tr><td>1</tr></table>', gives=0.0),
        Example("<table><tr><td>1</td></tr></table>", gives="not_applicable"),
    ],
)
def table_shape(page: Page) -> Outcome:
    data = [table for table in tables(page) if table.native and any(cell.is_header for cell in table.cells)]
    if not data:
        return not_applicable("no table with header cells")
    findings = [Finding(uneven, table.element) for table in data if (uneven := _uneven(table))]
    return passing(len(data), findings)


def _uneven(table: Table) -> str:
    widths = [0] * table.rows
    for row, _ in table.slots:
        if row < table.rows:
            widths[row] += 1
    filled = [width for width, length in zip(widths, table.lengths, strict=True) if length]
    if len(set(filled)) < 2:
        return ""
    return f"table with rows of {min(filled)} to {max(filled)} columns"
