"""Versions in order, as retire.js compares them."""

from __future__ import annotations

import re

_VERSION = re.compile(r"v?(\d+(?:\.\d+)*)[-.]?((?:alpha|beta|rc|pre|dev|next|b(?=\d)|a(?=\d))[\w.-]*)?", re.IGNORECASE)
_PART = re.compile(r"\d+|[a-z]+", re.IGNORECASE)


def order(version: str) -> tuple[tuple[int, int, str], ...]:
    """A key to sort versions by: 1.9.0b1 and 1.9.0-rc.1 before 1.9.0, 1.9 and 1.9.0 alike, 1.10 after 1.9.

    What else stands behind the numbers (names of builds, such as `-custom`) does not count.
    """
    found = _VERSION.match(version.strip())
    if found is None:
        return ()
    numbers = [int(number) for number in found[1].split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    key = [(2, number, "") for number in numbers]
    if found[2]:
        early = _PART.findall(found[2])
        return (*key, (0, 0, ""), *((1, int(part), "") if part.isdigit() else (0, 0, part.lower()) for part in early))
    return (*key, (1, 0, ""))


def between(version: str, start: str, below: str) -> bool:
    """Is `version` at or above `start` (or that is empty) and below `below`?"""
    here = order(version)
    return (not start or here >= order(start)) and here < order(below)
