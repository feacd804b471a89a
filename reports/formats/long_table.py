"""Writes the measurements as a tidy Parquet table: one row per site and audit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from audits.store.records import Value

_ORDER = (
    "site", "url", "name", "group", "area", "status", "category", "audit", "version", "outcome", "value", "text",
    "home", "home_text", "unit", "score", "weight", "pages", "failing", "checked", "failed", "reason",
)  # fmt: skip
_ROWS = 2**20  # of a group in the file, and of those held at once


def long_table(sites: pd.DataFrame, audits: pd.DataFrame) -> pd.DataFrame:
    """`value` is the number (yes is 1, no is 0), `text` the answer where it is a text; `score` is 0 to 100."""
    about = sites[["key", "url", "name", "group", "area", "status"]].rename(columns={"key": "site"})
    numbers = dict.fromkeys(audits.select_dtypes("int32").columns, "int64")
    frame = audits.astype(numbers | {"category": "str"}).join(about, on="site_id")
    values, homes = frame["value"], frame["home"]
    frame["value"], frame["text"] = values.map(_number).astype("float64"), values.map(_text)
    frame["home"], frame["home_text"] = homes.map(_number).astype("float64"), homes.map(_text)
    frame["score"] = (frame["score"] * 100).round(2)
    return frame[list(_ORDER)]


def write_parquet(path: Path, sites: pd.DataFrame, audits: pd.DataFrame) -> None:
    """The long table, a million rows at a time. The file appears whole or not at all."""
    part = path.with_name("_" + path.name)  # readers of a folder of Parquet skip names with a leading underscore
    schema = _schema(sites, audits)
    # Opened by us: the library takes no path that is not UTF-8.
    with part.open("wb") as file, pq.ParquetWriter(file, schema, compression="snappy") as writer:
        for start in range(0, max(1, len(audits)), _ROWS):
            frame = long_table(sites, audits.iloc[start : start + _ROWS])
            writer.write_table(pa.Table.from_pandas(frame, schema, preserve_index=False))
    part.replace(path)


def _schema(sites: pd.DataFrame, audits: pd.DataFrame) -> Any:
    """As pandas says it; only a column without any text is one of texts all the same."""
    schema = pa.Schema.from_pandas(long_table(sites, audits.head(_ROWS)), preserve_index=False)
    for place, field in enumerate(schema):
        if pa.types.is_null(field.type):
            schema = schema.set(place, field.with_type(pa.string()))
    return schema


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
