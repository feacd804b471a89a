"""What opens under the mouse stays while the mouse goes there.

Why it matters: who sees the page much enlarged must move the mouse to what has opened, and a shaking hand needs time; a menu or a tip that closes on the way cannot be read or used.
What is measured: of the menus and tips that open under the mouse on the opened page, the share that is still open when the mouse has gone over to them.
Limits: only the sampled pages are opened, at most eleven such things of each; what opens far away, or out of sight, is not tried.
What to do: put the tip inside the element that opens it, without a gap between them, and close it only when the mouse has left both.
"""

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page


def _menu(selector: str, *, stays: bool) -> dict[str, object]:
    return {"selector": selector, "snippet": "<div", "handle": True, "hover": True, "keys": True, "stays": stays}


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.13 (AA)"],
    related=["1.4.13"],
    severity="moderate",
    effort="hour",
    rendered=True,
    examples=[
        Example('<div id="a">Menu</div>', gives=1.0, sight={"keyboard": {"menus": [_menu("#a", stays=True)]}}),
        Example('<div id="fail">Menu</div>', gives=0.0, sight={"keyboard": {"menus": [_menu("#fail", stays=False)]}}),
        Example("<p>Words</p>", gives="not_applicable", sight={"keyboard": {"menus": []}}),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)
def hover_reach(page: Page) -> Outcome:
    """Menus and tips that stay open on the way to them."""
    keys = seen(page, "keyboard")
    if keys is None:
        return cannot_tell(unseen(page))
    opened = [menu for menu in keys.get("menus", ()) if menu.get("hover")]
    if not opened:
        return not_applicable("nothing opens under the mouse")
    findings = [
        spot(page, menu, "what opens here under the mouse closes when the mouse goes over to it")
        for menu in opened
        if not menu.get("stays", True)
    ]
    return passing(len(opened), findings)
