"""Draws small charts as SVG that carry their own sentence for who cannot see them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup, escape

_BINS = 20


def spread(scores: Sequence[float], median: float | None, sentence: str, width: int = 200, height: int = 40) -> Markup:
    """How many sites have which score from 0 to 100: bars, and a line at the median."""
    heights, _ = np.histogram(np.asarray(scores, dtype="float64"), bins=_BINS, range=(0, 100))
    top = max(1, int(heights.max(initial=0)))
    step = width / _BINS
    bars = "".join(
        f'<rect x="{place * step + 0.5:g}" y="{height - 2 - _tall(count, top, height):g}" width="{step - 1:g}" '
        f'height="{_tall(count, top, height):g}"/>'
        for place, count in enumerate(heights)
        if count
    )
    line = ""
    if median is not None:
        x = median / 100 * width
        line = f'<line class="median" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{height}"/>'
    return _svg(f'<path class="floor" d="M0 {height - 1}H{width}"/>{bars}{line}', sentence, width, height, "spread")


def meter(score: float | None, width: int = 120, height: int = 10) -> Markup:
    """One score as a bar. It is decoration: the number stands beside it."""
    filled = 0.0 if score is None else max(0.0, min(100.0, score)) / 100 * width
    shape = f'<rect class="empty" width="{width}" height="{height}" rx="2"/>'
    if score is not None:
        shape += f'<rect class="filled" width="{max(filled, 2):.1f}" height="{height}" rx="2"/>'
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="meter" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" '
        f'focusable="false">{shape}</svg>'
    )


def _tall(count: int, top: int, height: int) -> float:
    return round(max(2.0, count / top * (height - 6)), 1)


def _svg(inside: str, sentence: str, width: int, height: int, kind: str) -> Markup:
    return Markup(  # noqa: S704 - numbers only, and the sentence is escaped
        f'<svg class="{kind}" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-label="{escape(sentence)}">{inside}</svg>'
    )
