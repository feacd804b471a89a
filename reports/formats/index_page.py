"""Makes the comparison: the page that sets all sites side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from audits.store.records import CATEGORIES
from reports.aggregate import OVERALL, Standings
from reports.formats import drawings
from reports.formats.web import band, render, write_page
from reports.language import Language
from reports.scoring import Scoring

STATUSES = (
    "ok", "partial", "unreachable", "refused", "parked", "moved", "social_only", "invalid", "waiting",
)  # fmt: skip

_STATIC_ROWS = 200  # rows that stand in the page without a script; 10,000 would be 5 MB of HTML


@dataclass(frozen=True, slots=True)
class About:
    """What made the report."""

    version: str
    run: str
    digest: str
    origin: str


def write_index(
    path: Path, sites: pd.DataFrame, standings: Standings, scoring: Scoring, about: About, language: Language
) -> None:
    """Write index.html."""
    shown = _shown(sites, standings)
    named = [group for group in dict.fromkeys(shown["group"]) if group]
    has_groups = len(named) > 1
    statuses = _statuses(sites)
    values: dict[str, Any] = {
        "about": about,
        "title": _title(len(sites), language),
        "lead": _lead(sites, language),
        "strongest": _strongest(standings, scoring, language),
        "statuses": statuses,
        "categories": [_spread(name, standings, language) for name in (OVERALL, *CATEGORIES)],
        "groups": list(dict.fromkeys(shown["group"])),
        "has_groups": has_groups,
        "heads": _heads(has_groups, language),
        "rows": [_row(site, standings) for site in shown.head(_STATIC_ROWS).itertuples()],
        "total": len(sites),
        "weights": _weights(scoring, language),
        "min_coverage": f"{scoring.min_coverage:.0%}",
        "min_group": scoring.min_group,
        "category_names": CATEGORIES,
        "data": _data(shown, standings, has_groups, language),
    }
    write_page(path, render("index.html", language, values, script="table.js"))


def _shown(sites: pd.DataFrame, standings: Standings) -> pd.DataFrame:
    frame = sites[["key", "url", "name"]].copy()
    frame["title"] = [name or address(url) for name, url in zip(sites["name"], sites["url"], strict=True)]
    frame["address"] = [address(url) for url in sites["url"]]
    frame["group"] = standings.groups.reindex(sites.index).fillna("") if len(sites) else ""
    frame["status"] = sites["status"].where(sites["status"] != "", "waiting")
    frame["coverage"] = standings.coverage.reindex(sites.index)
    return frame


def address(url: str) -> str:
    """An address as people say it, without scheme and last slash."""
    return url.partition("://")[2].rstrip("/") or url


def _title(sites: int, language: Language) -> str:
    if sites == 0:
        return language.say("index.title_none")
    if sites == 1:
        return language.say("index.title_one")
    return language.say("index.title", sites=language.say("count.sites", n=sites))


def _lead(sites: pd.DataFrame, language: Language) -> str:
    if sites.empty:
        return language.say("index.nothing")
    measured = int(sites["measured"].sum())
    if measured == 0:
        return language.say("index.nothing_measured")
    rest = language.say("index.all_measured" if measured == len(sites) else "index.some_missing")
    return language.say("index.lead", measured=measured, sites=language.say("count.sites", n=len(sites)), rest=rest)


def _strongest(standings: Standings, scoring: Scoring, language: Language) -> str:
    medians = standings.scores[list(CATEGORIES)].median().dropna()
    if len(medians) < 2 or standings.scores[list(CATEGORIES)].count().max() < scoring.min_group:
        return ""
    best, worst = str(medians.idxmax()), str(medians.idxmin())
    return language.say(
        "index.strongest", best=language.say(f"category.{best}"), best_score=round(float(medians[best])),
        worst=language.say(f"category.{worst}"), worst_score=round(float(medians[worst])),
    )  # fmt: skip


def _statuses(sites: pd.DataFrame) -> list[dict[str, Any]]:
    status = sites["status"].where(sites["status"] != "", "waiting")
    counts = status.value_counts()
    return [{"status": name, "sites": int(counts[name])} for name in STATUSES if name in counts]


def _spread(name: str, standings: Standings, language: Language) -> dict[str, Any]:
    scores = standings.scores[name].dropna()
    title = language.say(f"category.{name}")
    if scores.empty:
        sentence = language.say("index.spread_none", title=title)
        return {"title": title, "drawing": drawings.spread([], None, sentence), "median": "", "middle": "", "scored": 0}
    low, median, high = (float(scores.quantile(part)) for part in (0.25, 0.5, 0.75))
    sentence = language.say(
        "index.spread", title=title, sites=language.say("count.sites", n=len(scores)),
        median=round(median), low=round(low), high=round(high),
    )  # fmt: skip
    return {
        "title": title,
        "drawing": drawings.spread(list(scores), median, sentence),
        "median": f"{median:.0f}",
        "middle": f"{low:.0f}–{high:.0f}",
        "scored": len(scores),
    }


def _heads(has_groups: bool, language: Language) -> list[dict[str, str]]:
    heads = [{"title": language.say("index.site_head"), "kind": "text"}]
    if has_groups:
        heads.append({"title": language.say("index.group_head"), "kind": "text"})
    heads.append({"title": language.say("index.status_head"), "kind": "text"})
    numbers = [
        language.say("index.coverage_head"),
        *(language.say(f"category.{name}") for name in (OVERALL, *CATEGORIES)),
    ]
    return heads + [{"title": title, "kind": "number"} for title in numbers]


def _row(site: Any, standings: Standings) -> dict[str, Any]:
    scores = standings.scores.loc[site.Index]
    return {
        "key": site.key,
        "name": site.title,
        "address": site.address,
        "group": site.group,
        "status": site.status,
        "coverage": "" if pd.isna(site.coverage) else f"{site.coverage:.0%}".replace("%", " %"),
        "scores": [
            {"text": "" if pd.isna(score) else f"{score:.0f}", "band": "" if pd.isna(score) else band(float(score))}
            for score in scores
        ],
    }


def _weights(scoring: Scoring, language: Language) -> str:
    weights = {category.title: category.weight for category in scoring.categories.values()}
    if len(set(weights.values())) == 1:
        return language.say("index.weights_note")
    return language.say(
        "index.weights_own", weights=", ".join(f"{title} {weight:g}" for title, weight in weights.items())
    )


def _data(shown: pd.DataFrame, standings: Standings, has_groups: bool, language: Language) -> dict[str, Any]:
    """The rows of the table in one compact block for the script."""
    groups = list(dict.fromkeys(shown["group"]))
    group_place = {group: place for place, group in enumerate(groups)}
    scores = standings.scores.round(1).astype("object").where(standings.scores.notna(), None)
    every: Iterable[Any] = shown.itertuples()
    rows = [
        [
            site.key, site.title, site.address, group_place[site.group], STATUSES.index(site.status),
            None if pd.isna(site.coverage) else round(site.coverage * 100), *numbers,
        ]
        for site, numbers in zip(every, scores.itertuples(index=False), strict=True)
    ]  # fmt: skip
    return {
        "lang": language.code,
        "grouped": has_groups,
        "groups": groups,
        "statuses": [language.say(f"status.{name}") for name in STATUSES],
        "status_names": list(STATUSES),
        "shown": str(_raw(language, "index.shown")),
        "rows": rows,
    }


def _raw(language: Language, key: str) -> Any:
    entry: Any = language.texts
    for part in key.split("."):
        assert isinstance(entry, Mapping)
        entry = entry[part]
    return entry
