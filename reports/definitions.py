"""Says of every column of the scorecards what it means, in which unit, and who says so."""

from __future__ import annotations

from collections.abc import Iterable

from reports.columns import key_figures
from reports.language import Language
from reports.scorecards import PERCENTILES, SCORES, own_columns
from reports.scoring import Scoring

_UNITS = {
    "pages": "count",
    "coverage": "share",
    "fetched_at": "date and time",
    "rank": "count",
    "rank_low": "count",
    "rank_high": "count",
}


def definitions(columns: Iterable[str], scoring: Scoring, language: Language) -> list[dict[str, str]]:
    """One row per column: `column`, `unit`, `meaning`, `source`."""
    ours = set(own_columns())
    return [_definition(name, scoring, language) if name in ours else _listed(name, language) for name in columns]


def _listed(name: str, language: Language) -> dict[str, str]:
    return {"column": name, "unit": "text", "meaning": language.say("definition.list"), "source": ""}


def _definition(name: str, scoring: Scoring, language: Language) -> dict[str, str]:
    figures = key_figures()
    if name in figures:
        return {"column": name, "unit": figures[name].unit, "meaning": figures[name].meaning, "source": ""}
    if name in PERCENTILES:
        title = language.say(f"category.{name.removesuffix('_percentile')}")
        return {
            "column": name,
            "unit": "0–100",
            "meaning": language.say("definition.percentile", title=title),
            "source": "",
        }
    if name in SCORES and name != "overall":
        words = {"title": language.say(f"category.{name}"), "meaning": language.say(f"category_meaning.{name}")}
        return {
            "column": name,
            "unit": "0–100",
            "meaning": language.say("definition.category", **words),
            "source": _sources(name, scoring),
        }
    unit = "0–100" if name == "overall" else _UNITS.get(name, "text")
    return {"column": name, "unit": unit, "meaning": language.say(f"definition.{name}"), "source": ""}


def _sources(category: str, scoring: Scoring) -> str:
    rules = [rule for rule in scoring.rules.values() if rule.category == category and rule.weight > 0]
    return "; ".join(dict.fromkeys(f"{rule.source} ({rule.year})" for rule in rules))
