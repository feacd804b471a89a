"""Home-made controls say the states they must.

Why it matters: a home-made checkbox that never says whether it is ticked cannot be used by ear.
What is measured: the share of exposed elements with a `role` that carry every state the role demands, such as `aria-checked` on a checkbox or `aria-level` on a heading. States that HTML supplies by itself count as there.
Limits: states that a script adds later are not seen.
What to do: use the HTML element (`input type=checkbox`, `h2`), or add the state and keep it up to date.
"""

from lxml.html import HtmlElement

from audits.derived.aria_attributes import Annotated, annotated
from audits.derived.focusable import focus_places
from audits.derived.roles import aria_roles, explicit_role, input_type, role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "WAI-ARIA 1.2", "ACT 4e8ab6"],
    wcag=["4.1.2"],
    related=["1.3.1"],
    aliases=["axe:aria-required-attr"],
    grade="failure",
    severity="critical",
    examples=[
        Example('<div role="checkbox" aria-checked="false">x</div><input type="checkbox" role="switch">', gives=1.0),
        Example('<div id="fail" role="checkbox">x</div>', gives=0.0),
        Example('<div id="fail" role="heading">News</div>', gives=0.0),
        Example('<input role="combobox" aria-expanded="false">', gives=1.0, note="nothing to control while shut"),
        Example('<input list="d" role="combobox"><datalist id="d"></datalist>', gives=1.0, note="the browser opens it"),
        Example('<div role="checkbox" hidden>x</div><p>y</p>', gives="not_applicable"),
    ],
)
def aria_required(page: Page) -> Outcome:
    roles = aria_roles()
    marked = [
        each
        for each in annotated(page)
        if each.exposed
        and each.role
        and (roles.get(explicit_role(each.element), {}).get("required") or _splitter(page, each))
    ]
    if not marked:
        return not_applicable("no roles that demand a state")
    findings = [
        Finding(f"{explicit_role(each.element)} without {lacking[0]}", each.element)
        for each in marked
        if (lacking := [name for name in _demanded(page, each) if not each.attributes.get(name, "").strip()])
    ]
    return passing(len(marked), findings)


def _splitter(page: Page, each: Annotated) -> bool:
    """A separator that takes the focus is a control and must say where it stands (ARIA 1.2, separator)."""
    return explicit_role(each.element) == "separator" and each.element in focus_places(page)


def _demanded(page: Page, each: Annotated) -> list[str]:
    element, what = each.element, explicit_role(each.element)
    if role(page, element) != what:
        return []
    demanded: list[str] = list(aria_roles()[what].get("required", ("aria-valuenow",)))
    if what == "combobox" and each.attributes.get("aria-expanded", "").strip().lower() == "false":
        demanded = ["aria-expanded"]
    return [name for name in demanded if not _native(element, what, name)]


def _native(element: HtmlElement, what: str, name: str) -> bool:
    """Does HTML itself supply this state?"""
    tag = element.tag
    if tag == "input":
        kind = input_type(element)
        if name == "aria-checked":
            return kind in {"checkbox", "radio"}
        if what == "combobox":
            return "list" in element.attrib
        return name == "aria-valuenow" and kind in {"range", "number"}
    if what == "heading":
        return tag in {"h1", "h2", "h3", "h4", "h5", "h6"}
    if what == "combobox":
        return tag == "select"
    return (tag == "option" and name == "aria-selected") or (tag in {"meter", "progress"} and name == "aria-valuenow")
