"""Lists the fields of a page that a person fills in, as assistive technology meets them."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.attributes import with_attribute
from audits.derived.hidden import concealment
from audits.derived.roles import input_type, role
from audits.page import Page

FIELD_ROLES = frozenset(
    """
    checkbox combobox listbox menuitemcheckbox menuitemradio radio searchbox slider spinbutton switch textbox
""".split()
)
"""The roles of form fields (ACT e086e5)."""

_BUTTONS = frozenset({"button", "hidden", "image", "reset", "submit"})


@derived
def form_fields(page: Page) -> Sequence[HtmlElement]:
    """Every exposed field in document order: `input`, `select`, `textarea`, and elements with the role of a field."""
    concealed = concealment(page)
    likely = dict.fromkeys([*page.elements("input", "select", "textarea"), *with_attribute(page, "role")])
    found = [element for element in likely if element not in concealed and _field(page, element)]
    return sorted(found, key=page.order.__getitem__) if len(found) > 1 else found


def _field(page: Page, element: HtmlElement) -> bool:
    if element.tag in {"input", "select", "textarea"}:
        if role(page, element) in FIELD_ROLES:
            return True
        explicit = element.get("role", "").strip()
        return not explicit and not (element.tag == "input" and input_type(element) in _BUTTONS)
    return "role" in element.attrib and role(page, element) in FIELD_ROLES
