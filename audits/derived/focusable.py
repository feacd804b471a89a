"""Says which elements take the keyboard's focus."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.attributes import attribute_index
from audits.derived.hidden import INERT, concealment, first_summary, hidden_from_all
from audits.page import Page

_INTEGER = re.compile(r"^[ \t\n\f\r]*([-+]?\d+)")
CONTROLS = frozenset({"button", "input", "select", "textarea"})


def focusable(page: Page, element: HtmlElement) -> bool:
    """Can this element be focused by script or keyboard?"""
    return element in focus_places(page) and not hidden_from_all(page, element)


def tabbable(page: Page, element: HtmlElement) -> bool:
    """Is this element reached with the tabulator key?"""
    return focus_places(page).get(element, -1) >= 0 and not hidden_from_all(page, element)


@derived
def focus_places(page: Page) -> dict[HtmlElement, int]:
    """Every element that takes focus unless hidden, in document order, with its tabindex (0 where none is set)."""
    places: dict[HtmlElement, int] = {}
    concealed = concealment(page)
    index = attribute_index(page)
    likely = {
        element for name in ("href", "tabindex", "contenteditable", "controls") for element in index.get(name, ())
    }
    likely.update(page.elements("button", "input", "select", "summary", "textarea"))
    for element in sorted(likely, key=page.order.__getitem__) if likely else ():
        tabindex = tabindex_of(element)
        if tabindex is None and not takes_focus_by_itself(element):
            continue
        if disabled(page, element) or concealed.get(element, 0) & INERT:
            continue
        places[element] = tabindex or 0
    return places


def tabindex_of(element: HtmlElement) -> int | None:
    """The element's `tabindex`, where it is a whole number as browsers read it."""
    value = element.get("tabindex")
    found = _INTEGER.match(value) if value else None
    return int(found[1][:9]) if found else None


def takes_focus_by_itself(element: HtmlElement) -> bool:
    """Is it focusable without a `tabindex`: a link, a field, a button, media with controls?

    An `iframe` only passes the focus on to what it contains.
    """
    tag = element.tag
    if tag in {"a", "area"}:
        return "href" in element.attrib
    if tag == "input":
        return element.get("type", "").strip().lower() != "hidden"
    if tag in CONTROLS:
        return True
    if tag in {"audio", "video"}:
        return "controls" in element.attrib
    if tag == "summary":
        parent = element.getparent()
        return parent is not None and parent.tag == "details" and first_summary(parent) is element
    editable = element.get("contenteditable")
    return editable is not None and editable.strip().lower() in {"", "true", "plaintext-only"}


def disabled(page: Page, element: HtmlElement) -> bool:
    """Is this a form control that is switched off, by itself or by a `fieldset` around it?"""
    if element.tag not in CONTROLS:
        return False
    if "disabled" in element.attrib:
        return True
    if not any("disabled" in fieldset.attrib for fieldset in page.elements("fieldset")[:1000]):
        return False
    inside: HtmlElement = element
    for up in element.iterancestors():
        if up.tag == "fieldset" and "disabled" in up.attrib:
            legend = next((child for child in up if child.tag == "legend"), None)
            return legend is None or legend is not inside
        inside = up
    return False
