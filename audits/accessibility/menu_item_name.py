"""Menu items have a name.

Why it matters: an entry of a menu without words is announced as "menu item".
What is measured: the share of elements with the role `menuitem`, `menuitemcheckbox` or `menuitemradio` that have an accessible name.
Limits: menus made of plain links are judged as links.
What to do: write a word into the entry, or give it an `aria-label`.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.roles import with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "ACT m6b1q3"],
    wcag=["4.1.2"],
    aliases=["axe:aria-command-name"],
    grade="failure",
    severity="serious",
    effort="hour",
    examples=[
        Example('<div role="menu"><div role="menuitem">Open</div></div>', gives=1.0),
        Example('<div role="menu"><div id="fail" role="menuitem"></div></div>', gives=0.0),
        Example("<menu><li>x</li></menu>", gives="not_applicable"),
    ],
)
def menu_item_name(page: Page) -> Outcome:
    items = with_roles(page, "menuitem")
    if not items:
        return not_applicable("no menu items")
    nameless = [element for element in items if not accessible_name(page, element)]
    return passing(len(items), [Finding("menu item without a name", element) for element in nameless])
