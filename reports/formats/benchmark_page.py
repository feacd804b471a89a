"""Writes the page of one site beside its group."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from audits.store.run_folder import RunFolder
from reports.benchmark import Benchmark, MeasureStanding, Standing
from reports.columns import shown
from reports.formats.fix_list import FixList
from reports.formats.web import About, band, render, site_name, write_page
from reports.formats.wording import worded
from reports.language import DEFAULT, Language, language


def write_benchmark(run: RunFolder, found: Benchmark, lang: str = DEFAULT) -> Path:
    """Write RUN/report/benchmark.html and return it."""
    words = language(lang)
    run.report.mkdir(parents=True, exist_ok=True)
    path = run.report / "benchmark.html"
    write_page(path, render("benchmark.html", words, _values(run, found, words)))
    return path


def _values(run: RunFolder, found: Benchmark, words: Language) -> dict[str, Any]:
    name = site_name(str(found.site["name"]), str(found.site["url"]))
    lead = words.say("benchmark.lead_none")
    if found.peers:
        lead = words.say("benchmark.lead", n=found.peers, group=found.group, run=found.peer_run)
    versions = ", ".join(found.versions)
    return {
        "about": About.of(run, found.scoring),
        "title": words.say("benchmark.title", name=name),
        "url": str(found.site["url"]),
        "lead": lead,
        "versions": words.say("benchmark.versions", audits=versions) if versions else "",
        "fixes": FixList(words).rows(list(found.fixes), total=not math.isnan(found.readings[0].score)),
        "standing_head": words.say("site.group_standing", group=found.group),
        "readings": [_reading(each, words) for each in found.readings],
        "measures": [_measure(each, words) for each in found.measures],
    }


def _reading(each: Standing, words: Language) -> dict[str, Any]:
    standing = ""
    if not math.isnan(each.percentile):
        standing = words.say("site.standing", n=round(each.percentile))
    elif each.sites and not math.isnan(each.score):
        standing = words.say("site.standing_none")
    return {
        "name": each.name,
        "score": None if math.isnan(each.score) else each.score,
        "text": shown(each.score),
        "band": "" if math.isnan(each.score) else band(each.score),
        "median": shown(each.median),
        "best": shown(each.best_quarter),
        "standing": standing,
    }


def _measure(each: MeasureStanding, words: Language) -> dict[str, Any]:
    return {
        "title": each.title,
        "category": words.say(f"category.{each.category}"),
        "value": worded(each.value, each.unit, words),
        "median": worded(each.median, each.unit, words),
        "best": worded(each.best_quarter, each.unit, words),
        "place": words.say(f"benchmark.{each.place}") if each.place else "",
        "kind": each.place,
    }
