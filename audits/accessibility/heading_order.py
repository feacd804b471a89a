"""Headings go down one level at a time.

Why it matters: people who listen find their way by heading levels; a level left out makes them look for a part that is not there.
What is measured: the share of headings that are no more than one level below the heading before them.
Limits: the first heading may have any level; pages put together by a system often cannot choose theirs.
What to do: use `h2` below `h1`, `h3` below `h2`; how big a heading looks is a matter for the style sheet.
"""

from itertools import pairwise

from audits.derived.headings import headings
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WCAG G141"],
    related=["1.3.1", "2.4.6"],
    aliases=["axe:heading-order"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<h1>Club</h1><h2>News</h2><h3>May</h3><h2>Contact</h2>", gives=1.0),
        Example('<h1>Club</h1><h4 id="fail">News</h4>', gives=0.5),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def heading_order(page: Page) -> Outcome:
    found = headings(page)
    if not found:
        return not_applicable("no headings")
    findings = [
        Finding(f"heading of level {this.level} follows one of level {before.level}", this.element)
        for before, this in pairwise(found)
        if this.level > before.level + 1
    ]
    return passing(len(found), findings)
