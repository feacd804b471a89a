"""Landmarks of one kind are told apart by name.

Why it matters: two regions that are both announced as "navigation" leave open which is the menu and which the list of pages.
What is measured: the share of landmarks whose kind and name together stand once on the page.
Limits: whether the names say what they should is not judged.
What to do: give each of them an `aria-label`: "Main menu", "On this page".
"""

from collections import Counter

from audits.derived.landmarks import landmarks
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WAI-ARIA Authoring Practices, Landmark Regions"],
    related=["1.3.1", "2.4.1"],
    aliases=["axe:landmark-unique"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example('<nav aria-label="Main">a</nav><nav aria-label="Year">b</nav>', gives=1.0),
        Example('<nav id="fail-1">a</nav><nav id="fail-2">b</nav>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def landmark_name(page: Page) -> Outcome:
    found = [each for each in landmarks(page) if each.role not in {"main", "banner", "contentinfo"}]
    if not found:
        return not_applicable("no landmarks that can be there twice")
    times = Counter((each.role, each.name.lower()) for each in found)
    findings = [
        Finding(
            f"one of {times[each.role, each.name.lower()]} {each.role} landmarks "
            + (f"called “{each.name[:60]}”" if each.name else "without a name"),
            each.element,
        )
        for each in found
        if times[each.role, each.name.lower()] > 1
    ]
    return passing(len(found), findings)
