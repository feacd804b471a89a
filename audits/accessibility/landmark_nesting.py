"""Page header, footer and main content stand on the top level.

Why it matters: a page header inside another region is announced as part of that region, and is not found where it is looked for.
What is measured: whether exposed `main`, banner and contentinfo landmarks stand in no other landmark.
Limits: only landmarks that are marked are seen.
What to do: take the role away, or move the element out of the region around it.
"""

from audits.derived.landmarks import landmarks
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_TOP = frozenset({"main", "banner", "contentinfo"})


@page_audit(
    unit="share",
    standards=["WAI-ARIA Authoring Practices, Landmark Regions"],
    related=["1.3.1"],
    aliases=[
        "axe:landmark-main-is-top-level",
        "axe:landmark-banner-is-top-level",
        "axe:landmark-contentinfo-is-top-level",
    ],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<header>a</header><main>b</main>", gives=1.0),
        Example('<nav><div id="fail" role="banner">a</div></nav>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def landmark_nesting(page: Page) -> Outcome:
    found = [landmark for landmark in landmarks(page) if landmark.role in _TOP]
    if not found:
        return not_applicable("no page header, footer or main content is marked")
    findings = [Finding(f"{each.role} inside of {each.inside}", each.element) for each in found if each.inside]
    return passing(len(found), findings)
