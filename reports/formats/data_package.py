"""Writes the data dictionary: every column of every table with its unit and meaning (Frictionless Data Package)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from reports.formats.findings_list import COLUMNS
from reports.formats.web import About
from reports.language import Language

_NUMBERS = {
    "0–100", "share", "kilobytes", "seconds", "words", "count", "days", "years", "stage", "grade", "per page", "year",
}  # fmt: skip
_COUNTS = {"pages", "places"}


def write_data_package(
    path: Path, columns: Sequence[Mapping[str, str]], long: pd.DataFrame, about: About, language: Language
) -> None:
    """`columns` are the definitions of the scorecards, `long` the measurements."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "frontline-report",
        "title": about.run,
        "description": language.say("common.honest"),
        "version": about.version,
        "scoring": {"digest": about.digest, "origin": about.origin},
        "resources": [
            _resource("scorecards", "scorecards.csv", "csv", [_field(each) for each in columns]),
            _resource("findings", "findings.csv", "csv", [_plain(name, language) for name in COLUMNS]),
            _resource(
                "measurements", "measurements.parquet", "parquet",
                [_plain(str(name), language, long[name]) for name in long.columns],
            ),
        ],
    }  # fmt: skip
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _resource(name: str, path: str, form: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "format": form,
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _field(each: Mapping[str, str]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": each["column"],
        "type": "number" if each["unit"] in _NUMBERS else "string",
        "description": each["meaning"],
        "unit": each["unit"],
    }
    return field | ({"source": each["source"]} if each["source"] else {})


def _plain(name: str, language: Language, column: pd.Series[Any] | None = None) -> dict[str, Any]:
    number = name in _COUNTS or (column is not None and pd.api.types.is_numeric_dtype(column))
    return {"name": name, "type": "number" if number else "string", "description": language.say(f"column.{name}")}
