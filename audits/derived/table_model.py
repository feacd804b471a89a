"""Lays tables out on their grid and assigns header cells to data cells, as HTML asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.attributes import with_attribute
from audits.derived.hidden import hidden_from_at
from audits.derived.roles import role
from audits.page import Page

CELL_CAP = 20_000
"""Slots of one table that are laid out; `rowspan=65534` in every cell is an attack, not a table."""


@dataclass(slots=True, eq=False)  # not frozen: that takes three times as long to make, and tables have hundreds
class Cell:
    """One cell: its element, its place (row and column from 0), and how far it stretches."""

    element: HtmlElement
    row: int
    column: int
    height: int
    width: int
    role: str

    @property
    def is_header(self) -> bool:
        return self.role in {"columnheader", "rowheader"}


@dataclass(slots=True, eq=False)
class Table:
    """One exposed table or grid: cells in document order, its size, and who stands in each slot.

    `native` says it is an HTML `table`. `assigned` are the cells of each header cell, `headed` the data cells that
    have a header.
    """

    element: HtmlElement
    native: bool
    cells: list[Cell] = field(default_factory=list)
    slots: dict[tuple[int, int], Cell] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    lengths: list[int] = field(default_factory=list)
    assigned: dict[HtmlElement, list[HtmlElement]] = field(default_factory=dict)
    headed: set[HtmlElement] = field(default_factory=set)


@derived
def tables(page: Page) -> Sequence[Table]:
    """Every exposed table, native ones first. Tables marked as presentation are none, nor those that only hold others."""
    found = [
        _native(page, element)
        for element in page.elements("table")
        if _worth_it(element)
        and role(page, element) in {"table", "grid", "treegrid"}
        and not hidden_from_at(page, element)
    ]
    homemade = [
        element
        for element in with_attribute(page, "role")
        if element.tag != "table" and role(page, element) in {"table", "grid", "treegrid"}
    ]
    found += [_homemade(page, element) for element in homemade if not hidden_from_at(page, element)]
    for table in found:
        _assign(page, table)
    return found


def _worth_it(table: HtmlElement) -> bool:
    """Has it header cells or references, or no table inside? The rest arranges the page and need not be laid out."""
    if next(table.iterdescendants("table"), None) is None:
        return True
    return any(
        cell.tag == "th" or "headers" in cell.attrib or "role" in cell.attrib for row in rows_of(table) for cell in row
    )


def rows_of(table: HtmlElement) -> list[HtmlElement]:
    """The `tr` elements of this table and of no table inside it."""
    rows: list[HtmlElement] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in {"thead", "tbody", "tfoot"}:
            rows.extend(row for row in child if row.tag == "tr")
    return rows


def _native(page: Page, element: HtmlElement) -> Table:
    table = Table(element, native=True)
    wide, high, said = (frozenset(with_attribute(page, name)) for name in ("colspan", "rowspan", "role"))
    plain = "cell" if role(page, element) == "table" else "gridcell"
    for number, row in enumerate(rows_of(element)):
        column = length = 0
        for cell in row:
            tag = cell.tag
            if tag not in {"td", "th"}:
                continue
            while (number, column) in table.slots:
                column += 1
            width = _span(cell, "colspan", 1000) if cell in wide else 1
            height = _span(cell, "rowspan", 65534) if cell in high else 1
            kind = plain if tag == "td" and cell not in said else role(page, cell)
            _place(table, Cell(cell, number, column, height, width, kind))
            column += width
            length += width
        table.lengths.append(length)
    table.rows = len(table.lengths)
    return table


def _homemade(page: Page, element: HtmlElement) -> Table:
    table = Table(element, native=False)
    rows = [
        each for each in element.iter() if isinstance(each.tag, str) and each.get("role") and role(page, each) == "row"
    ]
    for number, row in enumerate(rows[:2000]):
        column = 0
        for cell in row.iter():
            if cell is row or not isinstance(cell.tag, str):
                continue
            kind = role(page, cell)
            if kind in {"cell", "gridcell", "columnheader", "rowheader"}:
                width = _number(cell.get("aria-colspan", ""), 1, 1000)
                _place(table, Cell(cell, number, column, 1, width, kind))
                column += width
        table.lengths.append(column)
    table.rows = len(table.lengths)
    return table


def _place(table: Table, cell: Cell) -> None:
    table.cells.append(cell)
    if cell.height == cell.width == 1 and len(table.slots) < CELL_CAP:
        table.slots.setdefault((cell.row, cell.column), cell)
        table.columns = max(table.columns, cell.column + 1)
        return
    bottom = cell.row + max(cell.height, 1)
    for row in range(cell.row, min(bottom, cell.row + 1000)):
        for column in range(cell.column, cell.column + cell.width):
            if len(table.slots) >= CELL_CAP:
                return
            table.slots.setdefault((row, column), cell)
    table.columns = max(table.columns, cell.column + cell.width)


def _span(cell: HtmlElement, name: str, most: int) -> int:
    return _number(cell.get(name, ""), 1, most)


def _number(text: str, otherwise: int, most: int) -> int:
    text = text.strip()
    if not text.isdecimal() or len(text) > 9:
        return otherwise
    return min(int(text), most) or otherwise


def _assign(page: Page, table: Table) -> None:
    explicit: set[HtmlElement] = set()
    inside = {cell.element for cell in table.cells}
    naming = frozenset(with_attribute(page, "headers")) if table.native else frozenset()
    for cell in table.cells if naming else ():
        names = cell.element.get("headers", "").split() if cell.element in naming else []
        targets = [page.ids[name][0] for name in names[:50] if name in page.ids]
        for target in targets:
            if target in inside and target is not cell.element:
                table.assigned.setdefault(target, []).append(cell.element)
                table.headed.add(cell.element)
        if names:
            explicit.add(cell.element)
    budget = [4 * CELL_CAP]
    for header in table.cells:
        if header.is_header:
            _reach(table, header, explicit, budget)


def _reach(table: Table, header: Cell, explicit: set[HtmlElement], budget: list[int]) -> None:
    """Give a header the cells below it, to the right of it, or both, as `scope` and its neighbours say."""
    reached = table.assigned.setdefault(header.element, [])
    across, down = _directions(table, header)
    places: list[tuple[int, int]] = []
    right, bottom = header.column + header.width, header.row + header.height
    if down:
        places += [(row, column) for column in range(header.column, right) for row in range(bottom, table.rows)]
    if across:
        rows = range(header.row, min(bottom, table.rows))
        places += [(row, column) for row in rows for column in range(right, table.columns)]
    if budget[0] < len(places):
        del places[max(budget[0], 0) :]
    budget[0] -= len(places)
    met = [cell.element for cell in map(table.slots.get, places) if cell is not None and cell is not header]
    if explicit:
        met = [element for element in met if element not in explicit]
    reached += met
    table.headed.update(met)


def _directions(table: Table, header: Cell) -> tuple[bool, bool]:
    scope = header.element.get("scope", "").strip().lower() if table.native else ""
    if scope in {"row", "rowgroup"}:
        return True, False
    if scope in {"col", "colgroup"}:
        return False, True
    if not table.native:
        return header.role == "rowheader", header.role == "columnheader"
    # Without `scope` a header is read both ways, as screen readers do in doubt; HTML's own guess is narrower.
    return True, True
