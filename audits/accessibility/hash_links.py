"""Links do not lead to a bare "#".

Why it matters: a link to `#` is announced as a link, but following it only jumps to the top; without its script it does nothing.
What is measured: the share of links whose `href` is more than `#`, links back to the top of the page left out.
Limits: links that scripts turn into menus count too, unless a role says that they are buttons.
What to do: use a `button` where something happens on this page, or give the link its real address.
"""

from audits.derived.anchors import Anchor, anchors
from audits.derived.wording import plain
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.standards import table

_BARE = frozenset({"#", "#!", "##", "#/", "#nogo", "#none", "#void", "#null"})
_ROLES = frozenset({"button", "tab", "menuitem", "switch", "checkbox", "option"})


@page_audit(
    unit="share",
    standards=["HTML Living Standard, 4.6: links"],
    related=["2.4.4", "4.1.2"],
    severity="minor",
    effort="hour",
    examples=[
        Example('<a href="boats.html">Boats</a> <a href="#">Back to top</a> <a href="#prices">Prices</a>', gives=1.0),
        Example('<a id="fail" href="#">Boats</a>', gives=0.0),
        Example('<a href="#" role="button">Menu</a>', gives=1.0),
        Example("<p>No link.</p>", gives="not_applicable"),
    ],
)
def hash_links(page: Page) -> Outcome:
    links = anchors(page)
    if not links:
        return not_applicable("no links")
    findings = [Finding(f'link leads nowhere (href="{link.href}")', link.element) for link in links if _nowhere(link)]
    return passing(len(links), findings)


def _nowhere(link: Anchor) -> bool:
    if link.href not in _BARE or link.element.get("role", "").lower() in _ROLES:
        return False
    words = set(plain(link.name).split())
    return not words & set(table("generic_words.toml")["top"]["all"])
