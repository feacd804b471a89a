"""The cells of a data table are filled.

Why it matters: an empty cell leaves who listens in doubt whether there is nothing, or whether it was not read.
What is measured: the share of data tables without empty data cells (the corner above row headings and the blank days of calendars left out).
Limits: tables used for layout are left out; an empty cell may be meant.
What to do: write a dash, a zero or "none" into cells that have no value.
"""

from audits.derived.table_uses import Cell, Table, table_uses
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["GDS accessibility tool audit, 2018: empty cells", "WCAG 2.2 SC 1.3.1 (A), near"],
    related=["1.3.1"],
    severity="minor",
    effort="hour",
    examples=[
        Example("<table><tr><td><th>Price<tr><th>Bess<td>5<tr><th>Jim<td>-</table>", gives=1.0),
        Example("<table><tr><th>Boat<th>Price<tr><td>Bess<td id=fail>&nbsp;<tr><td>Jim<td>5</table>", gives=0.0),
        Example("<p>No table.</p>", gives="not_applicable"),
    ],
)
def empty_cells(page: Page) -> Outcome:
    tables = [table for table in table_uses(page) if table.use == "data" and len(table.rows) > 1]
    if not tables:
        return not_applicable("no data tables of several rows")
    findings = []
    for table in tables:
        if empty := _empty(table):
            count = f"{len(empty)} empty cells" if len(empty) > 1 else "an empty cell"
            findings.append(Finding(f"data table with {count}", empty[0].element))
    return passing(len(tables), findings)


def _empty(table: Table) -> list[Cell]:
    """Empty data cells, without the corner, what precedes the first and follows the last value, and spacer rows."""
    cells = [cell for row in table.rows for cell in row if any(other.text for other in row)]
    filled = [place for place, cell in enumerate(cells) if not cell.empty and not cell.head]
    if not filled:
        return []
    inner = cells[filled[0] : filled[-1] + 1] if not table.heads or _calendar(table) else cells
    return [cell for cell in inner if cell.empty and not cell.head and (cell.row or cell.column)]


def _calendar(table: Table) -> bool:
    return table.width == 7 and sum(cell.text.isdigit() for row in table.rows for cell in row) > 20
