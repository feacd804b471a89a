"""Tells which pages of a site are made from one template, so that one of each can stand for the others."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.html import HtmlElement

DEPTH = 5
"""Levels below the body that are compared: deeper lies the content, which differs from page to page."""

ALIKE = 0.6
"""Share of common parts (Jaccard) from which two pages are taken to be of one template; a design choice."""

PARTS = 400


def skeleton(root: HtmlElement) -> frozenset[str]:
    """The ways from the body down to each element of the upper levels, by tag, id-like name and classes."""
    body = root.find("body")
    top = body if body is not None else root
    found: set[str] = set()
    waiting = [(child, "", 1) for child in top]
    while waiting and len(found) < PARTS:
        element, above, depth = waiting.pop(0)
        if not isinstance(element.tag, str) or element.tag in {"script", "style", "br"}:
            continue
        way = f"{above}>{element.tag}.{'.'.join(sorted((element.get('class') or '').split())[:4])}"
        found.add(way)
        if depth < DEPTH:
            waiting += [(child, way, depth + 1) for child in element]
    return frozenset(found)


def sample(skeletons: Mapping[str, frozenset[str]], home: str, most: int) -> list[str]:
    """The home page, then one page of each template that it does not show, the most common template first."""
    groups: list[list[str]] = []
    for url in sorted(skeletons, key=lambda one: one != home):
        group = next((each for each in groups if _alike(skeletons[each[0]], skeletons[url])), None)
        if group is None:
            groups.append([url])
        else:
            group.append(url)
    if not groups:
        return []
    first, rest = groups[0], sorted(groups[1:], key=len, reverse=True)
    return [group[0] for group in (first, *rest)][: max(0, most)]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    union = len(one | other)
    return not union or len(one & other) / union >= ALIKE
