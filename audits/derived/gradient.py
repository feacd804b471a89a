"""Reads the colours that a gradient runs through."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import tinycss2

from audits.derived.cascade import color

Colour = tuple[float, float, float, float]

_STEPS = 8  # colours taken between two stops


@lru_cache(maxsize=512)
def gradient_colours(image: str) -> tuple[Colour, ...]:
    """Colours along a `background-image` that is one gradient; none where it is anything else or cannot be read."""
    tokens = [
        token for token in tinycss2.parse_component_value_list(image, skip_comments=True) if token.type != "whitespace"
    ]
    if len(tokens) != 1 or tokens[0].type != "function" or not tokens[0].lower_name.endswith("gradient"):
        return ()
    stops: list[Colour] = []
    for part in _parts(tokens[0].arguments):
        first = next((token for token in part if token.type != "whitespace"), None)
        if first is None:
            return ()
        read = color(first.serialize())
        if read is not None:
            stops.append(read)
        elif stops:
            return ()  # a hint or something unknown between the colours
    if len(stops) < 2:
        return ()
    found = list(stops)
    for before, after in pairwise(stops):
        for step in range(1, _STEPS):
            share = step / _STEPS
            red, green, blue, alpha = (before[i] + (after[i] - before[i]) * share for i in range(4))
            found.append((red, green, blue, alpha))
    return tuple(found)


def _parts(arguments: list[tinycss2.ast.Node]) -> list[list[tinycss2.ast.Node]]:
    parts: list[list[tinycss2.ast.Node]] = [[]]
    for token in arguments:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
