"""E-mail addresses that stand in a page so that any robot can collect them."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page
from audits.standards import table
from audits.visit import bare_host

_ADDRESS = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}(?![\w-])")
_MADE_UP = re.compile(
    r"@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|example|test|invalid|domain\.com|email\.com|sentry\.io|wixpress\.com)$",
    re.IGNORECASE,
)
_WITH_AT = etree.XPath("descendant::text()[contains(., '@')]")
_NOT_TEXT = frozenset({"script", "style", "noscript", "template", "textarea", "code"})
_FILES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".css", ".js")


@derived
def email_elements(page: Page) -> tuple[tuple[str, HtmlElement], ...]:
    """Each address once, with the first element that shows it: a mailto link, or text."""
    found: dict[str, HtmlElement] = {}
    for link in page.elements("a", "area"):
        href = link.get("href", "").strip()
        if href[:7].lower() == "mailto:":
            for address in _ADDRESS.findall(unquote(href[7:]).partition("?")[0]):
                found.setdefault(address.lower(), link)
    for text in _WITH_AT(page.root) if "@" in page.text else ():
        holder = text.getparent().getparent() if text.is_tail else text.getparent()
        if holder is not None and holder.tag not in _NOT_TEXT:
            for address in _ADDRESS.findall(text):
                found.setdefault(address.lower(), holder)
    return tuple(
        (address, element)
        for address, element in found.items()
        if not _MADE_UP.search(address) and not address.endswith(_FILES)
    )


@derived
def personal_addresses(page: Page) -> tuple[str, ...]:
    """The addresses that look like a person's own: before the @ no word for a role or an organisation, nor the site's name."""
    own = bare_host(page.url).partition(":")[0].replace("-", "").split(".")
    names = tuple(label for label in own if len(label) >= _NAME)
    return tuple(address for address, _ in email_elements(page) if not _is_organisation(address, names))


def _is_organisation(address: str, names: tuple[str, ...]) -> bool:
    local = address.partition("@")[0]
    parts, beginnings, pieces = _words()
    if any(piece in local for piece in pieces) or any(name in _squeezed(local) for name in names):
        return True
    return any(part in parts or part.startswith(beginnings) for part in _PARTS.split(local) if part) or bool(
        _NUMBERED.match(local)
    )


def _squeezed(local: str) -> str:
    return re.sub(r"[._+-]", "", local)


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    words = table("mailbox_words.toml")
    return frozenset(words["parts"].split()), tuple(words["beginnings"].split()), tuple(words["pieces"].split())


_NAME = 5
"""Letters of the shortest part of a host that is looked for in an address: shorter ones are in many names."""

_PARTS = re.compile(r"[._+\-\d]+")
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)(?![a-z]?$)")  # the 1st Bramley, a scout group
