"""Takes small pictures of the elements of a page that somebody finds fault with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from crawler.browser.paper import Paper

MOST = 16
"""Crops of one page: with 3 KB each they weigh about what its two pictures weigh."""

WIDE, HIGH = 400, 200  # pixels of one crop; what is larger shows its beginning
MARGIN = 10  # pixels of what stands around the element
LOOKS = 8  # places that the page is scrolled to
TOP = 90  # pixels above the first element, which a bar that stays in front may take


async def crops(tab: Any, paper: Paper, named: Sequence[str]) -> list[dict[str, str]]:
    """The elements at these CSS paths, the most important first; what is not seen on the page is left out."""
    spots = (await tab.run("spots", list(dict.fromkeys(named))[: 4 * MOST]))[:MOST]
    waiting = sorted(spots, key=lambda spot: float(spot["y"]))
    found: list[dict[str, str]] = []
    height, width = await tab.page.evaluate("[innerHeight, innerWidth]")
    for _ in range(LOOKS):
        if not waiting:
            break
        top = await tab.scroll(max(0.0, float(waiting[0]["y"]) - TOP))
        here = [spot for spot in waiting if _fits(spot, top, height)] or waiting[:1]
        waiting = [spot for spot in waiting if spot not in here]
        areas = {spot["selector"]: area for spot in here if (area := _area(spot, top, width, height))}
        if areas:
            cuts = await paper.cut(await tab.png(), list(areas.values()))
            found += [
                {"kind": "crop", "selector": selector, "body": cut}
                for selector, cut in zip(areas, cuts, strict=True)
                if cut
            ]
    await tab.scroll(0)
    return found


def by_turns(*named: Iterable[tuple[str, str]]) -> list[str]:
    """Elements out of (rule, element) pairs: the first of each rule, then the second of each, and so on."""
    rules: dict[str, list[str]] = {}
    for rule, element in (pair for pairs in named for pair in pairs):
        rules.setdefault(rule, []).append(element)
    return [element for turn in zip_longest(*rules.values()) for element in turn if element]


def axe_faults(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Rule and element of axe's violations, criteria of WCAG before best practices; elements in frames cannot be named."""
    rules = sorted(found.get("violations", ()), key=lambda rule: "best-practice" in rule["tags"])
    return [(rule["id"], node["selector"]) for rule in rules for node in rule["nodes"] if not node.get("inner")]


def _fits(spot: Mapping[str, float], top: float, height: float) -> bool:
    return spot["y"] >= top and spot["y"] + min(spot["h"], HIGH) <= top + height


def _area(spot: Mapping[str, float], top: float, width: float, height: float) -> list[int] | None:
    left, upper = max(0.0, spot["x"] - MARGIN), max(0.0, spot["y"] - top - MARGIN)
    right = min(width, spot["x"] + spot["w"] + MARGIN, left + WIDE)
    lower = min(height, spot["y"] - top + spot["h"] + MARGIN, upper + HIGH)
    area = [int(left), int(upper), int(right - left), int(lower - upper)]
    return area if area[2] > 4 and area[3] > 4 else None
