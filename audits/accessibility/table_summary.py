"""The caption of a table and its summary say different things.

Why it matters: a screen reader reads both out before the table; the same words twice cost time and tell nothing new.
What is measured: the share of exposed tables with both a `caption` and a `summary` whose texts differ.
Limits: texts that differ in a word count as different.
What to do: take the `summary` away; HTML no longer has it.
"""

from audits.derived.table_model import tables
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG H39", "WCAG H73"],
    related=["1.3.1"],
    aliases=["axe:table-duplicate-name"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<table summary="By age"><caption>Results</caption><tr><th>A</table>', gives=1.0),
        Example('<table id="fail" summary="Results"><caption>Results</caption><tr><th>A</table>', gives=0.0),
        Example("<table><tr><th>A</table>", gives="not_applicable"),
    ],
)
def table_summary(page: Page) -> Outcome:
    both = []
    for table in tables(page):
        caption = next((child for child in table.element if child.tag == "caption"), None)
        summary = " ".join(table.element.get("summary", "").lower().split())
        if caption is not None and summary:
            both.append((table.element, summary == " ".join(caption.text_content().lower().split())))
    if not both:
        return not_applicable("no table has both a caption and a summary")
    return passing(len(both), [Finding("caption and summary are the same", element) for element, same in both if same])
