"""Headings have words.

Why it matters: people who listen jump from heading to heading; an empty one is a stop at nothing.
What is measured: the share of headings (`h1` to `h6` and the role `heading`) that have an accessible name.
Limits: headings that a script fills later are seen empty.
What to do: write the heading, or take the empty element out; distance is a matter for the style sheet.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.roles import with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "ACT ffd0e9"],
    related=["1.3.1", "2.4.6"],
    aliases=["axe:empty-heading"],
    grade="advice",
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<h1>Club</h1><h2>News</h2>", gives=1.0),
        Example('<h1>Club</h1><h2 id="fail"><br></h2>', gives=0.5),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def empty_heading(page: Page) -> Outcome:
    headings = with_roles(page, "heading")
    if not headings:
        return not_applicable("no headings")
    nameless = [element for element in headings if not accessible_name(page, element)]
    return passing(len(headings), [Finding("heading without words", element) for element in nameless])
