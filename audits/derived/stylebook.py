"""Puts the rules of several style sheets into the order of the cascade, and finds those that may match an element."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from audits.derived.selector import Selector, compile_selector
from audits.store.declarations import is_pending
from audits.store.style_sheet import KEPT, Rule, Sheet
from audits.store.subresources import IMAGE_PROPERTIES

PICTURES = frozenset(IMAGE_PROPERTIES)

Rank = tuple[int, tuple[int, int, int], int, int]
"""The place of a selector in the cascade: its layer, its specificity, its sheet, its rule in the sheet."""


class Own(NamedTuple):
    """What an element was told by the page's author: values by property, and which of them are `!important`."""

    values: Mapping[str, str]
    important: frozenset[str]
    addressed: Mapping[str, int] = {}
    """The sheet of each value that names a picture, whose address counts from there; -1: the page."""


NOTHING = Own({}, frozenset())


class Entry(NamedTuple):
    """One selector of one rule."""

    selector: Selector
    rule: Rule


class Candidate(NamedTuple):
    """One selector that an element may match, at its place in the cascade."""

    rank: Rank
    entry: Entry


Index = Mapping[str, Mapping[tuple[str, str], list[Entry]]]
"""Selectors by pseudo-element (none: "") and by what their subject must carry."""


class SheetIndex:
    """The selectors of one sheet that may match something. `named` are the `#ids` and `.classes` in them."""

    def __init__(self, sheet: Sheet, quirky: bool) -> None:
        index: dict[str, dict[tuple[str, str], list[Entry]]] = {}
        named: set[str] = set()
        for rule in sheet.rules:
            if rule.applies:
                made = _compiled(rule.selectors, quirky)
                named.update(made.named)
                for pseudo, key, selector in made.selectors:
                    if (of_pseudo := index.get(pseudo)) is None:
                        of_pseudo = index[pseudo] = defaultdict(list)
                    of_pseudo[key].append(Entry(selector, rule))
        self.index: Index = index
        self.named = named
        self.sheet = sheet


@lru_cache(maxsize=KEPT)
def _indexed(sheet: Sheet, quirky: bool) -> SheetIndex:
    return SheetIndex(sheet, quirky)


class _Compiled(NamedTuple):
    """The selectors of one rule that may match something, each with its pseudo-element and its key."""

    selectors: list[tuple[str, tuple[str, str], Selector]]
    named: set[str]
    parsed: tuple[Any, ...]
    """What they were made from, kept as long as its id is asked for."""


_COMPILED: dict[tuple[int, bool], _Compiled] = {}
_COMPILED_CAP = 8192


def _compiled(parsed: tuple[Any, ...], quirky: bool) -> _Compiled:
    """Made once: the sheets of a site's pages share what they were parsed to."""
    known = _COMPILED.get((id(parsed), quirky))
    if known is None:
        if len(_COMPILED) >= _COMPILED_CAP:
            _COMPILED.clear()
        known = _COMPILED[id(parsed), quirky] = _compile(parsed, quirky)
    return known


def _compile(parsed: tuple[Any, ...], quirky: bool) -> _Compiled:
    found: list[tuple[str, tuple[str, str], Selector]] = []
    named: set[str] = set()
    for one in parsed:
        selector = _selector(one, quirky)
        if not selector.never:
            found.append((selector.pseudo, selector.key, selector))
            last = selector.chain.compounds[-1]
            named.update(selector.above, ["#" + name for name in last.idents], ["." + name for name in last.classes])
    return _Compiled(found, named, parsed)


@lru_cache(maxsize=16_384)
def _selector(parsed: Any, quirky: bool) -> Selector:
    return compile_selector(parsed, _folded_classes if quirky else _classes, fold=quirky)


class Stylebook:
    """The rules of several sheets; shared by all pages that link the same sheets."""

    def __init__(self, sheets: tuple[tuple[Sheet, str], ...], quirks: bool) -> None:
        self.quirks = quirks
        self.sheets = [_indexed(sheet, quirks) for sheet, _ in sheets]
        self.pseudos = frozenset(pseudo for one in self.sheets for pseudo in one.index)
        self.outer = [outer for _, outer in sheets]
        self.layers = _layer_ranks(sheets)
        self.looks: dict[Any, Any] = {}
        """The looks of elements under this book, by screen (`audits.derived.look`)."""
        self._merged: dict[tuple[tuple[int, int], ...], Own] = {}

    @cached_property
    def index(self) -> Index:
        """The selectors of pseudo-elements, by them and by what their subject must carry."""
        found: dict[str, dict[tuple[str, str], list[Entry]]] = {}
        for one in self.sheets:
            for pseudo, index in one.index.items():
                if pseudo:
                    here = found.setdefault(pseudo, {})
                    for key, entries in index.items():
                        here.setdefault(key, []).extend(entries)
        return found

    def names(self, token: str) -> bool:
        """Does any selector speak of that `#id` or `.class`?"""
        return any(token in one.named for one in self.sheets)

    def candidates(self, pseudo: str, keys: Sequence[tuple[str, str]]) -> list[Candidate]:
        """The selectors that an element with these keys may match, in the order of the cascade."""
        found: list[Candidate] = []
        for place, one in enumerate(self.sheets):
            index = one.index.get(pseudo)
            if index is None:
                continue
            layered = self.outer[place] or one.sheet.layers
            for key in keys:
                for entry in index.get(key, ()):
                    layer = self._layer(place, entry.rule) if layered else len(self.layers)
                    found.append(Candidate((layer, entry.selector.specificity, place, entry.rule.order), entry))
        found.sort(key=itemgetter(0))
        return found

    def _layer(self, place: int, rule: Rule) -> int:
        return self.layers.get(_layer_name(self.outer[place], rule.layer, place), len(self.layers))

    def merged(self, matched: Sequence[Candidate]) -> Own:
        """What these rules, in the order of the cascade, say together: the important ones last."""
        if not matched:
            return NOTHING
        key = tuple([one.rank[2:] for one in matched])
        own = self._merged.get(key)
        if own is None:
            if len(self._merged) > 20_000:  # a page that styles every element by itself
                self._merged.clear()
            own = self._merged[key] = self._merge(matched)
        return own

    def _merge(self, matched: Sequence[Candidate]) -> Own:
        values: dict[str, str] = {}
        addressed: dict[str, int] = {}
        urgent: list[tuple[tuple[int, Rank], int, str, str]] = []
        for rank, entry in matched:
            flat = entry.rule.flat
            if flat is None:
                flat = entry.rule.flat = _flat(entry.rule)
            if flat:
                values.update(flat)
                continue
            for one in entry.rule.declarations:
                if one.quirk and not self.quirks:
                    continue
                value = quirked(one.value) if one.quirk else one.value
                if one.important:
                    # Among important rules the first layer wins: the order of layers is turned round.
                    urgent.append(((-rank[0], rank), rank[2], one.name, value))
                else:
                    values[one.name] = value
                    if one.name in PICTURES:
                        note_address(addressed, one.name, value, rank[2])
        if not urgent:
            return Own(values, frozenset(), addressed)
        urgent.sort(key=itemgetter(0))
        for _, place, name, value in urgent:
            values[name] = value
            if name in PICTURES:
                note_address(addressed, name, value, place)
        return Own(values, frozenset(name for _, _, name, _ in urgent), addressed)


def _flat(rule: Rule) -> Mapping[str, str]:
    """What the rule declares, by property; empty where that is not all that counts."""
    if any(one.important or one.quirk or one.name in PICTURES for one in rule.declarations):
        return {}
    return {one.name: one.value for one in rule.declarations}


@lru_cache(maxsize=16)
def stylebook(sheets: tuple[tuple[Sheet, str], ...], quirks: bool) -> Stylebook:
    """The book of these sheets, each with the name of the layer that it was imported into."""
    return Stylebook(sheets, quirks)


def note_address(addressed: dict[str, int], name: str, value: str, place: int) -> None:
    """Note which sheet a picture comes from, or that a later rule takes it away."""
    if "(" in value or is_pending(value):
        addressed[name] = place
    else:
        addressed.pop(name, None)


def _layer_name(outer: str, inner: str, place: int) -> str:
    if inner.startswith("-"):
        inner = f"{inner}@{place}"
    return f"{outer}.{inner}" if outer and inner else outer or inner


def _layer_ranks(sheets: Sequence[tuple[Sheet, str]]) -> dict[str, int]:
    """Layers in order of first sight, inner ones before what stands in the outer one itself. Unlayered comes last."""
    seen: dict[str, int] = {}
    for place, (sheet, outer) in enumerate(sheets):
        for name in ([outer] if outer else []) + [_layer_name(outer, layer, place) for layer in sheet.layers]:
            parts = name.split(".")
            for end in range(1, len(parts) + 1):
                seen.setdefault(".".join(parts[:end]), len(seen))

    def key(name: str) -> tuple[int, ...]:
        parts = name.split(".")
        return (*(seen[".".join(parts[:end])] for end in range(1, len(parts) + 1)), 1 << 30)

    return {name: rank for rank, name in enumerate(sorted(seen, key=key))}


@lru_cache(maxsize=8192)
def class_names(text: str) -> tuple[str, ...]:
    """The class names in an attribute, each once, in order."""
    return tuple(dict.fromkeys(text.split()))


@lru_cache(maxsize=8192)
def _class_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _classes(element: HtmlElement) -> frozenset[str]:
    return _class_set(element.get("class") or "")


def _folded_classes(element: HtmlElement) -> frozenset[str]:
    return _class_set((element.get("class") or "").lower())


def quirked(value: str) -> str:
    """A length without its unit, or a colour without its mark, as quirks mode reads it."""
    try:
        return f"{float(value):g}px" if "#" not in value and len(value) not in {3, 6} else _pixel_or_color(value)
    except ValueError:
        return "#" + value


def _pixel_or_color(value: str) -> str:
    return f"{float(value):g}px" if "." in value or len(value) == 3 else "#" + value
