"""A link leads straight to the content.

Why it matters: people who move with the keyboard must step through the whole menu on every page, unless a link lets them skip it.
What is measured: whether, on a page that begins with links to other pages, one of its links jumps to a place on the page itself that exists.
Limits: headings and landmarks help screen reader users in the same way; they do not help those who only use a keyboard.
What to do: begin the page with `<a href="#content">Skip to content</a>`, and give the content that `id`.
"""

from urllib.parse import unquote

from lxml.html import HtmlElement

from audits.derived.hidden import hidden_from_all
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.4.1 (A)", "WCAG G1", "ACT ye5d6e"],
    related=["2.4.1"],
    aliases=["axe:bypass"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<a href="#c">Skip</a><a href="/a">A</a><p id="c">x</p>', gives=1.0),
        Example('<a id="fail" href="/a">A</a><a href="/b">B</a><p>x</p>', gives=0.0),
        Example('<p>x</p><a href="#">y</a>', gives="not_applicable"),
    ],
)
def skip_link(page: Page) -> Outcome:
    links = [link for link in page.elements("a") if link.get("href", "").strip() and not hidden_from_all(page, link)]
    away = [link for link in links if not link.get("href", "").strip().startswith("#")]
    if not away:
        return not_applicable("no links to skip")
    if any(_jumps(page, link) for link in links):
        return measured(1.0)
    return measured(0.0, findings=[Finding("no link on the page skips to its content", away[0])])


def _jumps(page: Page, link: HtmlElement) -> bool:
    address, _, place = link.get("href", "").strip().partition("#")
    if not place or (address and page.join(address).partition("#")[0] != page.url.partition("#")[0]):
        return False
    name = unquote(place)
    return name in page.ids or any(anchor.get("name") == name for anchor in page.elements("a"))
