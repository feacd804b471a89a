"""Says how far two people, and the program, agree on what a site has."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from audits.store.run_folder import RunFolder
from reports.columns import key_figures, tidy
from reports.robustness import bootstrap
from reports.tables import ReportError, read_tables, run_store

PROGRAM = "program"

_YES = {"yes", "y", "1", "true", "x", "ja", "oui"}
_NO = {"no", "n", "0", "false", "nein", "non"}
_ABOUT = {"site", "url", "name", "group", "coder", "notes"}


def agreement(run: RunFolder, sheets: Sequence[Path]) -> pd.DataFrame:
    """Cohen's kappa for each feature: between each two coders, and between each coder and the program.

    Columns: `feature`, `left`, `right`, `sites` that both answered, `agree` (share), `kappa`, `low`, `high` (bootstrap
    over sites). Kappa is NaN where both always gave one and the same answer: agreement by chance is then certain.
    Raises `ReportError` where a sheet cannot be used.
    """
    coders = {_coder(path, place): read_sheet(path) for place, path in enumerate(sheets, 1)}
    if len(coders) < len(sheets):
        raise ReportError("two of the sheets have the same name; give each coder's sheet a name of its own.")
    features = list(dict.fromkeys(name for answers in coders.values() for name in answers))
    everyone = coders | {PROGRAM: program_answers(run, features)}
    rows = []
    for feature in features:
        for left, right in combinations(everyone, 2):
            pairs = _pairs(everyone[left].get(feature, {}), everyone[right].get(feature, {}))
            rows.append({"feature": feature, "left": left, "right": right, **_figures(pairs)})
    return pd.DataFrame(rows, columns=["feature", "left", "right", "sites", "agree", "kappa", "low", "high"])


def read_sheet(path: Path) -> dict[str, dict[str, str]]:
    """A coder's answers: feature → site → answer. Empty cells are no answer. Raises `ReportError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ReportError(f"{path}: the coding sheet cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ReportError(f"{path}: the coding sheet is not UTF-8; save it as CSV (UTF-8).") from error
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    if "site" not in (reader.fieldnames or []):
        raise ReportError(
            f"{path}, line 1: there is no column `site`; start from the sheet that `frontline sample` wrote."
        )
    answers: dict[str, dict[str, str]] = {name: {} for name in reader.fieldnames or [] if name and name not in _ABOUT}
    for row in reader:
        for name, given in answers.items():
            answer = normal(row.get(name) or "")
            if answer:
                given[row["site"]] = answer
    return answers


def program_answers(run: RunFolder, features: Sequence[str]) -> dict[str, dict[str, str]]:
    """What the program says of the same features, in the same shape."""
    with run_store(run.database) as engine:
        tables = read_tables(engine)
    measured = tables.sites[tables.sites["measured"]]
    figures = key_figures()
    answers: dict[str, dict[str, str]] = {name: {} for name in features if name in figures}
    for site_id, key in measured["key"].items():
        for name, given in answers.items():
            value = tidy(tables.facts.get(int(str(site_id)), {}).get(name))
            if value is not None:
                given[key] = normal(str(value))
    return answers


def normal(cell: str) -> str:
    """An answer whatever way it was typed."""
    text = cell.strip().lower().removeprefix("'")
    return "yes" if text in _YES else "no" if text in _NO else text


def kappa(pairs: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> float:
    """Cohen's kappa of coded answers (rows of two): agreement beyond chance (Cohen 1960)."""
    if len(pairs) == 0:
        return np.nan
    kinds = int(pairs.max()) + 1
    together = np.zeros((kinds, kinds))
    np.add.at(together, (pairs[:, 0], pairs[:, 1]), 1)
    shares = together / len(pairs)
    by_chance = float((shares.sum(axis=0) * shares.sum(axis=1)).sum())
    return np.nan if by_chance >= 1 else float((np.trace(shares) - by_chance) / (1 - by_chance))


def _figures(pairs: list[tuple[str, str]]) -> dict[str, float]:
    kinds = {answer: place for place, answer in enumerate(sorted({answer for pair in pairs for answer in pair}))}
    coded = np.array([(kinds[left], kinds[right]) for left, right in pairs], dtype="int64").reshape(-1, 2)
    value = kappa(coded)
    low, high = np.nan, np.nan
    if not np.isnan(value):
        low, high = bootstrap(
            coded.astype("float64"), lambda samples: np.array([kappa(each.astype("int64")) for each in samples])
        )
    agree = float((coded[:, 0] == coded[:, 1]).mean()) if len(coded) else np.nan
    return {"sites": len(pairs), "agree": agree, "kappa": value, "low": low, "high": high}


def _pairs(left: Mapping[str, str], right: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(answer, right[site]) for site, answer in left.items() if site in right]


def _coder(path: Path, place: int) -> str:
    return path.stem if path.stem != PROGRAM else f"coder-{place}"
