"""The page is not a frameset.

Why it matters: a frameset splits the window into several pages. Phones show slivers of each, people cannot bookmark or share what they see, and search engines lead to half a page.
What is measured: whether the page is a frameset. Inline frames, such as a map or a film, are something else.
Limits: a page that opens others in inline frames for its whole content is not found here.
What to do: put the menu into each page instead, and make the frame with the content the start page. For more than a few pages a new site is less work.
"""

from audits.derived.frames import is_frameset
from audits.model import Example, Finding, Outcome, measured, page_audit
from audits.page import Page


@page_audit(
    unit="yes/no",
    standards=["WHATWG HTML 16.2"],
    related=["2.4.2", "4.1.2"],
    severity="serious",
    effort="new site",
    examples=[
        Example('<html><head><title>Club</title></head><frameset id="fail" cols="20%,*"><frame src="menu.htm"><frame src="main.htm"></frameset></html>', gives=True),
        Example('<iframe src="https://maps.example/map"></iframe>', gives=False),
        Example("<p>Words only.</p>", gives=False),
    ],
)  # fmt: skip
def frames(page: Page) -> Outcome:
    """Is the page a frameset?"""
    if not is_frameset(page):
        return measured(value=False)
    outer = page.elements("frameset")[0]
    return measured(
        value=True, findings=[Finding("This page is a frameset: a window split into several pages.", outer)]
    )
