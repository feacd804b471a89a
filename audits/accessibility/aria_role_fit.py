"""Roles fit the elements they are on.

Why it matters: a role that contradicts its element confuses browsers and assistive technology, and one of the two is lost.
What is measured: the share of exposed elements with a `role` that HTML lets that element have.
Limits: roles of publishing (`doc-…`) are not checked; many of these contradictions do no harm in practice.
What to do: take the role off, or put it on a `div`.
"""

from lxml.html import HtmlElement

from audits.derived.aria_attributes import annotated
from audits.derived.roles import explicit_role, implicit_role, input_type
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.standards import table


@page_audit(
    unit="share",
    standards=["ARIA in HTML"],
    related=["4.1.2"],
    aliases=["axe:aria-allowed-role"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<div role="button">x</div><nav role="navigation">y</nav><a href="/" role="menuitem">z</a>', gives=1.0),
        Example('<button id="fail" role="heading" aria-level="2">x</button>', gives=0.0),
        Example('<label id="fail" role="button">x</label>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def aria_role_fit(page: Page) -> Outcome:
    marked = [each.element for each in annotated(page) if each.exposed and each.role and explicit_role(each.element)]
    if not marked:
        return not_applicable("no roles")
    findings = [
        Finding(f"the element {element.tag!s} cannot be a {explicit_role(element)}", element)
        for element in marked
        if not _fits(page, element)
    ]
    return passing(len(marked), findings)


def _fits(page: Page, element: HtmlElement) -> bool:
    given = explicit_role(element)
    if given.startswith("doc-") or given == implicit_role(page, element):
        return True
    if element.tag in table("aria_in_html.toml")["none"]:
        return False
    if element.tag == "svg" or "-" in str(element.tag):
        return True
    allowed = table("aria_in_html.toml")["allowed"].get(_kind(element))
    return allowed is None or given in allowed


_TEXTS = frozenset({"email", "search", "tel", "text", "url"})
_BUTTONS = frozenset({"button", "reset", "submit"})


def _kind(element: HtmlElement) -> str:
    tag = str(element.tag)
    if tag == "a":
        return "a[href]" if "href" in element.attrib else "a"
    if tag != "input":
        return tag
    kind = input_type(element)
    return f"input[{'text' if kind in _TEXTS else 'button' if kind in _BUTTONS else kind}]"
