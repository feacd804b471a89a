"""What is made as a link leads somewhere.

Why it matters: an `a` without an address is no link: it takes no focus, and the keyboard passes over it.
What is measured: the number of `a` elements with words but without an address, a name or a role, that look or act like links.
Limits: the entry of a menu for the page one is on may rightly be such; entries amid links are left out.
What to do: give it its `href`, or make it a `button` where something happens on this page.
"""

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.hidden import hidden_from_all
from audits.derived.wording import worded
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["WCAG Technique F42, near", "WCAG 2.2 SC 2.1.1 (A), near"],
    related=["2.1.1", "4.1.2"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example('<p><a href="a.html">Boats</a> <a name="prices">Prices</a></p>', gives=0),
        Example('<p><a id="fail" onclick="go()">Boats</a></p>', gives=1),
        Example("<style>a { cursor: pointer }</style><p><a id=fail>Boats</a></p>", gives=1),
        Example("<ul><li><a href=a.html>Boats</a><li><a class=current>Tents</a></ul>", gives=0),
        Example("<p>No link.</p>", gives="not_applicable"),
    ],
)
def dead_links(page: Page) -> Outcome:
    links = page.elements("a")
    if not links:
        return not_applicable("no links")
    style = cascade(page)
    findings = [
        Finding("link without href: it looks like a link but takes no keyboard focus", link)
        for link in links
        if _dead(link) and _looks_alive(style, link) and not hidden_from_all(page, link)
    ]
    return measured(len(findings), checked=len(links), findings=findings)


def _dead(link: HtmlElement) -> bool:
    attributes = link.attrib
    if "href" in attributes or any(name in attributes for name in _KEPT):
        return False
    return worded(link)


_KEPT = ("name", "role", "tabindex", "aria-current", "aria-disabled")


def _looks_alive(style: Cascade, link: HtmlElement) -> bool:
    if link.get("onclick"):
        return True
    if "current" in link.get("class", "") or "active" in link.get("class", ""):
        return False
    underlined = "underline" in (style.own(link, "text-decoration-line") or style.own(link, "text-decoration") or "")
    return underlined or style.own(link, "cursor") in {"pointer", "hand"}
