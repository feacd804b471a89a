"""The page marks where its main content is.

Why it matters: with one key a screen reader jumps to the main content, past header and menu, if the page says where it is.
What is measured: whether there is an exposed `main` element, or one with the role `main`.
Limits: a page without links has nothing to skip and is left out.
What to do: put `<main>` around what this page is about.
"""

from audits.derived.drawing_page import drawing_page
from audits.derived.landmarks import landmarks
from audits.derived.roles import with_roles
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WAI-ARIA Authoring Practices, Landmark Regions", "ACT b40fd1"],
    related=["1.3.1", "2.4.1"],
    aliases=["axe:landmark-one-main"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<nav><a href="/">Home</a></nav><main>x</main>', gives=1.0),
        Example('<html><body id="fail"><a href="/">Home</a> x</body></html>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def main_landmark(page: Page) -> Outcome:
    if any(landmark.role == "main" for landmark in landmarks(page)):
        return measured(1.0)
    body = page.root.find("body")
    if body is None or drawing_page(page) or not with_roles(page, "link"):
        return not_applicable("nothing to skip")
    return measured(0.0, findings=[Finding("the page has no main landmark", body, snippet="<body>")])
