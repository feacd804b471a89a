"""Answers media queries for the phone that pages are weighed and laid out on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2

PHONE_WIDTH = 412.0
PHONE_HEIGHT = 823.0
PHONE_RATIO = 1.75
"""The phone of Lighthouse (moto g power 2022): what most field and laboratory figures are measured on."""


@dataclass(frozen=True, slots=True)
class Device:
    """A screen: width and height of the layout viewport in CSS pixels, and device pixels to each of them.

    `screen` is the width of the glass in CSS pixels, which stays when a page asks for a wider viewport.
    """

    width: float = PHONE_WIDTH
    height: float = PHONE_HEIGHT
    ratio: float = PHONE_RATIO
    screen: float = PHONE_WIDTH


PHONE = Device()

_WORDS = {
    "orientation": None, "hover": "none", "any-hover": "none", "pointer": "coarse", "any-pointer": "coarse",
    "prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference", "prefers-contrast": "no-preference",
    "prefers-reduced-data": "no-preference", "prefers-reduced-transparency": "no-preference", "forced-colors": "none",
    "inverted-colors": "none", "display-mode": "browser", "scripting": "enabled", "update": "fast",
    "overflow-block": "scroll", "overflow-inline": "scroll", "scan": "progressive", "color-gamut": "srgb",
    "dynamic-range": "standard",
}  # fmt: skip
_NUMBERS = {"color": 8.0, "color-index": 0.0, "monochrome": 0.0, "grid": 0.0}
_PER_INCH = {"in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 96 / 72, "pc": 16.0, "px": 1.0}


@lru_cache(maxsize=4096)
def matches(query: str, device: Device = PHONE) -> bool:
    """Does that media query list hold on this device? An empty one holds; what cannot be read does not."""
    tokens = tinycss2.parse_component_value_list(query, skip_comments=True)
    return matches_tokens(tokens, device)


def matches_tokens(tokens: Sequence[Any], device: Device = PHONE) -> bool:
    """As `matches`, for the prelude of an `@media` rule that tinycss2 has read."""
    tokens = [token for token in tokens if token.type not in {"whitespace", "comment"}]
    if not tokens:
        return True
    return any(_query(part, device) for part in _split(tokens, ","))


def length(token: Any, device: Device = PHONE) -> float | None:
    """A length token in CSS pixels: absolute, of the viewport, or in units of the browser's own 16 px text."""
    if token.type == "number":
        return 0.0 if token.value == 0 else None
    if token.type != "dimension":
        return None
    unit = token.lower_unit
    if unit in _PER_INCH:
        return float(token.value * _PER_INCH[unit])
    relative = {
        "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "vw": device.width / 100, "vh": device.height / 100,
        "svw": device.width / 100, "dvw": device.width / 100, "lvw": device.width / 100, "vi": device.width / 100,
        "svh": device.height / 100, "dvh": device.height / 100, "lvh": device.height / 100, "vb": device.height / 100,
        "vmin": min(device.width, device.height) / 100, "vmax": max(device.width, device.height) / 100,
    }  # fmt: skip
    return float(token.value * relative[unit]) if unit in relative else None


def _query(tokens: list[Any], device: Device) -> bool:
    negated = False
    if tokens and tokens[0].type == "ident" and tokens[0].lower_value in {"not", "only"}:
        negated = tokens[0].lower_value == "not"
        tokens = tokens[1:]
    if not tokens:
        return False
    if tokens[0].type == "ident":
        holds = tokens[0].lower_value in {"all", "screen"}
        tokens = tokens[1:]
        if tokens:
            if tokens[0].type != "ident" or tokens[0].lower_value != "and":
                return False
            holds = holds and _condition(tokens[1:], device) is True
        return holds is not negated
    answer = _condition(tokens, device)
    return answer is not None and answer is not negated


def _condition(tokens: list[Any], device: Device) -> bool | None:
    """`None` where it cannot be read, which never matches, negated or not."""
    if not tokens:
        return None
    if tokens[0].type == "ident" and tokens[0].lower_value == "not":
        inner = _condition(tokens[1:], device)
        return None if inner is None else not inner
    answers = [_factor(part, device) for part in _split(tokens, "and")]
    if len(answers) == 1 and any(token.type == "ident" and token.lower_value == "or" for token in tokens):
        either = [_factor(part, device) for part in _split(tokens, "or")]
        return None if None in either else any(either)
    return None if None in answers else all(answers)


def _factor(tokens: list[Any], device: Device) -> bool | None:
    if len(tokens) == 2 and tokens[0].type == "ident" and tokens[0].lower_value == "not":
        inner = _factor(tokens[1:], device)
        return None if inner is None else not inner
    if len(tokens) != 1 or tokens[0].type != "() block":
        return None
    content = [token for token in tokens[0].content if token.type not in {"whitespace", "comment"}]
    if content and (content[0].type == "() block" or (content[0].type == "ident" and content[0].lower_value == "not")):
        return _condition(content, device)
    return _feature(content, device)


def _feature(content: list[Any], device: Device) -> bool | None:
    if not content:
        return None
    if content[0].type == "ident" and (len(content) == 1 or content[1] == ":"):
        return _plain(content[0].lower_value, content[2:], device, alone=len(content) == 1)
    return _range(content, device)


def _plain(name: str, value: list[Any], device: Device, *, alone: bool) -> bool | None:
    name = name.replace("-webkit-device-pixel-ratio", "resolution").replace("-webkit-", "")
    if name in {"min--moz-device-pixel-ratio", "max--moz-device-pixel-ratio"}:
        return None
    name = name.replace("device-pixel-ratio", "resolution")
    edge, bare = (name[:3], name[4:]) if name.startswith(("min-", "max-")) else ("", name)
    ours = _ours(bare, device)
    if isinstance(ours, str):
        if edge:
            return None
        if alone:
            return ours not in {"none", "no-preference"}
        return len(value) == 1 and value[0].type == "ident" and value[0].lower_value == ours
    if ours is None:
        return None
    if alone:
        return not edge and ours != 0
    wanted = _amount(value, bare, device)
    if wanted is None:
        return None
    return ours >= wanted if edge == "min" else ours <= wanted if edge == "max" else abs(ours - wanted) < 0.01


def _range(content: list[Any], device: Device) -> bool | None:
    """`width >= 600px`, `400px < width <= 700px`."""
    parts: list[list[Any]] = [[]]
    signs: list[str] = []
    for token in content:
        if token.type == "literal" and token.value in {"<", ">", "=", "<=", ">="}:
            if not parts[-1] and signs:
                signs[-1] += token.value
            else:
                signs.append(token.value)
                parts.append([])
        else:
            parts[-1].append(token)
    names = [part[0].lower_value for part in parts if len(part) == 1 and part[0].type == "ident"]
    if len(names) != 1 or not signs:
        return None
    ours = _ours(names[0], device)
    if not isinstance(ours, float):
        return None
    amounts = [
        ours if len(part) == 1 and part[0].type == "ident" else _amount(part, names[0], device) for part in parts
    ]
    holds = True
    for left, sign, right in zip(amounts, signs, amounts[1:], strict=False):
        if left is None or right is None:
            return None
        holds = holds and {
            "<": left < right, ">": left > right, "=": left == right, "<=": left <= right, ">=": left >= right,
        }.get(sign, False)  # fmt: skip
    return holds


def _ours(name: str, device: Device) -> float | str | None:
    if name == "width":
        return device.width
    if name == "device-width":
        return device.screen
    if name in {"height", "device-height"}:
        return device.height
    if name in {"aspect-ratio", "device-aspect-ratio"}:
        return device.width / device.height
    if name == "resolution":
        return device.ratio
    if name == "orientation":
        return "landscape" if device.width > device.height else "portrait"
    if name in _WORDS:
        return _WORDS[name]
    return _NUMBERS.get(name)


def _amount(value: list[Any], name: str, device: Device) -> float | None:
    if not value:
        return None
    if name.endswith("aspect-ratio"):
        numbers = [float(token.value) for token in value if token.type == "number"]
        if len(numbers) == 2 and numbers[1]:
            return numbers[0] / numbers[1]
        return numbers[0] if len(numbers) == 1 else None
    token = value[0]
    if len(value) != 1:
        return None
    if name == "resolution":
        if token.type == "number":
            return float(token.value)
        scale = {"dppx": 1.0, "x": 1.0, "dpi": 1 / 96, "dpcm": 2.54 / 96}
        return token.value * scale[token.lower_unit] if getattr(token, "lower_unit", "") in scale else None
    if name in _NUMBERS:
        return float(token.value) if token.type == "number" else None
    return length(token, device)


def _split(tokens: Sequence[Any], mark: str) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token == mark or (token.type == "ident" and token.lower_value == mark):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
