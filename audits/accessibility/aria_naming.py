"""Names stand on elements that can have one.

Why it matters: an `aria-label` on a plain paragraph or `div` is dropped by most screen readers; what it says is lost.
What is measured: the share of exposed elements that are named or described by ARIA (`aria-label`, `aria-labelledby`, `aria-roledescription` and their braille twins) and may be.
Limits: some screen readers do read such names.
What to do: give the element a role that can be named, such as `role="group"`, or write the words as text.
"""

from audits.derived.aria_attributes import Annotated, annotated
from audits.derived.roles import explicit_role, naming_prohibited, role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_NAMES = ("aria-label", "aria-labelledby", "aria-braillelabel")
_KINDS = ("aria-roledescription", "aria-brailleroledescription")


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WCAG 2.2 SC 4.1.2 (A)", "WAI-ARIA 1.2", "ACT kb1m8s"],
    wcag=["1.3.1", "4.1.2"],
    aliases=["axe:aria-prohibited-attr", "axe:aria-roledescription"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<div role="group" aria-label="Prices">9</div><a href="/" aria-label="Home">x</a>', gives=1.0),
        Example('<button><span aria-label="Close">×</span></button>', gives=1.0, note="it names the button"),
        Example('<div id="fail" aria-label="Now 9">9</div>', gives=0.0),
        Example('<div id="fail" aria-roledescription="price">9</div>', gives=0.0),
        Example('<div aria-label="x" hidden>9</div>', gives="not_applicable"),
    ],
)
def aria_naming(page: Page) -> Outcome:
    marked = [
        each
        for each in annotated(page)
        if each.exposed and any(each.attributes.get(n, "").strip() for n in _NAMES + _KINDS)
    ]
    if not marked:
        return not_applicable("nothing is named by ARIA")
    findings = [
        Finding(f"{wrong} has no effect on this element", each.element)
        for each in marked
        if (wrong := _prohibited(page, each))
    ]
    return passing(len(marked), findings)


def _prohibited(page: Page, each: Annotated) -> str:
    what = role(page, each.element)
    if explicit_role(each.element) == "none" and what != "none":
        # The name brings the element back (which is judged elsewhere); a description of its kind does not.
        return next((name for name in _KINDS if each.attributes.get(name, "").strip()), "")
    if not (naming_prohibited(what) or what == "none") or what == "mark" or "-" in str(each.element.tag):
        return ""
    lost = _KINDS if _names_a_control(page, each) else _NAMES + _KINDS
    return next((name for name in lost if each.attributes.get(name, "").strip()), "")


_CONTROLS = frozenset({
    "button", "checkbox", "link", "menuitem", "menuitemcheckbox", "menuitemradio", "option", "radio", "switch", "tab", "treeitem",
})  # fmt: skip


def _names_a_control(page: Page, each: Annotated) -> bool:
    """Does it stand in a control that is named by its content? Then its name goes into that (accname 1.2, 2C)."""
    return any(role(page, up) in _CONTROLS for up in each.element.iterancestors())
