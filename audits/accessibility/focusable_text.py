"""The keyboard stops only at what can be used.

Why it matters: a paragraph that takes the focus is one more stop at which nothing can be done; a screen reader gives it no role.
What is measured: the number of elements without role or handler that `tabindex="0"` puts into the tab order.
Limits: what scripts make of an element is not seen; boxes that scroll need focus and are left out where their own style says so.
What to do: take `tabindex` off text; make what acts a `button` or a link.
"""

from lxml.html import HtmlElement

from audits.derived.attributes import with_attribute
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_STILL = frozenset(
    "p span div li h1 h2 h3 h4 h5 h6 td th tr ul ol dl dt dd img section article aside main header footer em strong b i label caption figure figcaption blockquote font center".split()
)


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 2.4.3 (A), near", "ARIA Authoring Practices: keyboard interface"],
    related=["2.4.3", "4.1.2"],
    aliases=["axe:focus-order-semantics"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<p tabindex="-1">Target of a skip link</p> <div tabindex="0" role="button">Go</div>', gives=0),
        Example('<p id="fail" tabindex="0">Some words</p>', gives=1),
        Example('<div tabindex="0" style="overflow: auto">A long list</div>', gives=0),
        Example("<p>Some words</p>", gives="not_applicable"),
    ],
)
def focusable_text(page: Page) -> Outcome:
    stops = [element for element in with_attribute(page, "tabindex") if element.get("tabindex")]
    if not stops:
        return not_applicable("no tabindex")
    findings = [
        Finding("keyboard focus (tabindex) on an element that is not interactive", element)
        for element in stops
        if _still(element)
    ]
    return measured(len(findings), checked=len(stops), findings=findings)


def _still(element: HtmlElement) -> bool:
    if element.tag not in _STILL or element.get("tabindex", "").strip() != "0" or element.get("role"):
        return False
    style = element.get("style", "").lower()
    scrolls = "overflow" in style or "contenteditable" in element.attrib
    return not scrolls and not any(
        str(name).startswith(("on", "data-", "aria-", "@", "ng-", "v-")) for name in element.attrib
    )
