"""Writes tables as CSV: UTF-8, no byte order mark, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from reports.formats.cells import safe_text
from reports.tables import ReportError


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one table. `None` is an empty cell. The file appears whole or not at all. Raises `ReportError`."""
    if path.is_dir():
        raise ReportError(f"{path} is a folder; name a file for the table.")
    if not path.parent.is_dir():
        raise ReportError(f"{path} cannot be written: there is no folder {path.parent}. Make it, or name another file.")
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8", newline="") as lines:
        writer = csv_writer(lines)
        writer.writerow(csv_line(columns))
        for row in rows:
            writer.writerow(csv_line(row))
    part.replace(path)


def csv_writer(lines: Any) -> Any:
    """The writer of all our CSV files."""
    return csv.writer(lines, lineterminator="\n")


def csv_line(row: Iterable[Any]) -> list[Any]:
    """The cells of one line, made safe. `None` is written as nothing."""
    return [safe_text(cell) if isinstance(cell, str) else cell for cell in row]
