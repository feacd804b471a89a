"""Tables do not stand inside tables.

Why it matters: a screen reader says "table in table, row 1, column 2" again and again, and the reader loses track of where they are.
What is measured: the number of tables directly inside another table.
Limits: tables three and more deep are counted with the one they stand in.
What to do: make two tables one after the other, or lay the page out with a style sheet.
"""

from audits.derived.table_uses import table_uses
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["WCAG Technique F49"],
    related=["1.3.1", "1.3.2"],
    severity="moderate",
    effort="day",
    examples=[
        Example("<table><tr><td>Boat<td>5</table><table><tr><td>Tent<td>7</table>", gives=0),
        Example('<table><tr><td><table id="fail"><tr><td><table><tr><td>x</table></table></table>', gives=1),
        Example("<p>No table.</p>", gives="not_applicable"),
    ],
)
def nested_tables(page: Page) -> Outcome:
    tables = table_uses(page)
    if not tables:
        return not_applicable("no tables")
    findings = [Finding("table nested within another table", table.element) for table in tables if table.depth == 1]
    return measured(len(findings), checked=len(tables), findings=findings)
