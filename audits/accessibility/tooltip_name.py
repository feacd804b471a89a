"""Tooltips have a text.

Why it matters: a tooltip without text is announced as nothing.
What is measured: the share of elements with the role `tooltip` that have an accessible name.
Limits: tooltips that a script fills later are seen empty.
What to do: write the text into the tooltip.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.roles import with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)"],
    wcag=["4.1.2"],
    aliases=["axe:aria-tooltip-name"],
    grade="failure",
    severity="serious",
    effort="hour",
    examples=[
        Example('<div role="tooltip">More about this</div>', gives=1.0),
        Example('<div id="fail" role="tooltip"></div>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def tooltip_name(page: Page) -> Outcome:
    tips = with_roles(page, "tooltip")
    if not tips:
        return not_applicable("no tooltips")
    nameless = [element for element in tips if not accessible_name(page, element)]
    return passing(len(tips), [Finding("tooltip without a text", element) for element in nameless])
