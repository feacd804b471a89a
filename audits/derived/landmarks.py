"""The landmarks of a page: the regions that a screen reader can jump to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.accessible_name import accessible_name
from audits.derived.roles import with_roles
from audits.page import Page

LANDMARKS = ("banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search")


@dataclass(frozen=True, slots=True, eq=False)
class Landmark:
    """One exposed landmark: its role, its name (or none), and the landmark around it."""

    element: HtmlElement
    role: str
    name: str
    inside: str


@derived
def landmarks(page: Page) -> Sequence[Landmark]:
    """Every exposed landmark, grouped by role."""
    found: Mapping[HtmlElement, str] = {element: kind for kind in LANDMARKS for element in with_roles(page, kind)}
    return [
        Landmark(element, kind, accessible_name(page, element), _around(element, found))
        for element, kind in found.items()
    ]


def _around(element: HtmlElement, found: Mapping[HtmlElement, str]) -> str:
    return next((found[up] for up in element.iterancestors() if up in found), "")
