"""Says which style properties the author of a page sets, to what, and on which elements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.cascade import cascade
from audits.derived.look import Look
from audits.page import Page


@derived
def declared_properties(page: Page) -> frozenset[str]:
    """The names of all properties declared for at least one element; what is not here has its initial value."""
    return frozenset(name for values, _ in _styles(page) for name in values)


def declaring(page: Page, *names: str) -> list[HtmlElement]:
    """The elements for which one of these properties is declared, in no order."""
    if declared_properties(page).isdisjoint(names):
        return []
    return [element for values, same in _styles(page) if not values.keys().isdisjoint(names) for element in same]


def where_declared(page: Page, name: str, accept: Callable[[str], bool]) -> list[HtmlElement]:
    """The elements for which the property is set to a value that is accepted, in no order."""
    if name not in declared_properties(page):
        return []
    return [
        element
        for values, same in _styles(page)
        if (value := values.get(name)) is not None and accept(value)
        for element in same
    ]


def declared_values(page: Page, name: str) -> set[str]:
    """Everything that the property is set to, as written."""
    if name not in declared_properties(page):
        return set()
    return {value for values, _ in _styles(page) if (value := values.get(name)) is not None}


def may_become(page: Page, name: str, wanted: AbstractSet[str]) -> bool:
    """May the author give some element one of these keywords for the property? What is counted out may be anything."""
    said = declared_values(page, name)
    return not wanted.isdisjoint(said) or not all(value.replace("-", "").isalnum() for value in said)


@derived
def _styles(page: Page) -> tuple[tuple[Mapping[str, str], list[HtmlElement]], ...]:
    """What is declared, and for which elements: the same rules apply to many."""
    found: dict[Look, list[HtmlElement]] = {}
    for element, look in cascade(page).looks().items():
        found.setdefault(look, []).append(element)
    return tuple((look.declared.values, same) for look, same in found.items() if look.declared.values)
