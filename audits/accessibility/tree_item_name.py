"""Items of trees have a name.

Why it matters: an item of a tree without words is announced as "tree item".
What is measured: the share of elements with the role `treeitem` that have an accessible name.
Limits: trees made of plain lists are judged as lists.
What to do: write a word into the item, or give it an `aria-label`.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.roles import with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WAI-ARIA 1.2, 5.2.8.4"],
    related=["4.1.2"],
    aliases=["axe:aria-treeitem-name"],
    grade="advice",
    severity="serious",
    effort="hour",
    examples=[
        Example('<div role="tree"><div role="treeitem">Folder</div></div>', gives=1.0),
        Example('<div role="tree"><div id="fail" role="treeitem"></div></div>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def tree_item_name(page: Page) -> Outcome:
    items = with_roles(page, "treeitem")
    if not items:
        return not_applicable("no tree items")
    nameless = [element for element in items if not accessible_name(page, element)]
    return passing(len(items), [Finding("tree item without a name", element) for element in nameless])
