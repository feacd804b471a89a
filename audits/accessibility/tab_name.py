"""Tabs have a name.

Why it matters: a tab without words is announced as "tab"; nobody can tell what it opens.
What is measured: the share of elements with the role `tab` that have an accessible name.
Limits: tabs made of plain links are judged as links.
What to do: write a word on the tab, or give it an `aria-label`.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.roles import with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)"],
    wcag=["4.1.2"],
    aliases=["axe:aria-tab-name"],
    grade="failure",
    severity="serious",
    effort="hour",
    examples=[
        Example('<div role="tablist"><div role="tab">Today</div></div>', gives=1.0),
        Example('<div role="tablist"><div id="fail" role="tab"></div></div>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def tab_name(page: Page) -> Outcome:
    tabs = with_roles(page, "tab")
    if not tabs:
        return not_applicable("no tabs")
    nameless = [element for element in tabs if not accessible_name(page, element)]
    return passing(len(tabs), [Finding("tab without a name", element) for element in nameless])
