"""Meters and progress bars have a name.

Why it matters: a bar that shows how much of something there is means nothing to a listener without a name.
What is measured: the share of `meter` and `progress` elements, and of elements with these roles, that have a label or other accessible name.
Limits: a name can be there and still say nothing useful.
What to do: put a `label` beside the bar, or give it an `aria-label`.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.roles import with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.1.1 (A)"],
    wcag=["1.1.1"],
    aliases=["axe:aria-meter-name", "axe:aria-progressbar-name"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<label>Raised so far <progress value="3" max="9"></progress></label>', gives=1.0),
        Example('<div id="fail" role="progressbar" aria-valuenow="5"></div>', gives=0.0),
        Example("<p>Text</p>", gives="not_applicable"),
    ],
)
def meter_name(page: Page) -> Outcome:
    bars = with_roles(page, "meter", "progressbar")
    if not bars:
        return not_applicable("no meters or progress bars")
    nameless = [element for element in bars if not accessible_name(page, element)]
    return passing(len(bars), [Finding("meter or progress bar without a name", element) for element in nameless])
