"""The rows of a data table have the same columns.

Why it matters: who moves through a table by ear counts columns; where rows differ, a cell is heard under the wrong heading.
What is measured: the share of data tables whose rows all fill the same number of columns, and none of whose columns exists only by being spanned.
Limits: tables used for layout are left out.
What to do: give each row a cell for each column, an empty one with a dash where need be, and use `colspan` only for real groups.
"""

from audits.derived.table_uses import Table, table_uses
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["HTML Living Standard, 4.9.12: table model errors"],
    related=["1.3.1"],
    severity="minor",
    effort="hour",
    examples=[
        Example("<table><tr><th>Boat<th>Price<tr><td>Bess<td>5<tr><td colspan=2>Ask us</table>", gives=1.0),
        Example("<table id=fail><tr><th>Boat<th>Price<tr><td>Bess<tr><td>Jim<td>7</table>", gives=0.0),
        Example(
            "<table id=fail><tr><th colspan=6>Boats<tr><td>Bess<td colspan=5>5<tr><td>Jim<td colspan=5>7</table>",
            gives=0.0,
        ),
        Example("<table><tr><th>Day<th>Boat<tr><td rowspan=2>Mon<td>Bess<tr><td>Jim</table>", gives=1.0),
        Example("<p>No table.</p>", gives="not_applicable"),
    ],
)
def table_columns(page: Page) -> Outcome:
    tables = [table for table in table_uses(page) if table.use == "data" and len(table.rows) > 1]
    if not tables:
        return not_applicable("no data tables of several rows")
    findings = [Finding(fault, table.element) for table in tables if (fault := _fault(table))]
    return passing(len(tables), findings)


def _fault(table: Table) -> str:
    covered = [0] * len(table.rows)
    begun = set()
    for row in table.rows:
        for cell in row:
            begun.add(cell.column)
            for line in range(cell.row, min(cell.row + cell.down, len(covered))):
                covered[line] += cell.across
    widths = {width for width in covered if width}
    if len(widths) > 1:
        return f"table has inconsistent numbers of columns in its rows: from {min(widths)} to {max(widths)}"
    missing = table.width - len(begun)
    if missing > 1:
        return (
            f"table has {missing} columns that no cell begins in, only colspan makes them; rows differ in their cells"
        )
    return ""
