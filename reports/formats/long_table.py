"""Writes the measurements as a tidy Parquet table: one row per site and audit."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from audits.store.records import Value

_ORDER = (
    "site", "url", "name", "group", "area", "status", "category", "audit", "version", "outcome", "value", "text",
    "home", "home_text", "unit", "score", "weight", "pages", "failing", "checked", "failed", "reason",
)  # fmt: skip


def long_table(sites: pd.DataFrame, audits: pd.DataFrame) -> pd.DataFrame:
    """`value` is the number (yes is 1, no is 0), `text` the answer where it is a text; `score` is 0 to 100."""
    about = sites[["key", "url", "name", "group", "area", "status"]].rename(columns={"key": "site"})
    frame = audits.join(about, on="site_id")
    values, homes = frame["value"], frame["home"]
    frame["value"], frame["text"] = values.map(_number).astype("float64"), values.map(_text)
    frame["home"], frame["home_text"] = homes.map(_number).astype("float64"), homes.map(_text)
    frame["score"] = (frame["score"] * 100).round(2)
    return frame[list(_ORDER)]


def write_parquet(path: Path, frame: pd.DataFrame) -> None:
    """The file appears whole or not at all."""
    part = path.with_name("_" + path.name)  # readers of a folder of Parquet skip names with a leading underscore
    frame.to_parquet(part, index=False)
    part.replace(path)


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
