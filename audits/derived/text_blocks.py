"""The text of a page as a reader meets it: block by block, with the part of the page each block stands in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.steps import BREAK, Step, past, squeezed_texts, steps_of
from audits.page import Page

HIDDEN = frozenset("""
    head script style template noscript noframes title meta link base param source track area map datalist select
    textarea iframe embed audio video canvas rp frameset frame
""".split())  # fmt: skip
"""Elements whose content nobody sees, or that are choices and fallbacks rather than text."""

BLOCK = frozenset("""
    address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main marquee menu nav object ol optgroup p pre
    section summary svg table tbody td tfoot th thead tr ul
""".split())  # fmt: skip

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = frozenset(("td", "th"))
_EMPTY = frozenset(("br", "wbr", "img", "input"))
_CHANGING = _HEADINGS.keys() | {"tr", "td", "th", "pre"}
_KINDS = dict.fromkeys(HIDDEN | _EMPTY, "out") | dict.fromkeys(BLOCK, "block") | {"br": "break", "a": "link"}
_AREAS = {"nav": "navigation", "footer": "footer", "aside": "aside", "main": "main", "article": "main"}
_ROLES = {
    "navigation": "navigation", "menu": "navigation", "menubar": "navigation", "banner": "header",
    "contentinfo": "footer", "complementary": "aside", "search": "navigation", "main": "main", "article": "main",
}  # fmt: skip
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?P<navigation>nav(?:bar|igation)?|(?:main|top|side|sub|page)?menu|breadcrumbs?|pagination)"
    r"|(?P<footer>footer|colophon|copyright)|(?P<aside>sidebar|cookies?))(?:$|[\s_-])",
    re.IGNORECASE,
)
_NAMES_CAP = 200  # characters of a class and id that are remembered: longer ones recur nowhere
_TELLING = _CHANGING | _AREAS.keys() | {"header"}
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNREAD = frozenset(("out", "break"))


class Block(NamedTuple):
    """A run of text between two block boundaries; `br` is a line end inside it.

    `area` is "main", "navigation", "header", "footer", "aside", or "" where the markup does not say. `linked` counts
    the characters inside links and `link` is the last of their addresses. `row` and `cell` number the table row and
    cell it stands in, 0 outside of tables. `level` is 1 to 6 in a heading, 0 elsewhere.
    """

    text: str
    linked: int
    area: str
    level: int
    row: int
    cell: int
    link: str

    @property
    def heading(self) -> bool:
        return self.level > 0


@derived
def text_blocks(page: Page) -> tuple[Block, ...]:
    """Every visible block with text, in document order. Hidden by attribute, inline style or element kind is out."""
    body = page.root.find("body")
    top = page.root if body is None else body
    return _Walk(page).blocks_of(steps_of(page, top))


_Where = tuple[str, int, int, int, str, bool]
"""What surrounds a piece of text: area, level, row, cell, link, and whether line ends are kept. A plain tuple, as a page makes hundreds."""


class _Walk:
    """One pass without recursion: pages nest deeper than Python's stack."""

    def __init__(self, page: Page) -> None:
        self.squeezed = squeezed_texts(page)
        self.hidden = _hidden(page)
        marked = page.attributes
        self.named = {*marked.get("class", ()), *marked.get("id", ()), *marked.get("role", ())}
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.linked = 0
        self.link = ""
        self.rows = self.cells = 0

    def blocks_of(self, walk: Iterator[Step]) -> tuple[Block, ...]:
        hidden, named = self.hidden, self.named
        where: _Where = ("", 0, 0, 0, "", False)
        bare = True  # text needs nothing but to be put down
        # For each open element what was around it, and whether a block ends with it; None: the same as inside.
        opened: list[tuple[_Where, bool] | None] = []
        parts, push, pop, kind_of = self.parts, opened.append, opened.pop, _KINDS.get
        for item, tag, text in walk:
            if tag is None:
                if outside := pop():
                    if outside[1] and parts:
                        self._close(where)
                    where = outside[0]
                    bare = not (where[4] or where[5])
            else:
                kind = kind_of(tag)
                if kind in _UNREAD or (hidden and item in hidden):
                    if kind == "break":
                        parts.append(BREAK)
                    text = past(walk, item)  # noqa: PLW2901  # it is the element's end that comes next
                elif kind == "block":
                    if parts:
                        self._close(where)
                    push((where, True))
                    if tag in _TELLING or item in named:
                        where = self._block(tag, item, where)
                        bare = not (where[4] or where[5])
                elif kind and (href := item.get("href")):
                    push((where, False))
                    where, bare = (*where[:4], href, where[5]), False
                else:
                    push(None)
            if text:
                if not bare:
                    self._text(text, where)
                elif parts or not text.isspace():
                    parts.append(text)
        if parts:
            self._close(where)
        return tuple(self.blocks)

    def _block(self, tag: str, element: HtmlElement, where: _Where) -> _Where:
        area, level, row, cell, link, kept = where
        if tag != "body":
            area = _area(tag, element, area)
        if tag in _CHANGING:
            if tag == "tr":
                self.rows += 1
                row = self.rows
            elif tag in _CELLS:
                self.cells += 1
                cell = self.cells
            return area, _HEADINGS.get(tag, level), row, cell, link, kept or tag == "pre"
        return where if area is where[0] else (area, level, row, cell, link, kept)

    def _text(self, text: str, where: _Where) -> None:
        if where[5] and "\n" in text:
            text = text.replace("\n", BREAK)
        self.parts.append(text)
        if where[4]:
            self.linked += len(text.strip())
            self.link = where[4]

    def _close(self, where: _Where) -> None:
        """Make a block of the parts, of which there are some."""
        text, _ = self.squeezed["".join(self.parts)]
        self.parts.clear()
        if text:
            self.blocks.append(Block(text, self.linked, *where[:4], self.link))
        self.linked, self.link = 0, ""


def _area(tag: str, element: HtmlElement, area: str) -> str:
    if area in {"navigation", "footer"}:
        return area
    named = _AREAS.get(tag)
    if role := element.get("role"):
        named = _ROLES.get(role, named)
    if named is None:
        name, ident = element.get("class"), element.get("id")
        if name or ident:
            names = f"{name or ''} {ident or ''}"
            named = _named(names) if len(names) < _NAMES_CAP else _named.__wrapped__(names)
    if named is None and tag == "header" and area != "main":
        named = "header"
    return named or area


@lru_cache(maxsize=4096)
def _named(names: str) -> str | None:
    """The area that a class and id speak of: the same few recur on every page of a site."""
    found = _NAMES.search(names)
    return found.lastgroup if found else None


def _hidden(page: Page) -> Container[HtmlElement]:
    """The elements that are hidden by attribute or inline style."""
    hidden = set(page.attributes.get("hidden", ()))
    for element in page.attributes.get("style", ()):
        style = element.get("style", "")
        lowered = style.lower()
        if ("none" in lowered or "hidden" in lowered or not style.isascii()) and _HIDING.search(style):
            hidden.add(element)
    return hidden
