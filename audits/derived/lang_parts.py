"""Says which language each part of a page is marked as, and whether a language code exists."""

from __future__ import annotations

from functools import cache

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.attributes import with_attribute
from audits.page import Page
from audits.standards import table


def known_language(tag: str) -> bool:
    """Does this code begin with a language of the IANA register (BCP 47)? Spaces around it count as wrong."""
    primary = tag.partition("-")[0].lower()
    return primary in _languages() or ("qaa" <= primary <= "qtz" and len(primary) == 3)


def primary_language(tag: str) -> str:
    """The language without country and script, such as "en" of "en-GB"; `""` where the code is not known."""
    primary = tag.strip().replace("_", "-").partition("-")[0].lower()
    return primary if primary in _languages() else ""


@cache
def _languages() -> frozenset[str]:
    return frozenset(table("language_subtags.toml")["languages"].split())


def language_of(page: Page, element: HtmlElement) -> str:
    """The language code that holds for this element, from itself or from what is around it; `""` where none."""
    tags = lang_parts(page)
    node: HtmlElement | None = element
    while node is not None:
        if node in tags:
            return tags[node]
        node = node.getparent()
    return ""


@derived
def lang_parts(page: Page) -> dict[HtmlElement, str]:
    """Every element that is marked with a language, and the code as written (`lang`, else `xml:lang`)."""
    return {
        element: tag.strip()
        for element in dict.fromkeys(with_attribute(page, "lang") + with_attribute(page, "xml:lang"))
        if (tag := element.get("lang", element.get("xml:lang"))) is not None
    }
