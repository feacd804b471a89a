"""Lists the elements that carry a role or an ARIA attribute, and which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.attributes import attribute_index
from audits.derived.hidden import hidden_from_at
from audits.page import Page


@dataclass(frozen=True, slots=True, eq=False)
class Annotated:
    """One element with its ARIA: `role` as written, `attributes` by name in lower case, `exposed` unless hidden."""

    element: HtmlElement
    role: str
    attributes: Mapping[str, str]
    exposed: bool


@derived
def annotated(page: Page) -> Sequence[Annotated]:
    """Every element with a `role` or an attribute that begins with `aria-`, in document order."""
    index = attribute_index(page)
    marked = {element for name, elements in index.items() if name[:5] == "aria-" for element in elements}
    marked.update(index.get("role", ()))
    found = []
    for element in sorted(marked, key=page.order.__getitem__) if marked else ():
        aria = {str(name): str(value) for name, value in element.attrib.items() if str(name)[:5] == "aria-"}
        role = element.get("role", "")
        if aria or role:
            found.append(Annotated(element, role, aria, not hidden_from_at(page, element)))
    return found
