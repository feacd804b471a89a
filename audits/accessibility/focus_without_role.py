"""What takes the focus is something to use.

Why it matters: every stop of the tabulator key should be a control; a plain text that takes the focus makes people wonder what it does.
What is measured: the share of elements with a `tabindex` of 0 or more that are controls, or have the role of one.
Limits: boxes that scroll, and elements that scripts in attributes use, are left out.
What to do: take the `tabindex` away; a heading to jump to needs `tabindex="-1"`.
"""

from lxml.html import HtmlElement

from audits.derived.cascade import cascade
from audits.derived.focusable import tabindex_of, takes_focus_by_itself
from audits.derived.hidden import hidden_from_at
from audits.derived.roles import aria_roles, role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_ALSO = frozenset(
    {"application", "dialog", "alertdialog", "document", "tabpanel", "region", "graphics-document", "none"}
)


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.4.3 (A)"],
    related=["2.4.3", "4.1.2"],
    aliases=["axe:focus-order-semantics"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<div role="button" tabindex="0">Send</div>', gives=1.0),
        Example('<p id="fail" tabindex="0">Welcome</p>', gives=0.0),
        Example('<p tabindex="-1">x</p>', gives="not_applicable"),
    ],
)
def focus_without_role(page: Page) -> Outcome:
    given = [
        element
        for element in page.all_elements()
        if element.get("tabindex") and (tabindex_of(element) or 0) >= 0 and not hidden_from_at(page, element)
    ]
    given = [element for element in given if tabindex_of(element) is not None]
    if not given:
        return not_applicable("no element is given the focus")
    idle = [element for element in given if _idle(page, element)]
    return passing(
        len(given), [Finding("takes the keyboard's focus, but is nothing to use", element) for element in idle]
    )


def _idle(page: Page, element: HtmlElement) -> bool:
    if takes_focus_by_itself(element) or element.tag in {"iframe", "audio", "video", "object", "embed", "canvas"}:
        return False
    if any(str(name).startswith("on") for name in element.attrib) or "-" in str(element.tag):
        return False
    what = role(page, element)
    if what in _ALSO or aria_roles().get(what, {}).get("widget"):
        return False
    style = cascade(page)
    return not any(
        style.value(element, prop) in {"auto", "scroll"} for prop in ("overflow", "overflow-x", "overflow-y")
    )
