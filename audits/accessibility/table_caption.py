"""Tables of data have a caption.

Why it matters: the caption is read out first and says what the table is about; listeners choose by it whether to go in.
What is measured: the share of exposed tables with header cells that have a `caption`, an `aria-label` or another name.
Limits: a heading just before the table helps those who see; it does not count here.
What to do: write `<caption>` first inside the table.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.table_model import tables
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_ROWS = "<tr><th>Day<th>Time</tr><tr><td>Mon<td>7</tr><tr><td>Tue<td>8</tr>"


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WCAG H39"],
    related=["1.3.1"],
    severity="minor",
    effort="minutes",
    examples=[
        Example(f"<table><caption>Opening times</caption>{_ROWS}</table>", gives=1.0),
        Example(f'<table id="fail">{_ROWS}</table>', gives=0.0),
        Example("<table><tr><td>1</td></tr></table>", gives="not_applicable"),
    ],
)
def table_caption(page: Page) -> Outcome:
    data = [
        table.element
        for table in tables(page)
        if table.native and table.rows > 2 and table.columns > 1 and any(cell.is_header for cell in table.cells)
    ]
    if not data:
        return not_applicable("no table with header cells")
    findings = [
        Finding("table of data without a caption", element) for element in data if not accessible_name(page, element)
    ]
    return passing(len(data), findings)
