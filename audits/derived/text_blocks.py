"""The text of a page as a reader meets it: block by block, with the part of the page each block stands in."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml.html import HtmlElement

from audits.derived import derived
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
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BREAK = "\x00"  # no page holds it: parsers replace it


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
    return _Walk().blocks_of(page.root)


class _Where(NamedTuple):
    """What surrounds a piece of text. A named tuple, as `Block`: a page makes hundreds, and frozen dataclasses take four times as long."""

    area: str = ""
    level: int = 0
    row: int = 0
    cell: int = 0
    link: str = ""
    kept: bool = False


class _Walk:
    """One pass without recursion: pages nest deeper than Python's stack."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.linked = 0
        self.link = ""
        self.rows = self.cells = 0

    def blocks_of(self, root: HtmlElement) -> tuple[Block, ...]:
        body = root.find("body")
        # An entry is an element or a piece of text with its surroundings; `None` is the end of a block.
        stack: list[tuple[HtmlElement | str | None, _Where]] = [(root if body is None else body, _Where())]
        push, pop, add = stack.append, stack.pop, self.parts.append
        while stack:
            item, where = pop()
            if isinstance(item, str):
                if where.kept or where.link:
                    self._text(item, where)
                else:
                    add(item)
                continue
            if item is None:
                self._close(where)
                continue
            tag = item.tag
            if not isinstance(tag, str):
                continue
            kind = _KINDS.get(tag, "inline")
            if kind == "break":
                add(_BREAK)
                continue
            if kind == "out" or item.get("hidden") is not None:
                continue
            if (style := item.get("style")) and _HIDING.search(style):
                continue
            if kind == "block":
                if self.parts:
                    self._close(where)
                where = self._block(tag, item, where)
                push((None, where))
            elif kind == "link" and (href := item.get("href")):
                where = _Where(where.area, where.level, where.row, where.cell, href, where.kept)
            # Children are stacked last to first; each is followed by its tail.
            for child in item.iterchildren(reversed=True):
                if tail := child.tail:
                    push((tail, where))
                push((child, where))
            if text := item.text:
                self._text(text, where)
        return tuple(self.blocks)

    def _block(self, tag: str, element: HtmlElement, where: _Where) -> _Where:
        row, cell = where.row, where.cell
        if tag == "tr":
            self.rows += 1
            row = self.rows
        elif tag in _CELLS:
            self.cells += 1
            cell = self.cells
        area = where.area if tag == "body" else _area(tag, element, where.area)
        if area == where.area and tag not in _CHANGING:
            return where
        return _Where(area, _HEADINGS.get(tag, where.level), row, cell, where.link, where.kept or tag == "pre")

    def _text(self, text: str, where: _Where) -> None:
        if where.kept and "\n" in text:
            text = text.replace("\n", _BREAK)
        self.parts.append(text)
        if where.link:
            self.linked += len(text.strip())
            self.link = where.link

    def _close(self, where: _Where) -> None:
        if not self.parts:
            return
        joined = "".join(self.parts)
        self.parts.clear()
        if _BREAK in joined:
            lines = (" ".join(line.split()) for line in joined.split(_BREAK))
            text = "\n".join(line for line in lines if line)
        else:
            text = " ".join(joined.split())
        if text:
            self.blocks.append(Block(text, self.linked, where.area, where.level, where.row, where.cell, self.link))
        self.linked, self.link = 0, ""


def _area(tag: str, element: HtmlElement, area: str) -> str:
    if area in {"navigation", "footer"}:
        return area
    named = _AREAS.get(tag)
    if role := element.get("role"):
        named = _ROLES.get(role, named)
    if named is None:
        name, ident = element.get("class"), element.get("id")
        if (name or ident) and (found := _NAMES.search(f"{name or ''} {ident or ''}")):
            named = found.lastgroup
    if named is None and tag == "header" and area != "main":
        named = "header"
    return named or area
