"""Header cells of tables have words.

Why it matters: an empty header is read out as silence before each cell of its row or column.
What is measured: the share of `th` elements in exposed tables that have words, a picture with an alternative, or a name.
Limits: the empty corner where row and column headers meet is found too, when it is a `th`; it should be a `td`.
What to do: write the header, or make an empty corner a `td`.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.table_model import tables
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)"],
    related=["1.3.1"],
    aliases=["axe:empty-table-header"],
    severity="minor",
    effort="minutes",
    examples=[
        Example("<table><tr><td></td><th>A</th></tr></table>", gives=1.0),
        Example('<table><tr><th id="fail"></th><th>A</th></tr></table>', gives=0.5),
        Example("<table><tr><td>1</td></tr></table>", gives="not_applicable"),
    ],
)
def empty_header_cell(page: Page) -> Outcome:
    headers = [cell.element for table in tables(page) for cell in table.cells if cell.is_header]
    if not headers:
        return not_applicable("no table with header cells")
    return passing(
        len(headers),
        [Finding("header cell without words", cell) for cell in headers if not accessible_name(page, cell)],
    )
