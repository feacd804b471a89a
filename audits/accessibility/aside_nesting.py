"""Side content stands beside the main content.

Why it matters: an `aside` inside another region is hard to find by jumping, because its place is not what it says.
What is measured: whether exposed `aside` elements (role complementary) stand on the top level or in the main content.
Limits: only landmarks that are marked are seen.
What to do: move the element out of the region around it, or use a `section`.
"""

from audits.derived.landmarks import landmarks
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WAI-ARIA Authoring Practices, Landmark Regions"],
    related=["1.3.1"],
    aliases=["axe:landmark-complementary-is-top-level"],
    severity="minor",
    effort="minutes",
    examples=[
        Example("<main>b</main><aside>a</aside>", gives=1.0),
        Example('<nav><aside id="fail">a</aside></nav>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def aside_nesting(page: Page) -> Outcome:
    found = [landmark for landmark in landmarks(page) if landmark.role == "complementary"]
    if not found:
        return not_applicable("no side content is marked")
    findings = [
        Finding(f"side content inside of {each.inside}", each.element)
        for each in found
        if each.inside not in {"", "main"}
    ]
    return passing(len(found), findings)
