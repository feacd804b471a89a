"""Writes what changed between runs: a page to read and tables to work with."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from reports.aggregate import OVERALL, READINGS
from reports.columns import shown, whole
from reports.compare import Change
from reports.formats import drawings
from reports.formats.comma_separated import write_csv
from reports.formats.web import About, band, render, site_name, write_page
from reports.language import Language

_SITES = 200  # sites on the page; changes.csv has all
_FINDINGS = 15  # findings of each fate on the page
_FATES = ("joined", "left", "both", "died", "moved", "refused", "social_only", "not_measured", "came_back", "neither")


def write_change(
    folder: Path, change: Change, about: About, language: Language, series: pd.DataFrame | None = None
) -> Path:
    """Write changes.html, changes.csv (a row per site) and changed_findings.csv; returns the page.

    `series` is what `compare.series` gives for three runs or more.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sites = change.sites.reset_index()
    rounded = sites.round(1).astype("object").where(sites.notna(), None)
    write_csv(folder / "changes.csv", [str(name) for name in rounded.columns], rounded.itertuples(index=False))
    findings = change.findings
    write_csv(
        folder / "changed_findings.csv", [str(name) for name in findings.columns], findings.itertuples(index=False)
    )
    path = folder / "changes.html"
    write_page(path, render("changes.html", language, _values(change, about, language, series)))
    return path


def _values(change: Change, about: About, language: Language, series: pd.DataFrame | None) -> dict[str, Any]:
    names = {"old": change.old.run.root.resolve().name, "new": change.new.run.root.resolve().name}
    fates = change.sites["fate"].value_counts()
    return {
        "about": about,
        "title": language.say("change.title", **names),
        "lead": _lead(change, language),
        "notes": _notes(change, language),
        "fates": [{"fate": name, "sites": int(fates[name])} for name in _FATES if name in fates],
        "medians": [_median(name, change.sites, language) for name in READINGS],
        "sites": _sites(change),
        "mended": _most(change, "mended"),
        "new": _most(change, "new"),
        "series": _series(series, language),
    }


def _lead(change: Change, language: Language) -> str:
    moved = change.sites["overall_change"].dropna()
    both = int((change.sites["fate"] == "both").sum())
    if not both:
        return language.say("change.nothing")
    return language.say(
        "change.lead", both=language.say("count.sites", n=both), better=language.say("count.sites", n=int((moved >= 1).sum())),
        worse=int((moved <= -1).sum()), same=int((moved.abs() < 1).sum()),
    )  # fmt: skip


def _notes(change: Change, language: Language) -> list[str]:
    notes = [language.say("change.rescored")]
    for name, audits in (
        ("versions", tuple(change.versions)), ("only_new", change.only_new), ("only_old", change.only_old)
    ):  # fmt: skip
        if audits:
            titles = ", ".join(_title(change, audit) for audit in audits)
            notes.append(language.say(f"change.{name}", audits=titles))
    return notes


def _median(name: str, sites: pd.DataFrame, language: Language) -> dict[str, Any]:
    both = sites[sites[f"{name}_change"].notna()]
    row: dict[str, Any] = {
        "title": language.say(f"category.{name}"),
        "sites": len(both),
        "old": "",
        "new": "",
        "change": "",
    }
    if both.empty:
        return row | {"better": "", "worse": ""}
    old, new = float(both[f"{name}_old"].median()), float(both[f"{name}_new"].median())
    moved = both[f"{name}_change"]
    return row | {
        "old": str(whole(old)),
        "new": str(whole(new)),
        "change": signed(new - old),
        "better": int((moved >= 1).sum()),
        "worse": int((moved <= -1).sum()),
    }


def _sites(change: Change) -> list[dict[str, Any]]:
    frame = change.sites
    order = frame[f"{OVERALL}_change"].abs().sort_values(ascending=False, kind="stable").index
    there = set(change.new.tables.sites["key"])
    rows: Iterable[Any] = frame.loc[order].head(_SITES).itertuples()
    return [
        {
            "key": row.Index if row.Index in there else "",
            "name": site_name(row.name, row.url),
            "fate": row.fate,
            "old": shown(row.overall_old),
            "new": shown(row.overall_new),
            "band": "" if math.isnan(row.overall_new) else band(row.overall_new),
            "change": "" if math.isnan(row.overall_change) else signed(row.overall_change),
            "mended": row.mended,
            "fresh": row.new,
        }
        for row in rows
    ]


def _most(change: Change, fate: str) -> list[dict[str, Any]]:
    found = change.findings[(change.findings["fate"] == fate) & (change.findings["level"] == "fail")]
    by_audit = found.groupby("audit").agg(findings=("identity", "size"), sites=("site", "nunique"))
    rows: Iterable[Any] = by_audit.sort_values(["sites", "findings"], ascending=False).head(_FINDINGS).itertuples()
    return [
        {"title": _title(change, row.Index), "sites": int(row.sites), "findings": int(row.findings)} for row in rows
    ]


def _series(series: pd.DataFrame | None, language: Language) -> dict[str, Any] | None:
    if series is None or series.empty or series["sites"].max() == 0:
        return None
    runs = list(series.loc[series["reading"] == OVERALL, "run"])
    lines: dict[str, list[float | None]] = {}
    rows = []
    for reading in READINGS:
        part = series[series["reading"] == reading]
        if part["median"].isna().all():
            continue
        title = language.say(f"category.{reading}")
        lines[title] = [None if math.isnan(value) else float(value) for value in part["median"]]
        rows.append({"title": title, "cells": [shown(value) for value in part["median"]]})
    sentence = language.say("change.series_chart", n=len(runs), first=runs[0], last=runs[-1])
    says = language.say("change.series_says", sites=language.say("count.sites", n=int(series["sites"].max())))
    return {"says": says, "drawing": drawings.lines(lines, runs, sentence), "runs": runs, "rows": rows}


def _title(change: Change, audit: str) -> str:
    card = change.cards.get(audit)
    return card.title.rstrip(".") if card else audit


def signed(value: float) -> str:
    """A change with its sign; a real minus, which screen readers read."""
    text = f"{value:+.0f}"
    return "0" if text in {"+0", "-0"} else text.replace("-", "−")
