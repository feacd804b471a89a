"""The page is not laid out with tables.

Why it matters: a table as a page's skeleton has a fixed order and often a fixed width. On a phone the text is tiny or runs off the screen, and screen readers announce rows and columns that mean nothing.
What is measured: whether an outermost table holds other tables, holds most of the page's text, or is named as presentation. Tables with headings are data.
Limits: a very long list of dates without headings on an otherwise empty page can look like layout.
What to do: nothing worth mending piece by piece. Move the words and pictures into a current design; most site builders have one ready.
"""

from audits.derived.layout_tables import layout_tables as found_on
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_WORDS = "Our club meets in the hall by the river and everyone is welcome to come along. " * 3


@page_audit(
    unit="yes/no",
    standards=["WCAG 2.2 F49", "ACT effective practice"],
    related=["1.3.1", "1.3.2"],
    severity="moderate",
    effort="new site",
    examples=[
        Example(f'<table id="fail"><tr><td><p>Menu</p></td><td><p>{_WORDS}</p></td></tr></table>', gives=True),
        Example('<table id="fail"><tr><td><table><tr><td>1</td></tr></table></td></tr></table>', gives=True),
        Example(f"<p>{_WORDS}</p><table><tr><th>Day</th><th>Time</th></tr><tr><td>Monday</td><td>7 pm</td></tr></table>", gives=False),
        Example("<p>No table.</p>", gives="not_applicable"),
    ],
)  # fmt: skip
def layout_tables(page: Page) -> Outcome:
    """Tables that lay the page out."""
    if not page.elements("table"):
        return not_applicable("the page has no tables")
    found = found_on(page)
    findings = [
        Finding("This table lays the page out instead of holding data.", element, snippet="<table>")
        for element in found
    ]
    return measured(bool(found), checked=len(page.elements("table")), findings=findings)
