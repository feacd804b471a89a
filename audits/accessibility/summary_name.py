"""Folding sections have a name.

Why it matters: a `summary` without words is announced as "details"; nobody can tell what unfolds.
What is measured: the share of `summary` elements (the first of their `details`) that have an accessible name.
Limits: a name can be there and still say nothing useful.
What to do: write into the `summary` what unfolds.
"""

from lxml.html import HtmlElement

from audits.derived.accessible_name import accessible_name
from audits.derived.hidden import first_summary, hidden_from_at
from audits.derived.roles import explicit_role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "ACT 2t702h"],
    wcag=["4.1.2"],
    aliases=["axe:summary-name"],
    grade="failure",
    severity="serious",
    effort="hour",
    examples=[
        Example("<details><summary>Opening times</summary>x</details>", gives=1.0),
        Example('<details><summary id="fail"></summary>x</details>', gives=0.0),
        Example("<summary></summary>", gives="not_applicable"),
    ],
)
def summary_name(page: Page) -> Outcome:
    summaries = [summary for summary in page.elements("summary") if _opens(page, summary)]
    if not summaries:
        return not_applicable("no folding sections")
    nameless = [element for element in summaries if not accessible_name(page, element)]
    return passing(len(summaries), [Finding("summary without a name", element) for element in nameless])


def _opens(page: Page, summary: HtmlElement) -> bool:
    parent = summary.getparent()
    first = parent is not None and parent.tag == "details" and first_summary(parent) is summary
    return first and not explicit_role(summary) and not hidden_from_at(page, summary)
