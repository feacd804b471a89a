"""Draws the run's sites on the map: dots, the user's own areas, and statistics of those areas."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from reports.aggregate import OVERALL
from reports.columns import shown, whole
from reports.formats import drawings
from reports.formats.drawings import Dot
from reports.formats.web import band, site_name
from reports.language import Language
from reports.places import Area, Relation, area_medians, areas_of, read_areas, read_statistics, relation

_STEPS = {"poor": 0, "weak": 1, "fair": 2, "good": 3}
_TABLE = 60  # areas in the page's table


@dataclass(frozen=True, slots=True)
class Ground:
    """The user's areas (maybe none), the area of each site, and how statistics go with the totals."""

    areas: tuple[Area, ...]
    area_of: pd.Series[str]
    relations: tuple[Relation, ...]


def read_ground(sites: pd.DataFrame, scores: pd.DataFrame, areas: Path | None, statistics: Path | None) -> Ground:
    """Read the files there are. Raises `ReportError` where one cannot be used."""
    own = sites["area"].astype("str").str.strip() if len(sites) else pd.Series(dtype="str")
    there: Sequence[Area] = read_areas(areas, list(own.unique())) if areas else ()
    area_of = areas_of(sites, there) if there else own
    relations: tuple[Relation, ...] = ()
    if statistics:
        table = read_statistics(statistics)
        relations = tuple(relation(scores[OVERALL], area_of, table, str(name)) for name in table.columns)
    return Ground(tuple(there), area_of, relations)


def map_section(ground: Ground, sites: pd.DataFrame, scores: pd.DataFrame, language: Language) -> dict[str, Any] | None:
    """The map with its sentence and its table; none where the list has neither places nor areas to draw."""
    total = scores[OVERALL]
    dots = _dots(sites, total)
    if not ground.areas and len({(dot.x, dot.y) for dot in dots}) < 2:
        return None
    medians = area_medians(total, ground.area_of)
    known = total.dropna()
    sentence = language.say(
        "index.map_chart", sites=language.say("count.sites", n=len(dots) or len(known)),
        low=whole(known.min()) if len(known) else "–", high=whole(known.max()) if len(known) else "–",
    )  # fmt: skip
    drawing = _areas(ground.areas, medians, dots, sentence) if ground.areas else drawings.dot_map(dots, sentence)
    rows: Iterable[Any] = medians.sort_values("sites", ascending=False).head(_TABLE).itertuples()
    return {
        "drawing": drawing,
        "says": language.say("index.map_areas" if ground.areas else "index.map_dots"),
        "rows": [
            {
                "area": row.Index,
                "sites": int(row.sites),
                "median": shown(row.median),
            }
            for row in rows
        ],
    }


def statistics_section(ground: Ground, language: Language) -> list[dict[str, Any]]:
    """For each statistic a sentence, and a drawing and table where there is enough to say."""
    return [_relation(each, language) for each in ground.relations]


def _relation(each: Relation, language: Language) -> dict[str, Any]:
    if each.interval is None:
        return {
            "title": each.statistic,
            "says": language.say("index.statistics_none", statistic=each.statistic),
            "rows": [],
        }
    figures = {name: f"{getattr(each.interval, name):.2f}".replace("-", "−") for name in ("value", "low", "high")}
    says = language.say("index.statistics_says", statistic=each.statistic, areas=len(each.table), **figures)
    rows: list[Any] = list(each.table.itertuples())
    dots = [Dot(row.statistic, row.median, 0, f"{row.Index}: {row.statistic:g}, {whole(row.median)}") for row in rows]
    labels = (each.statistic, language.say("category.overall"))
    return {
        "title": each.statistic,
        "says": says,
        "drawing": drawings.scatter(dots, labels, says),
        "rows": [
            {
                "area": row.Index,
                "statistic": f"{row.statistic:g}",
                "median": str(whole(row.median)),
                "sites": int(row.sites),
            }
            for row in rows
        ],
    }


def _areas(areas: Sequence[Area], medians: pd.DataFrame, dots: Sequence[Dot], sentence: str) -> Markup:
    steps: dict[str, int] = {}
    titles: dict[str, str] = {}
    rows: Iterable[Any] = medians.itertuples()
    for row in rows:
        steps[row.Index] = _step(row.median)
        titles[row.Index] = f"{row.Index}: {whole(row.median)} ({row.sites})"
    return drawings.area_map(areas, steps, titles, dots, sentence)


def _dots(sites: pd.DataFrame, total: pd.Series[float]) -> list[Dot]:
    placed = sites[sites["lat"].notna() & sites["lon"].notna()]
    rows: Iterable[Any] = placed.itertuples()
    dots = []
    for row in rows:
        score = total.get(row.Index, math.nan)
        name = site_name(row.name, row.url)
        dots.append(Dot(row.lon, row.lat, _step(score), name if math.isnan(score) else f"{name}: {whole(score)}"))
    return dots


def _step(score: float) -> int:
    return -1 if math.isnan(score) else _STEPS[band(score)]
