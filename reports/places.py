"""Lays scores out over the ground: dots, the user's own areas, and statistics of those areas."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from reports.robustness import Interval, spearman
from reports.tables import ReportError

Ring = tuple[tuple[float, float], ...]
"""Corners as (longitude, latitude)."""


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the user's own boundaries. In each polygon the first ring is the outside, further rings are holes."""

    name: str
    polygons: tuple[tuple[Ring, ...], ...]

    def holds(self, lon: float, lat: float) -> bool:
        return any(
            _inside(polygon[0], lon, lat) and not any(_inside(hole, lon, lat) for hole in polygon[1:])
            for polygon in self.polygons
        )


@dataclass(frozen=True, slots=True)
class Relation:
    """How a statistic of areas goes with their scores; `interval` is None where there is too little to say."""

    statistic: str
    reading: str
    table: pd.DataFrame
    interval: Interval | None


def read_areas(path: Path, names: Sequence[str] = ()) -> list[Area]:
    """Areas of a GeoJSON file. The property that names them is the one whose values match most of `names`.

    Without any match it is `area`, `name` or the first text property. Raises `ReportError`.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        features = [each for each in data["features"] if each.get("geometry")]
    except OSError as error:
        raise ReportError(f"{path}: the areas cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReportError(f"{path}: this is no GeoJSON FeatureCollection.") from error
    naming = _naming(features, {name.casefold() for name in names})
    areas = []
    for place, feature in enumerate(features, 1):
        polygons = tuple(_polygons(feature["geometry"], path))
        if polygons:
            given = (feature.get("properties") or {}).get(naming)
            areas.append(Area(str(given) if given is not None else f"area {place}", polygons))
    if not areas:
        raise ReportError(f"{path}: there is no polygon in it.")
    corners = [corner for area in areas for polygon in area.polygons for corner in polygon[0]]
    if any(abs(lon) > 180 or abs(lat) > 90 for lon, lat in corners):
        raise ReportError(f"{path}: the corners are no longitudes and latitudes; export it in WGS 84 (EPSG:4326).")
    return areas


def areas_of(sites: pd.DataFrame, areas: Sequence[Area]) -> pd.Series[str]:
    """The area of each site: the list's own `area` where the boundaries have it, else the one its point lies in."""
    by_name = {area.name.casefold(): area.name for area in areas}
    found = []
    for own, lat, lon in zip(sites["area"], sites["lat"], sites["lon"], strict=True):
        name = by_name.get(str(own).strip().casefold(), "")
        if not name and lat is not None and lon is not None and not math.isnan(lat) and not math.isnan(lon):
            name = next((area.name for area in areas if area.holds(lon, lat)), "")
        found.append(name)
    return pd.Series(found, index=sites.index, dtype="str")


def area_medians(scores: pd.Series[float], areas: pd.Series[str], minimum: int = 1) -> pd.DataFrame:
    """Sites and median score of each area (index); NaN under `minimum` sites."""
    known = pd.DataFrame({"score": scores, "area": areas.reindex(scores.index)})
    known = known[(known["area"] != "") & known["score"].notna()]
    by_area = known.groupby("area")["score"]
    sites = by_area.count()
    return pd.DataFrame({"sites": sites, "median": by_area.median().where(sites >= minimum)})


def read_statistics(path: Path) -> pd.DataFrame:
    """A CSV of area statistics: index `area`, a column of numbers per statistic. Raises `ReportError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ReportError(f"{path}: the statistics cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ReportError(f"{path}: the statistics are not UTF-8; save them as CSV (UTF-8).") from error
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    point = str.maketrans(
        "" if separator == "," else ",", "" if separator == "," else "."
    )  # 3,5 as Excel on the continent
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
    if not rows or "area" not in rows[0]:
        raise ReportError(f"{path}, line 1: there is no column `area`; name the column of areas as in your list.")
    index = [row["area"].strip() for row in rows]
    numbers = {
        name: pd.to_numeric(
            pd.Series([str(row[name]).rstrip(" %").translate(point) for row in rows]), errors="coerce"
        ).to_numpy()
        for name in rows[0]
        if name and name != "area"
    }
    frame = pd.DataFrame(numbers, index=index).dropna(axis="columns", how="all")
    if frame.columns.empty:
        raise ReportError(f"{path}: there is no column of numbers beside `area`.")
    return frame[~frame.index.duplicated()]


def relation(scores: pd.Series[float], areas: pd.Series[str], statistics: pd.DataFrame, statistic: str) -> Relation:
    """The median score of each area against a statistic of it, with Spearman's correlation over areas."""
    medians = area_medians(scores, areas)
    given = statistics[statistic]
    given = given.set_axis(given.index.str.strip().str.casefold())
    table = medians.assign(statistic=[given.get(str(name).strip().casefold(), np.nan) for name in medians.index])
    table = table.dropna()
    return Relation(statistic, str(scores.name), table, spearman(table["statistic"], table["median"]))


class Projection:
    """Longitude and latitude onto a drawing, true at the middle latitude (a county is small enough for that)."""

    def __init__(self, points: Sequence[tuple[float, float]], width: float, pad: float = 12) -> None:
        lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
        self._west, self._north = min(lons), max(lats)
        self._squeeze = math.cos(math.radians((max(lats) + min(lats)) / 2))
        wide = max((max(lons) - self._west) * self._squeeze, 1e-6)
        tall = max(self._north - min(lats), 1e-6)
        self._scale = min((width - 2 * pad) / wide, (width * 1.2 - 2 * pad) / tall)
        self._pad = pad
        self.width = wide * self._scale + 2 * pad
        self.height = tall * self._scale + 2 * pad

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        x = (lon - self._west) * self._squeeze * self._scale + self._pad
        y = (self._north - lat) * self._scale + self._pad
        return round(x, 1), round(y, 1)


def _naming(features: Sequence[Mapping[str, Any]], names: set[str]) -> str:
    properties = [feature.get("properties") or {} for feature in features]
    keys = list(dict.fromkeys(key for each in properties for key, value in each.items() if isinstance(value, str)))
    hits = {key: sum(str(each.get(key, "")).casefold() in names for each in properties) for key in keys}
    best = max(keys, key=lambda key: hits[key], default="")
    if best and hits[best]:
        return best
    return next((key for key in ("area", "name") if key in keys), keys[0] if keys else "")


def _polygons(geometry: Mapping[str, Any], path: Path) -> Iterator[tuple[Ring, ...]]:
    kind, given = geometry.get("type"), geometry.get("coordinates")
    try:
        if kind == "Polygon":
            yield _rings(given)
        elif kind == "MultiPolygon":
            yield from (_rings(each) for each in given or ())
    except (TypeError, ValueError, IndexError) as error:
        raise ReportError(f"{path}: a polygon in it has no proper corners.") from error


def _rings(given: Any) -> tuple[Ring, ...]:
    rings = tuple(tuple((float(corner[0]), float(corner[1])) for corner in ring) for ring in given)
    if not rings or len(rings[0]) < 3:
        raise ValueError("a ring of less than three corners")
    return rings


def _inside(ring: Ring, lon: float, lat: float) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    inside = False
    for (x, y), (next_x, next_y) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y > lat) != (next_y > lat) and lon < (next_x - x) * (lat - y) / (next_y - y) + x:
            inside = not inside
    return inside
