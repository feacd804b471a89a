"""Says which text belongs to a control that is switched off, or labels one."""

from __future__ import annotations

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.accessible_name import labels_of
from audits.derived.aria_attributes import annotated
from audits.derived.focusable import disabled
from audits.page import Page


def inactive(page: Page, element: HtmlElement) -> bool:
    """Does it stand in a disabled control, in a group of them, or in the label of one?"""
    off = switched_off(page)
    return bool(off) and (element in off or any(up in off for up in element.iterancestors()))


@derived
def switched_off(page: Page) -> frozenset[HtmlElement]:
    """The disabled controls and groups of them, and their labels."""
    off = {fieldset for fieldset in page.elements("fieldset") if "disabled" in fieldset.attrib}
    controls = [each for each in page.elements("button", "input", "select", "textarea") if disabled(page, each)]
    off.update(controls)
    for each in annotated(page):
        if each.attributes.get("aria-disabled", "").strip().lower() == "true":
            off.add(each.element)
    labels = labels_of(page)
    for control in [*off]:
        off.update(labels.get(control, ()))
        for name in control.get("aria-labelledby", "").split()[:20]:
            off.update(page.ids.get(name, ())[:1])
    return frozenset(off)
