"""Obsolete elements and attributes of a page, counted by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from audits.derived import derived
from audits.page import Page
from audits.standards import table


@derived
def obsolete_elements(page: Page) -> Mapping[str, int]:
    """How often each obsolete element stands on the page; `param` counts only inside what is not a plug-in itself."""
    index = page.index
    return {tag: len(index[tag]) for tag in _tags() if tag in index and tag != "param"}


@derived
def obsolete_attributes(page: Page) -> Mapping[str, int]:
    """How often each presentational attribute stands on the page, as `element[attribute]`."""
    counts: Counter[str] = Counter()
    for tag, names in _attributes().items():
        elements = page.index.get(tag)
        if not elements:
            continue
        # keys() is one call into C; most elements of a modern page carry none of these names.
        for name, times in Counter([name for element in elements for name in element.keys()]).items():  # noqa: SIM118
            if name in names:
                counts[f"{tag}[{name}]"] = times
    return counts


@cache
def _tags() -> tuple[str, ...]:
    return tuple(table("obsolete_html.toml")["elements"])


@cache
def _attributes() -> Mapping[str, frozenset[str]]:
    return {tag: frozenset(names) for tag, names in table("obsolete_html.toml")["attributes"].items()}
