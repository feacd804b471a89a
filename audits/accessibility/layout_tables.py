"""Tables hold data, not the layout of the page.

Why it matters: a layout table is read cell by cell in the order of its rows, often announced as a table, and does not fit a small screen.
What is measured: the number of outermost tables that lay content out: around other tables, forms, headings or long text, or with a single row, column or cell.
Limits: tables that say by their role that they are only presentation are left out, and so are those that could hold data.
What to do: lay the page out with a style sheet; as a first help give the table `role="presentation"`.
"""

from audits.derived.table_uses import table_uses
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["WCAG Techniques F49, F46", "HTML Living Standard, 4.9.1: tables must not be used as layout aids"],
    related=["1.3.2", "1.3.1"],
    severity="moderate",
    effort="new site",
    examples=[
        Example("<table><caption>Prices</caption><tr><th>Boat<th>Price<tr><td>Bess<td>5</table>", gives=0),
        Example('<table id="fail"><tr><td>Menu</td><td>Welcome to our club</td></tr></table>', gives=1),
        Example(
            '<table id="fail"><tr><td><h1>Club</h1><p>Hello</td><td>x</td></tr><tr><td>a<td>b</tr></table>', gives=1
        ),
        Example('<table role="presentation"><tr><td>Menu</td><td>Welcome to our club</td></tr></table>', gives=0),
        Example("<p>No table.</p>", gives="not_applicable"),
    ],
)
def layout_tables(page: Page) -> Outcome:
    tables = table_uses(page)
    if not tables:
        return not_applicable("no tables")
    findings = [
        Finding("layout table: a table is used for layout, not for data", table.element)
        for table in tables
        if table.use == "layout" and not table.depth and not _declared(table.element.get("role"))
    ]
    return measured(len(findings), checked=len(tables), findings=findings)


def _declared(role: str | None) -> bool:
    return bool(role) and str(role).strip().lower() in {"presentation", "none"}
