"""Reads the text of a style sheet into rules, imports and font faces, with `@media` answered for a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
from cssselect2 import parser as selectors

from audits.store import plain_css
from audits.store.declarations import Declaration, block_declarations, declarations
from audits.store.media_query import PHONE, Device, matches_tokens
from audits.store.plain_selector import Chain, chains

TEXT_CAP = 1024 * 1024
"""Characters read of one sheet: no sheet that a person wrote is longer, and parsing a megabyte takes half a second."""

_DEPTH = 12  # at-rules and nested rules inside each other
_RULES = 40_000  # rules of one sheet; nesting multiplies them


class Rule:
    """One style rule: its selectors, its block, and where it stood.

    `selectors` are of cssselect2 where they are not plain. `media` are the texts of the `@media` around it, `applies`
    whether they hold on the device, `layer` the name of its cascade layer (empty: none). `order` counts the rules of
    the sheet. The block is `text` where it was only cut out, and `tokens` of tinycss2 otherwise; each is `None` then.
    """

    __slots__ = (
        "_declarations",
        "applies",
        "flat",
        "layer",
        "media",
        "order",
        "prelude",
        "selectors",
        "text",
        "tokens",
    )

    def __init__(
        self, prelude: str, selectors: tuple[Any, ...], text: str | None, tokens: Sequence[Any] | None,
        media: tuple[str, ...], applies: bool, layer: str, order: int,
    ) -> None:  # fmt: skip
        self.prelude = prelude
        self.selectors = selectors
        self.text = text
        self.tokens = tokens
        self.media = media
        self.applies = applies
        self.layer = layer
        self.order = order
        self._declarations: tuple[Declaration, ...] | None = None
        self.flat: Mapping[str, str] | None = None
        """Its values by property, noted by the cascade."""

    @property
    def content(self) -> Sequence[Any]:
        """The tokens of its block."""
        if self.tokens is not None:
            return self.tokens
        found: Sequence[Any] = tinycss2.parse_component_value_list(self.text, skip_comments=True)
        return found

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Its longhands, read when first asked for: most rules of a framework never match anything."""
        if self._declarations is None:
            if self.text is not None:
                self._declarations = block_declarations(self.text)
            else:
                items = tinycss2.parse_blocks_contents(self.tokens, skip_comments=True, skip_whitespace=True)
                self._declarations = declarations(items)
        return self._declarations

    def mentions(self, word: str) -> bool:
        """May it declare this property? Told without reading its values."""
        if self.text is not None and "\\" not in self.text and word not in self.text.lower():
            return False
        return any(token.type == "ident" and token.lower_value == word for token in self.content)


@dataclass(frozen=True, slots=True)
class Import:
    """An `@import`: the address as written, its media text, whether that holds, and its layer."""

    href: str
    media: str
    applies: bool
    layer: str


@dataclass(frozen=True, slots=True)
class FontFace:
    """One `@font-face`: family, its sources as (address, format) in order, weight, style and `unicode-range`."""

    family: str
    sources: tuple[tuple[str, str], ...]
    weight: str = "normal"
    style: str = "normal"
    ranges: str = ""
    applies: bool = True
    local: bool = False


@dataclass(frozen=True, eq=False)
class Sheet:
    """A style sheet as far as this project reads it. `layers` are the names of layers in order of first sight."""

    rules: tuple[Rule, ...]
    imports: tuple[Import, ...]
    faces: tuple[FontFace, ...]
    layers: tuple[str, ...]
    has_media: bool = False
    cut: bool = False


KEPT = 32
"""Sheets kept parsed: the pages of a site share a few, and a large framework takes 5 MB in memory."""


@lru_cache(maxsize=KEPT)
def parse_sheet(text: str, device: Device = PHONE) -> Sheet:
    """Read a style sheet. Never raises: what tinycss2 cannot read is left out, as browsers do."""
    reader = _Reader(device)
    reader.read(_items(text[:TEXT_CAP]), _Place())
    layers = tuple(dict.fromkeys(reader.layers))
    cut = len(text) > TEXT_CAP
    return Sheet(tuple(reader.rules), tuple(reader.imports), tuple(reader.faces), layers, reader.has_media, cut)


@lru_cache(maxsize=1)
def _items(text: str) -> list[Any]:
    """The rules, cut out or as tokens; remembered for the next device, which often asks for the same sheet at once."""
    return _read(plain_css.cut(text))


def _read(items: Sequence[plain_css.Item]) -> list[Any]:
    """The same rules, with tinycss2's in place of the text that was left to it."""
    found: list[Any] = []
    for item in items:
        if isinstance(item, plain_css.Rest):
            read = tinycss2.parse_stylesheet if item.top else tinycss2.parse_rule_list
            found += read(item.text, skip_comments=True, skip_whitespace=True)
        elif isinstance(item, plain_css.Group):
            found.append(plain_css.Group(item.name, item.prelude, _read(item.items)))
        else:
            found.append(item)
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    media: tuple[str, ...] = ()
    applies: bool = True
    layer: str = ""
    depth: int = 0
    parents: str = ""


class _Reader:
    """Walks the rules of one sheet and gathers what it finds."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.rules: list[Rule] = []
        self.imports: list[Import] = []
        self.faces: list[FontFace] = []
        self.layers: list[str] = []
        self.has_media = False
        self.body = False

    def read(self, items: Sequence[Any], place: _Place) -> None:
        if place.depth > _DEPTH:
            return
        for item in items:
            if len(self.rules) > _RULES:
                return
            try:
                self._item(item, place)
            except RecursionError:  # brackets hundredfold in each other: that rule is lost, not the sheet
                continue

    def _item(self, item: Any, place: _Place) -> None:
        kind = type(item)
        if kind is plain_css.Block:
            self.body = True
            self._block(item, place)
        elif kind is plain_css.Group:
            self._group(item, place)
        elif kind is plain_css.Passed:
            self.body = True
        elif item.type == "qualified-rule":
            self.body = True
            self._style_rule(item, place)
        elif item.type == "at-rule":
            self._at_rule(item, place)

    def _block(self, item: plain_css.Block, place: _Place) -> None:
        known = _known_prelude(item.prelude)
        if known is not None:
            text, found = known
            order = len(self.rules)
            self.rules.append(Rule(text, found, item.text, None, place.media, place.applies, place.layer, order))

    def _group(self, item: plain_css.Group, place: _Place) -> None:
        if item.name == "layer":
            name = self._layer_name(item.prelude, place)
            self.read(item.items, _Place(place.media, place.applies, name, place.depth + 1))
            return
        self.body = True
        media, applies = place.media, False
        if item.name == "media":
            self.has_media = True
            text, applies = _asked(item.prelude, self.device)
            media = (*media, text)
        elif item.name == "supports":
            applies = _supported(tinycss2.parse_component_value_list(item.prelude, skip_comments=True))
        self.read(item.items, _Place(media, place.applies and applies, place.layer, place.depth + 1))

    def _style_rule(self, item: Any, place: _Place) -> None:
        text = tinycss2.serialize(item.prelude).strip()
        if place.parents:
            text = _nested(text, place.parents)
        found = _known_selectors(text, None if place.parents else item.prelude)
        if found is None:
            return
        rule = Rule(text, found, None, item.content, place.media, place.applies, place.layer, len(self.rules))
        self.rules.append(rule)
        if any(token.type == "{} block" for token in item.content):
            inner = tinycss2.parse_blocks_contents(item.content, skip_comments=True, skip_whitespace=True)
            deeper = _Place(place.media, place.applies, place.layer, place.depth + 1, text)
            self.read(inner, deeper)

    def _at_rule(self, item: Any, place: _Place) -> None:
        name = item.lower_at_keyword
        if name == "import" and item.content is None:
            if not self.body and place.depth == 0:
                self._import(item.prelude)
        elif name == "layer":
            self._layer(item, place)
        elif name == "font-face" and item.content is not None:
            face = _face(item.content, applies=place.applies)
            if face is not None:
                self.faces.append(face)
        elif item.content is None:
            return
        elif name == "media":
            self.has_media = True
            text = tinycss2.serialize(item.prelude).strip()
            applies = place.applies and matches_tokens(item.prelude, self.device)
            self._inside(item, _Place((*place.media, text), applies, place.layer, place.depth + 1, place.parents))
        elif name == "supports":
            applies = place.applies and _supported(item.prelude)
            self._inside(item, _Place(place.media, applies, place.layer, place.depth + 1, place.parents))
        elif name == "container":
            # The size of a container is known to a layout only; a phone's are narrow, so `min-width` fails.
            self._inside(item, _Place(place.media, False, place.layer, place.depth + 1, place.parents))
        self.body = self.body or name not in {"import", "charset", "layer"}

    def _inside(self, item: Any, place: _Place) -> None:
        if place.parents:
            content = tinycss2.parse_blocks_contents(item.content, skip_comments=True, skip_whitespace=True)
            if any(part.type == "declaration" for part in content):
                bare = [token for token in item.content if token.type != "{} block"]
                found = _selectors(tinycss2.parse_component_value_list(place.parents))
                if found is not None:
                    order = len(self.rules)
                    rule = Rule(place.parents, found, None, bare, place.media, place.applies, place.layer, order)
                    self.rules.append(rule)
        else:
            content = tinycss2.parse_rule_list(item.content, skip_comments=True, skip_whitespace=True)
        self.read(content, place)

    def _layer(self, item: Any, place: _Place) -> None:
        prelude = tinycss2.serialize(item.prelude)
        if item.content is None:
            self.layers += _layer_names(prelude, place)
            return
        name = self._layer_name(prelude, place)
        self._inside(item, _Place(place.media, place.applies, name, place.depth + 1, place.parents))

    def _layer_name(self, prelude: str, place: _Place) -> str:
        """Its name, noted; one of its own where it has none."""
        names = _layer_names(prelude, place)
        name = names[0] if names else f"{place.layer}.-{len(self.layers)}"
        self.layers.append(name)
        return name

    def _import(self, prelude: Sequence[Any]) -> None:
        tokens = [token for token in prelude if token.type not in {"whitespace", "comment"}]
        href = address(tokens[0]) if tokens else ""
        if not href:
            return
        rest, layer, supported = tokens[1:], "", True
        while rest and (
            (rest[0].type == "function" and rest[0].lower_name in {"layer", "supports"}) or rest[0] == "layer"
        ):
            first = rest.pop(0)
            if first.type != "function":
                layer = f"-{len(self.layers)}"
            elif first.lower_name == "layer":
                layer = tinycss2.serialize(first.arguments).strip()
            else:
                supported = _supported([*tinycss2.parse_component_value_list("(a:b)")[:0], *first.arguments])
        if layer:
            self.layers.append(layer)
        media = " ".join(tinycss2.serialize(rest).split())
        self.imports.append(Import(href, media, supported and matches_tokens(rest, self.device), layer))


def _layer_names(prelude: str, place: _Place) -> list[str]:
    names = [part.strip() for part in prelude.split(",")]
    return [f"{place.layer}.{name}" if place.layer else name for name in names if name]


def address(token: Any) -> str:
    """What a `url(…)` or string token points at; empty for every other."""
    if token.type in {"url", "string"}:
        return str(token.value).strip()
    if token.type == "function" and token.lower_name in {"url", "src"}:
        return next((str(part.value).strip() for part in token.arguments if part.type == "string"), "")
    return ""


def addresses(value: str) -> list[str]:
    """Every address in a value such as `background-image`; of an `image-set`, the one for a dense screen."""
    if "(" not in value:
        return []
    found: list[str] = []
    for token in tinycss2.parse_component_value_list(value, skip_comments=True):
        if token.type == "function" and token.lower_name.endswith("image-set"):
            inside = [address(part) for part in token.arguments]
            inside += [a for part in token.arguments if part.type == "function" for a in [address(part)]]
            if any(inside):
                found.append([text for text in inside if text][-1])
        elif token.type != "string" and (href := address(token)):
            found.append(href)
    return found


_KNOWN: dict[str, tuple[Any, ...] | None] = {}
_KNOWN_CAP = 8192  # a framework has some 3,000 selectors, and every page of a site brings the same ones


def _known_selectors(text: str, prelude: Sequence[Any] | None) -> tuple[Any, ...] | None:
    """The selectors of that text, read once however many sheets hold it."""
    if text not in _KNOWN:
        if len(_KNOWN) >= _KNOWN_CAP:
            _KNOWN.clear()
        _KNOWN[text] = _selectors(tinycss2.parse_component_value_list(text) if prelude is None else prelude)
    return _KNOWN[text]


_PRELUDES: dict[str, tuple[str, tuple[Any, ...]] | None] = {}


def _known_prelude(raw: str) -> tuple[str, tuple[Any, ...]] | None:
    """The selectors of a rule that was cut out, and their text; `None` where browsers drop the rule."""
    if raw not in _PRELUDES:
        if len(_PRELUDES) >= _KNOWN_CAP:
            _PRELUDES.clear()
        plain: tuple[Chain, ...] | None = chains(raw)
        if plain is not None:
            _PRELUDES[raw] = (raw.strip(), plain)
        else:
            tokens = tinycss2.parse_component_value_list(raw)
            text = tinycss2.serialize(tokens).strip()
            found = _known_selectors(text, tokens)
            _PRELUDES[raw] = None if found is None else (text, found)
    return _PRELUDES[raw]


@lru_cache(maxsize=1024)
def _asked(prelude: str, device: Device) -> tuple[str, bool]:
    """The question of an `@media` rule as written, and its answer."""
    tokens = tinycss2.parse_component_value_list(prelude, skip_comments=True)
    return tinycss2.serialize(tokens).strip(), matches_tokens(tokens, device)


def _selectors(prelude: Sequence[Any]) -> tuple[Any, ...] | None:
    """The selectors of a rule; `None` where browsers drop the rule because one of them is invalid."""
    found: list[Any] = []
    for part in _by_comma(prelude):
        try:
            found += selectors.parse(part)
        except selectors.SelectorError:
            if not _vendor_pseudo_element(part):
                return None
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None
    return tuple(found)


def _by_comma(tokens: Sequence[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _vendor_pseudo_element(tokens: Sequence[Any]) -> bool:
    """`::-webkit-…` is valid for Chromium whatever its name; standard names that cssselect2 does not know too."""
    for one, two, name in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if one == ":" and two == ":" and name.type in {"ident", "function"}:
            word = name.lower_value if name.type == "ident" else name.lower_name
            return word.startswith("-webkit-") or word in {"backdrop", "cue", "part", "slotted", "view-transition"}
    return False


def _nested(text: str, parents: str) -> str:
    outer = parents if "," not in parents else f":is({parents})"
    parts = []
    for part in _by_comma(tinycss2.parse_component_value_list(text)):
        one = tinycss2.serialize(part).strip()
        parts.append(one.replace("&", outer) if "&" in one else f"{outer} {one}")
    return ", ".join(parts)


def _supported(tokens: Sequence[Any]) -> bool:
    """Browsers of today support what sheets ask for, so only a leading `not` turns it round."""
    first = next((token for token in tokens if token.type != "whitespace"), None)
    text = tinycss2.serialize(tokens).lower()
    if "-ms-" in text or "-moz-" in text:
        return first is not None and first.type == "ident" and first.lower_value == "not"
    return not (first is not None and first.type == "ident" and first.lower_value == "not")


def _face(content: Sequence[Any], *, applies: bool) -> FontFace | None:
    values: dict[str, list[Any]] = {}
    sources: list[tuple[str, str]] = []
    local = False
    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if item.type != "declaration":
            continue
        values[item.lower_name] = item.value
        if item.lower_name == "src":
            # A later `src` replaces an earlier one: the pair that old browsers were given.
            sources, local = _sources(item.value)
    family = _words(values.get("font-family", [])).strip("\"'").lower()
    if not family or not (sources or local):
        return None
    return FontFace(
        family,
        tuple(sources),
        _words(values.get("font-weight", [])).lower() or "normal",
        _words(values.get("font-style", [])).lower() or "normal",
        _words(values.get("unicode-range", [])).lower(),
        applies,
        local,
    )


def _sources(tokens: Sequence[Any]) -> tuple[list[tuple[str, str]], bool]:
    sources, local = [], False
    for part in _by_comma(tokens):
        href = next((found for token in part if (found := address(token))), "")
        kind = next(
            (_words(token.arguments).strip("\"'").lower() for token in part if _is_function(token, "format")), ""
        )
        local = local or any(_is_function(token, "local") for token in part)
        if href:
            sources.append((href, kind))
    return sources, local


def _is_function(token: Any, name: str) -> bool:
    return bool(token.type == "function" and token.lower_name == name)


def _words(tokens: Sequence[Any]) -> str:
    return " ".join(tinycss2.serialize(tokens).split())
