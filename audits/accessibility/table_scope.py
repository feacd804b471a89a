"""A table headed both ways says which headings belong to columns and which to rows.

Why it matters: in a timetable with days on top and hours at the side, a screen reader can only guess which heading belongs to a cell.
What is measured: the share of tables with headings both on top and at the side that carry `scope` (or `headers`) on them.
Limits: in a table headed one way browsers find the headings by themselves; it is left out.
What to do: write `scope="col"` on the headings of columns and `scope="row"` on those of rows.
"""

from audits.derived.table_uses import Table, table_uses
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG Technique H63"],
    related=["1.3.1"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example(
            "<table><tr><td><th scope=col>Mon<th scope=col>Tue<tr><th scope=row>9:00<td>Swim<td>Row</table>", gives=1.0
        ),
        Example("<table id=fail><tr><td><th>Mon<th>Tue<tr><th>9:00<td>Swim<td>Row</table>", gives=0.0),
        Example("<table><tr><th>Boat<th>Price<tr><td>Bess<td>5</table>", gives="not_applicable"),
    ],
)
def table_scope(page: Page) -> Outcome:
    tables = [table for table in table_uses(page) if not table.holds_table and _both_ways(table)]
    if not tables:
        return not_applicable("no table has headings both on top and at the side")
    findings = [
        Finding("table has header cells for rows and columns, but no scope attributes on its th", table.element)
        for table in tables
        if not _assigned(table)
    ]
    return passing(len(tables), findings)


def _both_ways(table: Table) -> bool:
    on_top = any(sum(cell.head for cell in row) > 1 for row in table.rows[:2])
    aside = any(row[0].head and len(row) > 1 and not all(cell.head for cell in row) for row in table.rows[1:] if row)
    return on_top and aside


def _assigned(table: Table) -> bool:
    if any(cell.element.get("scope") or cell.element.get("role") for cell in table.heads):
        return True
    return any(cell.element.get("headers") for row in table.rows for cell in row)
