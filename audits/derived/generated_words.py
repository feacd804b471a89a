"""Finds the words that style sheets put before and after the content of elements."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.cascade import cascade
from audits.page import Page

_PART = re.compile(r"""(["'])((?:\\.|(?!\1).)*)\1|attr\(\s*([\w-]+)\s*\)""")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_WORD = re.compile(r"[^\W_]")


@derived
def generated_words(page: Page) -> Mapping[HtmlElement, tuple[str, str]]:
    """What `::before` and `::after` say of an element; signs without letters, as icon fonts have them, are left out."""
    style = cascade(page)
    if style.book.pseudos.isdisjoint({"before", "after"}):
        return {}
    found: dict[HtmlElement, tuple[str, str]] = {}
    for element in style.alike(lambda look: bool(look.pseudos)):
        before, after = (_said(style.pseudo(element, name).get("content", ""), element) for name in ("before", "after"))
        if before or after:
            found[element] = (before, after)
    return found


def _said(content: str, element: HtmlElement) -> str:
    if not content or content in {"none", "normal"}:
        return ""
    parts = [_plain(text) if not name else element.get(name, "") for _, text, name in _PART.findall(content[:1000])]
    said = "".join(parts)
    return said if _WORD.search(said) else ""


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda found: _letter(found[1]) if found[1] else found[2], text)


def _letter(code: str) -> str:
    number = int(code, 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else " "
