"""Turns CSS lengths, `calc()` and its kin included, into pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2

from audits.store.media_query import PHONE, Device, length


@dataclass(frozen=True, slots=True)
class Ruler:
    """What relative units count from: the element's text size, the root's, the screen, and 100 % (`None`: unknown)."""

    em: float = 16.0
    rem: float = 16.0
    device: Device = PHONE
    base: float | None = None


def css_length(text: str, ruler: Ruler) -> float | None:
    """Pixels; `None` for keywords, unknown units, and percentages of an unknown base."""
    if text.endswith("px"):
        try:
            return float(text[:-2])
        except ValueError:
            pass
    tokens = _tokens(text)
    try:
        return _amount(tokens[0], ruler) if len(tokens) == 1 else None
    except RecursionError:  # brackets hundredfold in each other
        return None


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[Any, ...]:
    tokens = tinycss2.parse_component_value_list(text, skip_comments=True)
    return tuple(token for token in tokens if token.type != "whitespace")


def _amount(token: Any, ruler: Ruler) -> float | None:
    if token.type == "percentage":
        return None if ruler.base is None else float(token.value) * ruler.base / 100
    if token.type == "dimension":
        unit = token.lower_unit
        if unit == "em":
            return float(token.value) * ruler.em
        if unit == "rem":
            return float(token.value) * ruler.rem
        if unit in {"ex", "ch"}:
            return float(token.value) * ruler.em / 2
    if token.type == "() block":
        return _sum(_plain(token.content), ruler)
    if token.type == "function":
        return _function(token, ruler)
    return length(token, ruler.device)


def _function(token: Any, ruler: Ruler) -> float | None:
    name = token.lower_name
    if name in {"calc", "-webkit-calc"}:
        return _sum(_plain(token.arguments), ruler)
    if name not in {"min", "max", "clamp"}:
        return None
    parts: list[list[Any]] = [[]]
    for argument in _plain(token.arguments):
        if argument == ",":
            parts.append([])
        else:
            parts[-1].append(argument)
    amounts = [_sum(part, ruler) for part in parts]
    known = [amount for amount in amounts if amount is not None]
    if name == "clamp":
        if len(known) != 3 or len(amounts) != 3:
            return None
        return max(known[0], min(known[1], known[2]))
    if len(known) < len(amounts) or not known:
        return None
    return min(known) if name == "min" else max(known)


def _plain(tokens: Sequence[Any]) -> list[Any]:
    return [token for token in tokens if token.type not in {"whitespace", "comment"}]


def _sum(tokens: list[Any], ruler: Ruler) -> float | None:
    """Sums and products, left to right; a bare number is a factor."""
    total, sign, operator = 0.0, 1.0, "*"
    product: float | None = None
    for token in [*tokens, None]:
        mark = token.value if token is not None and token.type == "literal" else ""
        if token is None or mark in {"+", "-"}:
            if product is None:
                return None
            total += sign * product
            sign, product, operator = (-1.0 if mark == "-" else 1.0), None, "*"
        elif mark in {"*", "/"}:
            operator = mark
        else:
            amount = float(token.value) if token.type == "number" else _amount(token, ruler)
            if amount is None or not operator or (operator == "/" and not amount):
                return None
            product = amount if product is None else product * amount if operator == "*" else product / amount
            operator = ""
    return total
