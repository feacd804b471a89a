"""The page has headings.

Why it matters: without headings, everybody who listens must hear the page from its beginning, menu and all.
What is measured: whether a page with links and text has at least one exposed heading with words.
Limits: a page without links has nothing to skip and is left out; text that only looks like a heading does not count.
What to do: mark the title of the page's content up as `h1`, and the parts below it as `h2`.
"""

from audits.derived.headings import headings
from audits.derived.roles import with_roles
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_WORDS = 20  # a page with fewer words than this is hardly one that needs parts


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WCAG G141", "ACT 047fe0"],
    related=["1.3.1", "2.4.1", "2.4.10"],
    severity="moderate",
    effort="hour",
    examples=[
        Example('<h1>Camp</h1><a href="/">Home</a> ' + "word " * 30, gives=1.0),
        Example('<html><body id="fail"><a href="/">Home</a> ' + "word " * 30 + "</body></html>", gives=0.0),
        Example("<p>Hello</p>", gives="not_applicable"),
    ],
)
def heading_presence(page: Page) -> Outcome:
    if any(heading.text for heading in headings(page)):
        return measured(1.0)
    body = page.root.find("body")
    if body is None or not with_roles(page, "link") or len(body.text_content().split()) < _WORDS:
        return not_applicable("too little on the page to need headings")
    return measured(0.0, findings=[Finding("the page has no headings", body, snippet="<body>")])
