"""The page has a title.

Why it matters: the title is what is heard first, what stands on the tab, in bookmarks and in search results.
What is measured: whether the first `title` element of the page holds text.
Limits: a title can be there and still not say what the page is about; that is judged elsewhere. Of a page reached through a frameset the title is not seen while it stands in its frame: its lack is then advice.
What to do: write a `title` that names the page and the site, such as "Summer camp - 3rd Harbour Scouts".
"""

from lxml.html import HtmlElement

from audits.derived.drawing_page import drawing_page
from audits.derived.framed import framed
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.4.2 (A)", "ACT 2779a5"],
    wcag=["2.4.2"],
    aliases=["axe:document-title"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example("<html><title>Summer camp</title><p>x</html>", gives=1.0),
        Example('<html id="fail"><title> </title><p>x</html>', gives=0.0),
        Example('<html id="fail"><p>x</html>', gives=0.0),
        Example("<html><title>x</title><svg><title>A drawing</title></svg></html>", gives=1.0),
        Example(
            "<html><frameset><frame src=a></frameset></html>", gives="not_applicable", note="the frames have titles"
        ),
    ],
)
def page_title(page: Page) -> Outcome:
    if drawing_page(page):
        return not_applicable("a drawing, not a page")
    title = next((title for title in page.elements("title") if not _of_a_drawing(title)), None)
    if title is not None and title.text_content().strip():
        return measured(1.0)
    if title is None and page.elements("frameset"):
        return not_applicable("a frameset without a title of its own")
    if framed(page):
        message = "page of a frameset without a title of its own, which search engines and bookmarks show"
        advice = Finding(message, page.root, snippet="<html>", grade="advice", wcag=(), related=("2.4.2",))
        return measured(0.0, findings=[advice])
    return measured(0.0, findings=[Finding("page without a title", page.root, snippet="<html>")])


def _of_a_drawing(title: HtmlElement) -> bool:
    return next(title.iterancestors("svg"), None) is not None
