"""Lists hold nothing but list items.

Why it matters: a screen reader says how many items a list has; other things between the items are miscounted or left out.
What is measured: the share of exposed `ul` and `ol` elements whose children are `li` (or scripts and templates) only; empty elements do not count.
Limits: lists that have been given another role are left out.
What to do: put everything in the list into an `li`, also the lists inside it.
"""

from lxml.html import HtmlElement

from audits.derived.hidden import hidden_from_at
from audits.derived.roles import explicit_role, role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "HTML 4.4.8"],
    wcag=["1.3.1"],
    aliases=["axe:list"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example("<ul><li>x<ul><li>y</li></ul></li></ul>", gives=1.0),
        Example('<ul id="fail"><li>x</li><ul><li>y</li></ul></ul>', gives=0.5),
        Example('<ol id="fail"><div><li>x</li></div></ol>', gives=0.0),
        Example("<ul><li>x</li></p></ul>", gives=1.0, note="a stray end tag makes an empty paragraph"),
        Example('<ul role="menu"><li role="menuitem">x</li></ul>', gives="not_applicable"),
    ],
)
def list_content(page: Page) -> Outcome:
    lists = [
        each for each in page.elements("ul", "ol") if role(page, each) == "list" and not hidden_from_at(page, each)
    ]
    if not lists:
        return not_applicable("no lists")
    findings = [
        Finding(f"list with {wrong} between its items", each) for each in lists if (wrong := _stranger(page, each))
    ]
    return passing(len(lists), findings)


def _empty(element: HtmlElement) -> bool:
    """Is it a trace of a stray end tag or an anchor without words, which nobody meets?"""
    return (
        element.tag in {"p", "br", "a", "span", "div", "center", "font", "b", "i"}
        and len(element) == 0
        and not (element.text or "").strip()
        and not {"href", "tabindex", "role", "aria-label"} & set(element.attrib)
    )


_FITTING = frozenset({"li", "script", "template", "style", "link", "meta", "noscript"})


def _stranger(page: Page, whole: HtmlElement) -> str:
    if (whole.text or "").strip() or any((child.tail or "").strip() for child in whole):
        return "loose text"
    for child in whole:
        if not isinstance(child.tag, str) or hidden_from_at(page, child) or _empty(child):
            continue
        given = explicit_role(child)
        if "-" in child.tag and not given:
            continue  # what a script makes of an element of its own cannot be told
        if given != "listitem" and (child.tag not in _FITTING or given) and not (child.tag == "li" and given == "none"):
            return f"the element {child.tag}" + (f" with the role {given}" if given else "")
    return ""
