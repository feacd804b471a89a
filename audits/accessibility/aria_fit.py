"""ARIA attributes fit the role they are on.

Why it matters: a state that an element of this kind cannot have is dropped, and people do not learn what it should say.
What is measured: the share of exposed elements with `aria-` attributes that carry only attributes their role takes. Attributes that were global in older versions of the standard do not count.
Limits: roles that a script sets later are not seen.
What to do: take the attribute off, or give the element the role it was meant for.
"""

from audits.derived.aria_attributes import Annotated, annotated
from audits.derived.focusable import focus_places
from audits.derived.roles import aria_roles, global_attributes, input_type, role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.standards import table


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "WAI-ARIA 1.2", "ACT 5c01ea"],
    wcag=["4.1.2"],
    related=["1.3.1"],
    aliases=["axe:aria-allowed-attr"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example(
            '<div role="button" aria-pressed="false">x</div><input type="password" aria-required="true">', gives=1.0
        ),
        Example('<h2 id="fail" aria-checked="true">x</h2>', gives=0.0),
        Example('<button id="fail" aria-sort="">x</button>', gives=0.0, note="empty is there all the same"),
        Example('<audio id="fail" src="a.mp3" controls aria-orientation="horizontal"></audio>', gives=0.0),
        Example('<div role="separator" tabindex="0" aria-valuenow="0">x</div>', gives=1.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def aria_fit(page: Page) -> Outcome:
    marked = [each for each in annotated(page) if each.exposed and each.attributes]
    if not marked:
        return not_applicable("no ARIA attributes")
    findings = [
        Finding(f"{wrong[0]} means nothing on {_called(page, each)}", each.element)
        for each in marked
        if (wrong := _unfit(page, each))
    ]
    return passing(len(marked), findings)


def _unfit(page: Page, each: Annotated) -> list[str]:
    what = role(page, each.element)
    facts = aria_roles().get(what)
    if facts is None and (what or each.element.tag in _FIELDS):
        return []
    taken = {*(facts or {}).get("supports", ()), *(facts or {}).get("required", ())}
    if each.element.tag == "input" and input_type(each.element) in {"checkbox", "radio"}:
        taken |= {"aria-checked", "aria-required"}
    if what == "separator" and each.element not in focus_places(page):
        taken = {"aria-orientation"}
    known, allowed = table("aria.toml")["attributes"], global_attributes() | _formerly_global()
    return [
        name
        for name in each.attributes
        if name in known and name not in allowed and name not in taken and name not in _BORNE.get(what, ())
    ]


_BORNE = {
    "combobox": ("aria-orientation",), "grid": ("aria-level",), "listitem": ("aria-expanded",), "radio": ("aria-required",),
    "slider": ("aria-required",),
}  # fmt: skip
"""What ARIA 1.2 does not list, but earlier versions or assistive technology bear."""


def _formerly_global() -> frozenset[str]:
    return frozenset(table("aria.toml")["formerly_global"])


def _called(page: Page, each: Annotated) -> str:
    what = role(page, each.element)
    return f"the role {what}" if what not in {"", "generic"} else f"the element {each.element.tag!s}"


_FIELDS = frozenset({"input", "select", "summary", "textarea"})
"""Elements without a role of their own that ARIA in HTML lets carry what their nearest role takes."""
