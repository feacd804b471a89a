"""The page is one document, not a set of frames.

Why it matters: frames are announced one by one, cannot be bookmarked, do not fit phones, and show nothing where they are not loaded.
What is measured: whether the page is a frameset, and whether its `noframes` says or links anything.
Limits: frames inside ordinary pages (`iframe`) are looked at elsewhere.
What to do: put menu and content into one page; until then link the pages in `noframes`.
"""

from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="yes/no",
    standards=["HTML Living Standard, 16.2: frames are obsolete", "WCAG Technique H64, near"],
    related=["2.4.1", "4.1.2"],
    severity="serious",
    effort="new site",
    examples=[
        Example("<html lang=en><title>x</title><frameset id=fail><frame src=a.html title=a></frameset>", gives=False),
        Example("<html lang=en><title>x</title><body><p>Hello</p></body>", gives=True),
        Example("<html lang=en><title>x</title>", gives="not_applicable"),
    ],
)
def frame_pages(page: Page) -> Outcome:
    framesets = page.elements("frameset")
    if not framesets:
        bodies = page.elements("body")
        return measured(value=True) if bodies and len(bodies[0]) else not_applicable("an empty page")
    said = " ".join("".join(one.itertext()) for one in page.elements("noframes")).strip()
    without = "" if len(said) > 60 or "href" in said else ", and noframes offers no alternative"
    return measured(value=False, findings=[Finding(f"page is built from frames (frameset){without}", framesets[0])])
