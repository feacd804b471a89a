"""Page header, footer and main content are marked once.

Why it matters: two "main" regions, or two page headers, leave open which is the one to jump to.
What is measured: whether there is at most one exposed `main`, one page header (banner) and one page footer (contentinfo).
Limits: pages made of several applications may rightly have more.
What to do: mark each of them once; `header` and `footer` inside an `article` or `section` do not count.
"""

from collections import defaultdict

from lxml.html import HtmlElement

from audits.derived.landmarks import landmarks
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_ONCE = ("main", "banner", "contentinfo")


@page_audit(
    unit="share",
    standards=["WAI-ARIA Authoring Practices, Landmark Regions"],
    related=["1.3.1"],
    aliases=[
        "axe:landmark-no-duplicate-main",
        "axe:landmark-no-duplicate-banner",
        "axe:landmark-no-duplicate-contentinfo",
    ],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<header>a</header><main>b</main><footer>c</footer>", gives=1.0),
        Example('<main>b</main><main id="fail">c</main>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def landmark_repetition(page: Page) -> Outcome:
    found: dict[str, list[HtmlElement]] = defaultdict(list)
    for landmark in landmarks(page):
        # One inside another of its kind is judged as badly nested.
        if landmark.role in _ONCE and landmark.inside != landmark.role:
            found[landmark.role].append(landmark.element)
    if not found:
        return not_applicable("no page header, footer or main content is marked")
    findings = [Finding(f"a further {role} landmark", element) for role in found for element in found[role][1:]]
    return measured(0.0 if findings else 1.0, checked=len(found), findings=findings)
