"""Turns CSS colours of every kind into red, green, blue and alpha."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2.color4 import parse_color

Rgba = tuple[float, float, float, float]


@lru_cache(maxsize=4096)
def color(text: str) -> Rgba | None:
    """Red, green, blue and alpha, each 0 to 1; `None` where the text is no colour. Outside sRGB it is cut to it."""
    if text.lower() == "transparent":
        return (0.0, 0.0, 0.0, 0.0)
    try:
        parsed = parse_color(text)
        if parsed is None:
            return _function(text)
        if isinstance(parsed, str):
            return None
        return _srgb(parsed)
    except (ValueError, TypeError, AttributeError, NotImplementedError, KeyError, RecursionError):
        return None


def _srgb(parsed: Any) -> Rgba:
    parts = [part or 0.0 for part in parsed.coordinates]
    space = parsed.space
    alpha = 1.0 if parsed.alpha is None else parsed.alpha
    if space in {"oklch", "lch"}:
        lightness, chroma, hue = parts
        parts = [lightness, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))]
        space = space.removesuffix("ch") + "ab"
    if space == "oklab":
        linear = _oklab(*parts)
    elif space == "lab":
        linear = _lab(*parts)
    elif space == "display-p3":
        linear = _times(_P3, tuple(map(_to_linear, parts)))
    elif space == "srgb-linear":
        linear = (parts[0], parts[1], parts[2])
    else:
        red, green, blue = parsed.to("srgb").coordinates
        return (_unit(red), _unit(green), _unit(blue), _unit(alpha))
    red, green, blue = map(_to_gamma, linear)
    return (_unit(red), _unit(green), _unit(blue), _unit(alpha))


Triple = tuple[float, float, float]

# The matrices of CSS Color 4, section 18 (sample code).
_P3 = ((1.2249402, -0.2249404, 0.0), (-0.0420569, 1.0420571, 0.0), (-0.0196376, -0.0786361, 1.0982735))
_LMS = ((4.0767417, -3.3077116, 0.2309699), (-1.2684380, 2.6097574, -0.3413194), (-0.0041961, -0.7034186, 1.7076147))
_XYZ = ((3.1338561, -1.6168667, -0.4906146), (-0.9787684, 1.9161415, 0.0334540), (0.0719453, -0.2289914, 1.4052427))
_WHITE = (0.9642957, 1.0, 0.8251046)  # D50


def _oklab(lightness: float, a: float, b: float) -> Triple:
    long = lightness + 0.3963377774 * a + 0.2158037573 * b
    middle = lightness - 0.1055613458 * a - 0.0638541728 * b
    short = lightness - 0.0894841775 * a - 1.2914855480 * b
    return _times(_LMS, (long**3, middle**3, short**3))


def _lab(lightness: float, a: float, b: float) -> Triple:
    y = (lightness + 16) / 116
    x, z = y + a / 500, y - b / 200

    def open_up(part: float) -> float:
        return part**3 if part**3 > 216 / 24389 else (116 * part - 16) * 27 / 24389

    return _times(_XYZ, (open_up(x) * _WHITE[0], open_up(y), open_up(z) * _WHITE[2]))


def _times(matrix: tuple[Triple, Triple, Triple], point: tuple[float, ...]) -> Triple:
    one, two, three = (sum(m * p for m, p in zip(row, point, strict=True)) for row in matrix)
    return (one, two, three)


def _to_linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _to_gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _unit(part: float | None) -> float:
    return min(max(part or 0.0, 0.0), 1.0)


def _function(text: str) -> Rgba | None:
    """`color-mix()`, mixed in sRGB whatever space it names, and the light half of `light-dark()`."""
    token = next(iter(tinycss2.parse_component_value_list(text, skip_comments=True)), None)
    if token is None or token.type != "function" or token.lower_name not in {"color-mix", "light-dark"}:
        return None
    parts: list[list[Any]] = [[]]
    for argument in token.arguments:
        if argument.type == "literal" and argument.value == ",":
            parts.append([])
        elif argument.type != "whitespace":
            parts[-1].append(argument)
    if token.lower_name == "light-dark":
        return color(tinycss2.serialize(parts[0]))
    if len(parts) != 3:
        return None
    return _mixed(parts[1], parts[2])


def _mixed(one: list[Any], two: list[Any]) -> Rgba | None:
    shares = [next((part.value / 100 for part in side if part.type == "percentage"), None) for side in (one, two)]
    colors = [color(tinycss2.serialize([part for part in side if part.type != "percentage"])) for side in (one, two)]
    if colors[0] is None or colors[1] is None:
        return None
    first = shares[0] if shares[0] is not None else 1 - (shares[1] if shares[1] is not None else 0.5)
    second = shares[1] if shares[1] is not None else 1 - first
    total = first + second
    if total <= 0:
        return None
    first, second = first / total, second / total
    alpha = colors[0][3] * first + colors[1][3] * second
    if not alpha:
        return (0.0, 0.0, 0.0, 0.0)
    mixed = [
        (a * colors[0][3] * first + b * colors[1][3] * second) / alpha
        for a, b in zip(colors[0][:3], colors[1][:3], strict=True)
    ]
    return (_unit(mixed[0]), _unit(mixed[1]), _unit(mixed[2]), _unit(alpha * min(total, 1.0)))
