"""Each library of a page with its known vulnerabilities, and whether it was still mended on the day of the fetch."""

from __future__ import annotations

from dataclasses import dataclass

from audits.derived import derived
from audits.derived.libraries import holes, libraries
from audits.derived.support import support
from audits.page import Page
from audits.standards import table


@dataclass(frozen=True, slots=True)
class LibraryState:
    """Name, version, address; `holes` are severity and names of known vulnerabilities; `ended` says support is over."""

    name: str
    version: str
    address: str
    holes: tuple[tuple[str, str], ...]
    ended: bool


@derived
def library_states(page: Page) -> tuple[LibraryState, ...]:
    """The libraries of a page, judged for the day the page was fetched."""
    day = page.fetch.fetched_at.date()
    products = table("library_names.toml")["eol"]
    states = []
    for library in libraries(page):
        told = support(products[library.name], library.version, day) if library.name in products else None
        known = holes(library.name, library.version)
        states.append(LibraryState(library.name, library.version, library.address, known, bool(told and told.ended)))
    return tuple(states)
