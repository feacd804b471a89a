"""Sites find their areas, and areas their scores and statistics."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from reports.places import Projection, area_medians, areas_of, read_areas, read_statistics, relation
from reports.tables import ReportError

SQUARE = [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]], [[0.5, 0.5], [1, 0.5], [1, 1], [0.5, 1], [0.5, 0.5]]]
NEXT = [[[2, 0], [4, 0], [4, 2], [2, 2], [2, 0]]]


def _geojson(folder: Path, *features: tuple[dict[str, Any], dict[str, Any] | None]) -> Path:
    path = folder / "wards.geojson"
    rows = [{"type": "Feature", "properties": properties, "geometry": geometry} for properties, geometry in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    return path


def _two(folder: Path) -> Path:
    return _geojson(
        folder,
        ({"code": "E01", "WD24NM": "North"}, {"type": "Polygon", "coordinates": SQUARE}),
        ({"code": "E02", "WD24NM": "South"}, {"type": "MultiPolygon", "coordinates": [NEXT]}),
        ({"code": "E03", "WD24NM": "Nowhere"}, None),
    )


def test_the_property_that_matches_the_list_names_the_areas(tmp_path: Path) -> None:
    assert [area.name for area in read_areas(_two(tmp_path), ["south", "North"])] == ["North", "South"]
    assert [area.name for area in read_areas(_two(tmp_path))] == ["E01", "E02"]


def test_a_point_lies_in_its_area_and_not_in_the_hole(tmp_path: Path) -> None:
    north, south = read_areas(_two(tmp_path), ["North"])
    assert north.holds(0.2, 0.2)
    assert not north.holds(0.7, 0.7)
    assert not north.holds(3, 1)
    assert south.holds(3, 1)


def test_sites_go_by_name_first_and_by_point_else(tmp_path: Path) -> None:
    areas = read_areas(_two(tmp_path), ["North"])
    sites = pd.DataFrame(
        {"area": ["north ", "", "Elsewhere", ""], "lat": [None, 1.0, 0.2, None], "lon": [None, 3.0, 0.2, None]}
    )
    assert areas_of(sites, areas).tolist() == ["North", "South", "North", ""]


def test_areas_have_medians_over_scored_sites() -> None:
    medians = area_medians(pd.Series([10.0, 30, 80, math.nan, 5]), pd.Series(["N", "N", "S", "S", ""]), minimum=2)
    assert medians["sites"].to_dict() == {"N": 2, "S": 1}
    assert medians.loc["N", "median"] == 20
    assert math.isnan(medians.loc["S", "median"])


def test_a_statistic_is_joined_by_area_and_correlated_over_areas(tmp_path: Path) -> None:
    path = tmp_path / "claimants.csv"
    path.write_text("area;rate;note\n" + "".join(f"Ward {n};{n}.5 %;x\n" for n in range(12)), encoding="utf-8")
    statistics = read_statistics(path)
    assert list(statistics.columns) == ["rate"]
    scores = pd.Series([100.0 - n for n in range(12)], name="overall")
    found = relation(scores, pd.Series([f"ward {n}" for n in range(12)]), statistics, "rate")
    assert len(found.table) == 12
    assert found.interval is not None
    assert found.interval.value == pytest.approx(-1)
    one = relation(scores.head(1), pd.Series(["ward 1"]), statistics, "rate")
    assert one.interval is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not json", "no GeoJSON"),
        ("[]", "no GeoJSON"),
        ('{"features": []}', "no polygon"),
        ('{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}', "no polygon"),
        ('{"features": [{"geometry": {"type": "Polygon", "coordinates": [[[1]]]}}]}', "no proper corners"),
        ('{"features": [{"geometry": {"type": "Polygon", "coordinates": [[[531000, 1], [2, 2], [3, 3]]]}}]}', "WGS 84"),
    ],
)
def test_what_is_no_map_is_refused_in_a_sentence(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match=words):
        read_areas(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "no column `area`"), ("ward,rate\nN,1\n", "no column `area`"), ("area,x\nN,y\n", "no column of numbers")],
)
def test_what_is_no_statistic_is_refused_in_a_sentence(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match=words):
        read_statistics(path)


def test_the_drawing_keeps_north_up_and_all_points_within() -> None:
    points = [(-0.5, 51.0), (0.5, 52.0), (0.0, 51.5)]
    ground = Projection(points, 400)
    west, north = ground.place(-0.5, 52.0)
    east, south = ground.place(0.5, 51.0)
    assert west < east
    assert north < south
    assert all(
        0 <= x <= ground.width and 0 <= y <= ground.height for x, y in (ground.place(*point) for point in points)
    )
    assert Projection([(1.0, 1.0)], 100).place(1.0, 1.0) == (12, 12)


def test_figures_may_have_the_comma_of_the_continent(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text("area;rate\nNorth;3,5\nSouth;4,25 %\n", encoding="utf-8")
    assert read_statistics(tmp_path / "rates.csv")["rate"].tolist() == [3.5, 4.25]
