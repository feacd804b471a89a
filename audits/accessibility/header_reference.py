"""The `headers` of table cells point at cells of the same table.

Why it matters: in a table with involved headings, `headers` says which of them belong to a cell; where it points elsewhere, none is read out.
What is measured: the share of cells with a `headers` attribute, in exposed tables, all of whose ids stand on other cells of the same table.
Limits: whether they are the right ones is not judged.
What to do: give each header cell an `id`, and name only those; or use `scope` instead.
"""

from lxml.html import HtmlElement

from audits.derived.attributes import with_attribute
from audits.derived.table_model import tables
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WCAG H43", "ACT a25f45"],
    wcag=["1.3.1"],
    aliases=["axe:td-headers-attr"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<table><tr><th id="a">A</th></tr><tr><td headers="a">1</td></tr></table>', gives=1.0),
        Example('<table><tr><th>A</th></tr><tr><td id="fail" headers="fail">1</td></tr></table>', gives=0.0),
        Example('<p id="x">X</p><table><tr><td id="fail" headers="x">1</td></tr></table>', gives=0.0),
        Example("<table><tr><th>A</th></tr><tr><td>1</td></tr></table>", gives="not_applicable"),
    ],
)
def header_reference(page: Page) -> Outcome:
    checked, findings = 0, []
    for table in tables(page) if with_attribute(page, "headers") else ():
        inside = {cell.element for cell in table.cells}
        for cell in table.cells if table.native else ():
            names = cell.element.get("headers", "").split()
            checked += bool(names)
            if lost := next((name for name in names[:50] if not _fine(page, cell.element, name, inside)), ""):
                findings.append(
                    Finding(f"headers names “{lost[:60]}”, which is no other cell of this table", cell.element)
                )
    if not checked:
        return not_applicable("no cell names its headers")
    return passing(checked, findings)


def _fine(page: Page, cell: HtmlElement, name: str, inside: set[HtmlElement]) -> bool:
    return any(target in inside and target is not cell for target in page.ids.get(name, ()))
