"""Draws small charts as SVG that carry their own sentence for who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from markupsafe import Markup, escape

from reports.columns import whole
from reports.places import Area, Projection

_BINS = 20
_WIDTH = 640
_ROW = 26


@dataclass(frozen=True, slots=True)
class Dot:
    """One spot of a map or scatter: where, which of the steps 0 to 3 (-1 for none), and what it is."""

    x: float
    y: float
    step: int
    title: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart of intervals; `low` and `high` are None where there is no interval."""

    title: str
    value: float
    low: float | None
    high: float | None


def spread(scores: Sequence[float], median: float | None, sentence: str, width: int = 220, height: int = 40) -> Markup:
    """How many sites have which score from 0 to 100: bars, and a line at the median."""
    heights, _ = np.histogram(np.asarray(scores, dtype="float64"), bins=_BINS, range=(0, 100))
    top = max(1, int(heights.max(initial=0)))
    step = width / _BINS
    bars = "".join(
        f'<rect x="{place * step + 0.5:g}" y="{height - 1 - _tall(count, top, height):g}" width="{step - 1:g}" '
        f'height="{_tall(count, top, height):g}"/>'
        for place, count in enumerate(heights)
        if count
    )
    line = ""
    if median is not None:
        x = median / 100 * width
        line = f'<line class="median" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{height}"/>'
    floor = f'<path class="floor" d="M0 {height - 0.5}H{width}"/>'
    return _svg(f"{bars}{floor}{line}", sentence, width, height, "spread")


def meter(score: float | None, width: int = 120, height: int = 10) -> Markup:
    """One score as a bar. It is decoration: the number stands beside it."""
    shape = f'<rect class="empty" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="2"/>'
    if score is not None:
        filled = max(0.0, min(100.0, score)) / 100 * width
        shape += f'<rect class="filled" width="{max(filled, 2):.1f}" height="{height}" rx="2"/>'
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="meter" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" '
        f'focusable="false">{shape}</svg>'
    )


def stack(parts: Sequence[tuple[int, str]], sentence: str, height: int = 22) -> Markup:
    """Counts side by side as shares of one bar; each part has a class of its own."""
    total = sum(count for count, _ in parts) or 1
    shapes, x = "", 0.0
    for count, kind in parts:
        wide = count / total * _WIDTH
        shapes += f'<rect class="part {kind}" x="{x:.1f}" width="{max(wide - 1, 0.5):.1f}" height="{height}"/>'
        x += wide
    return _svg(shapes, sentence, _WIDTH, height, "stack", stretch=True)


def intervals(bars: Sequence[Bar], sentence: str) -> Markup:
    """A dot for each figure from 0 to 100, with a line for its interval."""
    left, right = 200, _WIDTH - 50
    height = _ROW * len(bars) + 26

    def at(value: float) -> str:
        return f"{left + value / 100 * (right - left):.1f}"

    ticks = "".join(
        f'<path class="floor" d="M{at(tick)} 0V{height - 20}"/>'
        f'<text class="tick" x="{at(tick)}" y="{height - 5}" text-anchor="middle">{tick}</text>'
        for tick in (0, 25, 50, 75, 100)
    )
    rows = ""
    for place, bar in enumerate(bars):
        y = place * _ROW + _ROW / 2
        rows += f'<text x="{left - 10}" y="{y + 4:g}" text-anchor="end">{escape(_short(bar.title, 24))}</text>'
        if bar.low is not None and bar.high is not None:
            rows += f'<path class="whisker" d="M{at(bar.low)} {y:g}H{at(bar.high)}"/>'
        rows += f'<circle class="dot" cx="{at(bar.value)}" cy="{y:g}" r="5"/>'
        rows += f'<text x="{right + 12}" y="{y + 4:g}">{whole(bar.value)}</text>'
    return _svg(ticks + rows, sentence, _WIDTH, height, "chart")


def scatter(dots: Sequence[Dot], labels: tuple[str, str], sentence: str) -> Markup:
    """Two figures of each thing against each other; the axes begin and end at the data."""
    width, height, pad = _WIDTH, 400, 46
    xs, ys = [dot.x for dot in dots], [dot.y for dot in dots]
    (left, right), (low, high) = _range(xs), _range(ys)
    shapes = f'<path class="axis" d="M{pad} 8V{height - pad}H{width - 8}"/>'
    for dot in dots:
        x = pad + (dot.x - left) / (right - left) * (width - pad - 20)
        y = height - pad - (dot.y - low) / (high - low) * (height - pad - 20)
        shapes += f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="5"><title>{escape(dot.title)}</title></circle>'
    for value, x, y, anchor in (
        (left, pad, height - pad + 18, "start"), (right, width - 12, height - pad + 18, "end"),
        (low, pad - 6, height - pad, "end"), (high, pad - 6, 18, "end"),
    ):  # fmt: skip
        shapes += f'<text class="tick" x="{x}" y="{y}" text-anchor="{anchor}">{value:.3g}</text>'
    shapes += (
        f'<text x="{(width + pad) / 2}" y="{height - 8}" text-anchor="middle">{escape(_short(labels[0], 70))}</text>'
    )
    shapes += (
        f'<text transform="translate(14 {(height - pad) / 2}) rotate(-90)" text-anchor="middle">'
        f"{escape(_short(labels[1], 50))}</text>"
    )
    return _svg(shapes, sentence, width, height, "chart")


def dot_map(dots: Sequence[Dot], sentence: str) -> Markup:
    """Dots by longitude (x) and latitude (y)."""
    ground = Projection([(dot.x, dot.y) for dot in dots], _WIDTH)
    return _svg(_dots(dots, ground), sentence, round(ground.width), round(ground.height), "map")


def area_map(
    areas: Sequence[Area], steps: Mapping[str, int], titles: Mapping[str, str], dots: Sequence[Dot], sentence: str
) -> Markup:
    """Areas filled by their step, and sites as dots upon them."""
    ground = Projection([corner for area in areas for polygon in area.polygons for corner in polygon[0]], _WIDTH)
    shapes = ""
    for area in areas:
        path = "".join(f"M{_corners(ring, ground)}Z" for polygon in area.polygons for ring in polygon)
        title = escape(titles.get(area.name, area.name))
        kind = _step(steps.get(area.name, -1))
        shapes += f'<path class="area {kind}" fill-rule="evenodd" d="{path}"><title>{title}</title></path>'
    inside = [dot for dot in dots if _on(ground, dot)]
    return _svg(shapes + _dots(inside, ground, 2.5), sentence, round(ground.width), round(ground.height), "map")


def lines(series: Mapping[str, Sequence[float | None]], labels: Sequence[str], sentence: str) -> Markup:
    """One small line from 0 to 100 for each series, over the same labels."""
    left, right = 200, _WIDTH - 50
    tall = 44
    height = tall * len(series) + 24
    step = (right - left) / max(1, len(labels) - 1)
    shapes = ""
    for row, (name, values) in enumerate(series.items()):
        floor = row * tall + tall - 6
        points = [
            (left + place * step, floor - value / 100 * (tall - 10))
            for place, value in enumerate(values)
            if value is not None
        ]
        shapes += f'<path class="floor" d="M{left} {floor}H{right}"/>'
        shapes += f'<text x="{left - 10}" y="{floor - 8}" text-anchor="end">{escape(_short(name, 24))}</text>'
        if points:
            shapes += '<path class="line" d="M' + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + '"/>'
            shapes += "".join(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in points)
            last = next(value for value in reversed(values) if value is not None)
            shapes += f'<text x="{right + 12}" y="{points[-1][1] + 4:.1f}">{whole(last)}</text>'
    for place, label in ((0, labels[0]), (len(labels) - 1, labels[-1])) if labels else ():
        anchor = "start" if place == 0 else "end"
        x = left + place * step
        shapes += f'<text class="tick" x="{x:.1f}" y="{height - 4}" text-anchor="{anchor}">{escape(label)}</text>'
    return _svg(shapes, sentence, _WIDTH, height, "chart")


def course(points: Sequence[tuple[date, float]], sentence: str) -> Markup:
    """One figure from 0 to 100 over the days it was taken on, each with its number."""
    width, height, left, right, top, floor = 340, 150, 34, 300, 22, 118
    days = (points[-1][0] - points[0][0]).days

    def at(place: int, value: float) -> tuple[float, float]:
        # Runs of one day stand side by side
        along = (points[place][0] - points[0][0]).days / days if days else place / max(1, len(points) - 1)
        return left + 14 + along * (right - left - 14), floor - value / 100 * (floor - top)

    shapes = ""
    for tick in (0, 50, 100):
        y = at(0, tick)[1]
        shapes += f'<path class="floor" d="M{left} {y:g}H{right + 20}"/>'
        shapes += f'<text class="tick" x="{left - 8}" y="{y + 4:g}" text-anchor="end">{tick}</text>'
    placed = [(*at(place, value), value) for place, (_, value) in enumerate(points)]
    shapes += '<path class="line" d="M' + "L".join(f"{x:.1f} {y:.1f}" for x, y, _ in placed) + '"/>'
    for x, y, value in placed:
        shapes += f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
        shapes += f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle">{whole(value)}</text>'
    for (day, _), x, anchor in ((points[0], left, "start"), (points[-1], right + 20, "end")):
        shapes += f'<text class="tick" x="{x}" y="{height - 8}" text-anchor="{anchor}">{day.isoformat()}</text>'
    return _svg(shapes, sentence, width, height, "chart course")


def _dots(dots: Iterable[Dot], ground: Projection, radius: float = 5) -> str:
    shapes = ""
    for dot in dots:
        x, y = ground.place(dot.x, dot.y)
        kind, title = _step(dot.step), escape(dot.title)
        shapes += f'<circle class="site {kind}" cx="{x}" cy="{y}" r="{radius}"><title>{title}</title></circle>'
    return shapes


def _corners(ring: Sequence[tuple[float, float]], ground: Projection) -> str:
    """Corners that fall on the same spot of the drawing are drawn once: boundaries come far finer than any screen."""
    placed: list[tuple[float, float]] = []
    for lon, lat in ring:
        x, y = ground.place(lon, lat)
        if not placed or abs(x - placed[-1][0]) + abs(y - placed[-1][1]) >= 0.8:
            placed.append((x, y))
    return "L".join(f"{x:g} {y:g}" for x, y in placed)


def _on(ground: Projection, dot: Dot) -> bool:
    x, y = ground.place(dot.x, dot.y)
    return 0 <= x <= ground.width and 0 <= y <= ground.height


def _step(step: int) -> str:
    return f"step{step}" if step >= 0 else "nostep"


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    return (low, high) if high > low else (low - 1, high + 1)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _tall(count: int, top: int, height: int) -> float:
    return round(max(2.0, count / top * (height - 6)), 1)


def _svg(inside: str, sentence: str, width: int, height: int, kind: str, *, stretch: bool = False) -> Markup:
    aspect = ' preserveAspectRatio="none"' if stretch else ""
    return Markup(  # noqa: S704 - numbers only, and every text is escaped where it is put in
        f'<svg class="{kind}" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}"{aspect} '
        f'aria-label="{escape(sentence)}">{inside}</svg>'
    )
