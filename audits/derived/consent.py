"""Signs that a page asks for consent before it follows visitors."""

from __future__ import annotations

from functools import cache

from audits.derived import derived
from audits.derived.inline_scripts import inline_scripts
from audits.derived.third_parties import third_parties
from audits.page import Page
from audits.standards import table


@derived
def consent_signs(page: Page) -> tuple[str, ...]:
    """The consent tools a page loads or carries, by name."""
    found = {party.name for party in third_parties(page) if party.category == "consent-provider"}
    pieces = _pieces()
    addresses = "\n".join(
        element.get("src") or element.get("href") or "" for element in page.elements("script", "link")
    ).lower()
    found |= {name for piece, name in pieces if piece in addresses}
    written = "\n".join(inline_scripts(page)).lower()
    found |= {name for call, name in _calls() if call in written}
    marks = _marks()
    classes = " ".join(element.get("class", "") for element in page.elements("div", "section", "aside"))
    names = {*" ".join(page.ids).lower().split(), *classes.lower().split()}
    found |= {marks[name] for name in marks.keys() & names}
    return tuple(sorted(found))


@cache
def _pieces() -> tuple[tuple[str, str], ...]:
    return tuple(
        (piece.lower(), name)
        for name, row in table("consent.toml")["tools"].items()
        for piece in row.get("addresses", ())
    )


@cache
def _calls() -> tuple[tuple[str, str], ...]:
    return tuple((call, name) for name, row in table("consent.toml")["tools"].items() for call in row.get("calls", ()))


@cache
def _marks() -> dict[str, str]:
    return {mark.lower(): name for name, row in table("consent.toml")["tools"].items() for mark in row.get("marks", ())}
