"""What each table of a page is used for: to hold data, to lay the page out, or one cannot tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.attributes import with_attribute
from audits.page import Page

Use = Literal["data", "layout", "unclear"]

_PARTS = frozenset({"tr", "tbody", "thead", "tfoot"})
_CONTENT = frozenset(
    "h1 h2 h3 h4 h5 h6 p ul ol dl form hr blockquote center iframe object embed div nav map marquee".split()
)
_SINGLE = frozenset({"h1", "h2", "h3", "form", "ul", "nav", "hr"})
_FIELDS = frozenset({"input", "select", "textarea", "button"})
_LONG = 150
"""Characters of a cell from which it holds a part of the page rather than a datum (a design choice)."""
_SPAN = 1000
_SLOT_CAP = 20_000
"""Slots kept free below cells that reach over rows; `rowspan=1000` in every cell is an attack, not a table."""


@dataclass(slots=True, eq=False)  # not frozen: that takes three times as long to make, and tables have hundreds
class Cell:
    """One cell with the columns it covers; `text` is its (first) words in one line, empty in tables that hold tables."""

    element: HtmlElement
    row: int
    column: int
    across: int
    down: int
    text: str

    @property
    def head(self) -> bool:
        return self.element.tag == "th"

    @property
    def empty(self) -> bool:
        """Does it hold neither words nor anything that is seen?"""
        return not self.text and self.element.find(".//*") is None


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One table: its own cells row by row, how deep it stands in other tables, and what it is used for.

    `named` says that a caption, a summary or an ARIA name belongs to it.
    """

    element: HtmlElement
    rows: tuple[tuple[Cell, ...], ...]
    width: int
    depth: int
    holds_table: bool
    named: bool
    use: Use

    @property
    def heads(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row if cell.head]


@derived
def table_uses(page: Page) -> tuple[Table, ...]:
    """The tables of the page in document order."""
    tables = page.elements("table")
    if not tables:
        return ()
    spanning = frozenset([*with_attribute(page, "colspan"), *with_attribute(page, "rowspan")])
    marked = frozenset(cell for name in ("scope", "headers") for cell in with_attribute(page, name) if cell.get(name))
    return tuple(_table(element, spanning, marked) for element in tables)


def _table(element: HtmlElement, spanning: Collection[HtmlElement], marked: Collection[HtmlElement]) -> Table:
    holds = next(element.iterdescendants("table"), None) is not None
    rows = _rows(element, spanning, worded=not holds)
    width = max([cell.column + cell.across for row in rows for cell in row], default=0)
    depth = sum(1 for _ in element.iterancestors("table"))
    caption = next((child for child in element if child.tag == "caption"), None)
    words = "".join(caption.itertext()) if caption is not None else ""
    named = any(
        part.strip()
        for part in (
            words,
            element.get("summary", ""),
            element.get("aria-label", ""),
            element.get("aria-labelledby", ""),
        )
    )
    marks = any(cell.head or cell.element in marked for row in rows for cell in row)
    use = _use(element, rows, width, holds=holds, named=named, marked=marks)
    return Table(element, rows, width, depth, holds, named, use)


def _rows(element: HtmlElement, spanning: Collection[HtmlElement], *, worded: bool) -> tuple[tuple[Cell, ...], ...]:
    """The table's own cells, placed on the grid as browsers place them; without words where tables stand in it."""
    rows: list[tuple[Cell, ...]] = []
    taken: dict[tuple[int, int], bool] = {}
    lines = [part for part in element if part.tag == "tr" or part.tag in _PARTS]
    lines = [line for part in lines for line in ([part] if part.tag == "tr" else [tr for tr in part if tr.tag == "tr"])]
    for number, line in enumerate(lines):
        column, cells = 0, []
        for cell in line:
            if cell.tag not in {"td", "th"}:
                continue
            while (number, column) in taken:
                column += 1
            across, down = (_span(cell, "colspan"), _span(cell, "rowspan")) if cell in spanning else (1, 1)
            if down > 1 and len(taken) + across * min(down, len(lines) - number) <= _SLOT_CAP:
                for below in range(number + 1, min(number + down, len(lines))):
                    for covered in range(column, column + across):
                        taken[below, covered] = True
            cells.append(Cell(cell, number, column, across, down, _words(cell) if worded else ""))
            column += across
        rows.append(tuple(cells))
    return tuple(rows)


def _words(cell: HtmlElement) -> str:
    """The words of a cell; of one that holds half the page the first are enough to tell that it is no datum."""
    if not len(cell):
        return " ".join((cell.text or "").split())
    parts: list[str] = []
    size, limit = 0, 4 * _LONG
    for part in cell.itertext():
        parts.append(part)
        size += len(part)
        if size > limit:
            text = " ".join("".join(parts).split())
            if len(text) > 2 * _LONG:
                return text
            limit *= 2
    return " ".join("".join(parts).split())


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _SPAN) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _use(
    element: HtmlElement, rows: tuple[tuple[Cell, ...], ...], width: int, *, holds: bool, named: bool, marked: bool
) -> Use:
    role = element.get("role", "").strip().lower()
    if role in {"presentation", "none"}:
        return "layout"
    cells = [cell for row in rows for cell in row]
    if not cells:
        return "unclear"
    if not holds and next(element.iterdescendants(*_FIELDS), None) is not None:
        return "unclear" if marked else "layout"
    if not holds and (marked or named or role or any(part.tag in {"thead", "colgroup"} for part in element)):
        return "data"
    if holds and not marked:
        return "layout"
    if marked:
        return "unclear"
    if _ruled(element, rows, width) and not holds:
        return "data" if _regular(rows) and all(len(cell.text) <= 60 for cell in cells) else "unclear"
    blocks = next(element.iterdescendants(*_CONTENT), None) is not None
    if len(cells) == 1 or any(_part_of_page(cell, blocks=blocks) for cell in cells):
        return "layout"
    if len(rows) >= 3 and width >= 2 and all(len(cell.text) <= 60 for cell in cells):
        return "data" if _regular(rows) else "unclear"
    if len(rows) == 1 or width == 1:
        return "layout"
    return "unclear"


def _ruled(element: HtmlElement, rows: tuple[tuple[Cell, ...], ...], width: int) -> bool:
    """Are lines drawn between several rows and columns? Who lays a page out hides them."""
    border = element.get("border", "0").strip()
    return len(rows) >= 3 and width >= 2 and border.isascii() and border.isdigit() and int(border[:4]) > 0


def _part_of_page(cell: Cell, *, blocks: bool) -> bool:
    """Does the cell hold headings, several paragraphs, or long text? `blocks` says that some cell of the table may."""
    if len(cell.text) > _LONG:
        return True
    if not blocks or not len(cell.element):
        return False
    found = [inner.tag for inner in cell.element.iterdescendants() if inner.tag in _CONTENT]
    return len(found) > 1 or any(tag in _SINGLE for tag in found)


def _regular(rows: tuple[tuple[Cell, ...], ...]) -> bool:
    """Do nearly all rows have the same number of filled cells?"""
    counts = [len(row) for row in rows if row]
    usual = max(set(counts), key=counts.count)
    filled = sum(1 for row in rows for cell in row if cell.text)
    total = sum(counts)
    return usual >= 2 and counts.count(usual) * 4 >= len(counts) * 3 and filled * 3 >= total * 2
