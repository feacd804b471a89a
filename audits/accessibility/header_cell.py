"""Header cells of tables head something.

Why it matters: a header cell is read out before each cell that belongs to it; one without any cells is a heading to nothing.
What is measured: the share of header cells, in exposed tables that have data cells, to which at least one other cell belongs.
Limits: tables made of header cells only are listed for a look; empty header cells do not count.
What to do: make cells that head nothing plain `td`, or fill in the cells that are missing below.
"""

from audits.derived.hidden import hidden_from_at
from audits.derived.table_model import tables
from audits.derived.wording import worded
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "ACT d0f69e"],
    wcag=["1.3.1"],
    aliases=["axe:th-has-data-cells"],
    grade="failure",
    severity="serious",
    examples=[
        Example("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", gives=1.0),
        Example('<table><tr><th>A</th><th id="fail">B</th></tr><tr><td>1</td></tr></table>', gives=0.5),
        Example('<table><tr><th id="review">A</th></tr></table>', gives=1.0),
        Example("<table><tr><td>1</td></tr></table>", gives="not_applicable"),
    ],
)
def header_cell(page: Page) -> Outcome:
    checked, findings = 0, []
    for table in tables(page):
        data = any(not cell.is_header for cell in table.cells)
        for cell in table.cells:
            if not cell.is_header or hidden_from_at(page, cell.element):
                continue
            if not worded(cell.element):
                continue
            checked += 1
            if not table.assigned.get(cell.element):
                message = "header cell without a cell that belongs to it"
                findings.append(Finding(message, cell.element, level="fail" if data else "review"))
    if not checked:
        return not_applicable("no table with header cells")
    return passing(checked, findings)
