"""List items stand in a list.

Why it matters: an item outside of a list is not announced as one; nobody learns that there are several, or how many.
What is measured: the share of exposed `li` elements whose parent is `ul`, `ol` or `menu`, or has the role of a list.
Limits: items that have been given another role are left out.
What to do: put `<ul>` and `</ul>` around the items.
"""

from lxml.html import HtmlElement

from audits.derived.hidden import hidden_from_at
from audits.derived.roles import explicit_role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "HTML 4.4.8"],
    wcag=["1.3.1"],
    aliases=["axe:listitem"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<ul><li>x</li></ul><div role="list"><li>y</li></div>', gives=1.0),
        Example('<div><li id="fail">x</li></div>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def list_item(page: Page) -> Outcome:
    items = [item for item in page.elements("li") if not item.get("role") and not hidden_from_at(page, item)]
    if not items:
        return not_applicable("no list items")
    return passing(len(items), [Finding("list item outside of a list", item) for item in items if not _in_list(item)])


def _in_list(item: HtmlElement) -> bool:
    parent = item.getparent()
    if parent is None:
        return False
    given = explicit_role(parent)
    return given == "list" or parent.tag in {"ul", "ol", "menu", "dir"}
