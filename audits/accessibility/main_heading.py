"""The page has a main heading.

Why it matters: the first thing many listeners do on a page is to jump to its main heading, to learn where they are.
What is measured: whether there is an exposed heading of level 1 with words in it.
Limits: text that only looks like a heading does not count.
What to do: mark the title of the page's content up as `h1`.
"""

from audits.derived.headings import headings
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WCAG H42"],
    related=["1.3.1", "2.4.6"],
    aliases=["axe:page-has-heading-one"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<h1>Club</h1><h2>News</h2>", gives=1.0),
        Example('<html><body id="fail"><h2>News</h2></body></html>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable", note="no headings at all is judged elsewhere"),
    ],
)
def main_heading(page: Page) -> Outcome:
    found = headings(page)
    if not found:
        return not_applicable("no headings at all")
    if any(heading.level == 1 and heading.text for heading in found):
        return measured(1.0)
    where = page.root.find("body")
    return measured(0.0, findings=[Finding("the page has headings, but no h1", where, snippet="<body>")])
