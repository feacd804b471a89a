"""Writes the scorecards as an Excel workbook: frozen head, filters, colours by band, a sheet of definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from reports.formats.cells import CELL_CAP, safe_text
from reports.scorecards import PERCENTILES, SCORES

_OPTIONS = {
    "strings_to_formulas": False,  # "=HYPERLINK(" in a page's title would otherwise be live
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    "constant_memory": True,  # 10,000 sites by 80 columns
}
_BANDS = ((0, 40, "#F6D5D0"), (40, 60, "#FBE8C5"), (60, 80, "#EEF2C8"), (80, 100.1, "#D3EBD3"))
_WIDTHS = {"url": 36, "name": 28, "reason": 40, "final_url": 30, "site": 28}


def write_workbook(
    path: Path,
    cards: pd.DataFrame,
    definitions: Sequence[Mapping[str, str]],
    findings: tuple[Sequence[str], Iterable[Sequence[Any]]],
    about: Sequence[tuple[str, str]],
) -> None:
    """Sheets: Scorecards, Findings, Definitions, About. The file appears whole or not at all."""
    part = path.with_name("_" + path.name)
    with xlsxwriter.Workbook(str(part), _OPTIONS) as book:
        head = book.add_format(
            {"bold": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
        )
        _scorecards(book, head, cards)
        _sheet(book, head, "Findings", findings[0], findings[1], [28, 34, 20, 14, 28, 34, 8, 9, 10, 10, 10, 50])
        columns = ["column", "unit", "meaning", "source"]
        _sheet(
            book,
            head,
            "Definitions",
            columns,
            ([row.get(name, "") for name in columns] for row in definitions),
            [30, 14, 80, 50],
        )
        _sheet(book, head, "About", ["what", "value"], about, [30, 100])
    part.replace(path)


def _scorecards(book: Any, head: Any, cards: pd.DataFrame) -> None:
    sheet = book.add_worksheet("Scorecards")
    names = list(cards.columns)
    scores = [place for place, name in enumerate(names) if name in SCORES]
    formats = {name: book.add_format({"num_format": "0.0"}) for name in (*SCORES, *PERCENTILES)}
    formats["coverage"] = book.add_format({"num_format": "0%"})
    _head(sheet, head, names, [_WIDTHS.get(name, 12) for name in names])
    for row, cells in enumerate(cards.itertuples(index=False), 1):
        for place, (name, cell) in enumerate(zip(names, cells, strict=True)):
            _write(sheet, row, place, cell, formats.get(name))
    last = len(cards)
    sheet.autofilter(0, 0, max(last, 1), len(names) - 1)
    for place in scores:
        for low, high, colour in _BANDS:
            band = {"type": "cell", "criteria": "between", "minimum": low, "maximum": high - 0.0001}
            blank = {"type": "blanks", "stop_if_true": True}
            sheet.conditional_format(1, place, max(last, 1), place, blank)
            sheet.conditional_format(
                1, place, max(last, 1), place, band | {"format": book.add_format({"bg_color": colour})}
            )


def _sheet(
    book: Any, head: Any, title: str, names: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]
) -> None:
    sheet = book.add_worksheet(title)
    _head(sheet, head, names, widths)
    last = 0
    for last, cells in enumerate(rows, 1):
        for place, cell in enumerate(cells):
            _write(sheet, last, place, cell, None)
    sheet.autofilter(0, 0, max(last, 1), len(names) - 1)


def _head(sheet: Any, head: Any, names: Sequence[str], widths: Sequence[int]) -> None:
    sheet.freeze_panes(1, 1)
    for place, name in enumerate(names):
        sheet.set_column(place, place, widths[place] if place < len(widths) else 14)
        sheet.write_string(0, place, safe_text(str(name)), head)


def _write(sheet: Any, row: int, place: int, cell: Any, form: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        sheet.write_string(row, place, safe_text(str(cell))[:CELL_CAP], form)
    else:
        sheet.write_number(row, place, cell, form)
