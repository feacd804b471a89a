"""Reads the declarations of a CSS block: shorthands taken apart, what browsers would drop dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2.color3 import parse_color

from audits.store.plain_css import Said, declared


@dataclass(frozen=True, slots=True)
class Declaration:
    """One longhand. `quirk` marks a length without a unit, which only quirks mode takes."""

    name: str
    value: str
    important: bool = False
    quirk: bool = False


@lru_cache(maxsize=8192)
def block_declarations(text: str) -> tuple[Declaration, ...]:
    """The declarations of a block or a `style` attribute, its longhands in order; broken ones are left out."""
    plain = declared(text)
    if plain is None:
        return declarations(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))
    if len(plain) == 1:
        return _longhands(plain[0])
    return tuple(one for said in plain for one in _longhands(said))


inline_declarations = block_declarations


@lru_cache(maxsize=8192)
def _longhands(said: Said) -> tuple[Declaration, ...]:
    """Sites say the same few things again and again."""
    name = _ALIASES.get(said.name, said.name)
    tokens = tinycss2.parse_component_value_list(said.value, skip_comments=True)
    return tuple(Declaration(part, value, said.important, quirk) for part, value, quirk in _read(name, tokens))


def declarations(items: Iterable[Any]) -> tuple[Declaration, ...]:
    """Longhands of the declarations that tinycss2 has read, in order; broken ones are left out."""
    found: list[Declaration] = []
    for item in items:
        if item.type != "declaration":
            continue
        name = item.name if item.name.startswith("--") else item.lower_name
        tokens = [token for token in item.value if token.type != "comment"]
        while tokens and tokens[0].type == "whitespace":
            tokens.pop(0)
        while tokens and tokens[-1].type == "whitespace":
            tokens.pop()
        found += [
            Declaration(part, value, item.important, quirk)
            for part, value, quirk in _read(_ALIASES.get(name, name), tokens)
        ]
    return tuple(found)


def _read(name: str, tokens: list[Any]) -> list[tuple[str, str, bool]]:
    """The longhands; none where brackets stand in each other hundredfold, which browsers drop at some depth too."""
    try:
        return [*_expanded(name, tokens)]
    except RecursionError:
        return []


def text_of(tokens: Sequence[Any]) -> str:
    """Tokens as text, in lower case where no string, address or custom name stands among them."""
    text: str = tinycss2.serialize(tokens)
    return text if any(mark in text for mark in ("'", '"', "(", "--")) else text.lower()


_ALIASES = {
    "-webkit-box-sizing": "box-sizing", "-moz-box-sizing": "box-sizing", "word-wrap": "overflow-wrap",
    "-webkit-flex-wrap": "flex-wrap", "-webkit-flex-direction": "flex-direction", "grid-gap": "gap",
    "-webkit-clip-path": "clip-path", "inline-size": "width", "block-size": "height", "min-inline-size": "min-width",
    "max-inline-size": "max-width", "-webkit-text-size-adjust": "text-size-adjust", "-webkit-hyphens": "hyphens",
}  # fmt: skip
_WIDE = {"inherit", "initial", "unset", "revert", "revert-layer"}
_SIDES = ("top", "right", "bottom", "left")
_LENGTH_NAMES = {
    "width", "height", "min-width", "min-height", "max-width", "max-height", "top", "right", "bottom", "left",
    "font-size", "letter-spacing", "word-spacing", "text-indent",
    *(f"{box}-{side}" for box in ("margin", "padding") for side in _SIDES),
}  # fmt: skip
_UNITS = {
    "px", "em", "rem", "%", "pt", "pc", "in", "cm", "mm", "q", "ex", "ch", "vw", "vh", "vmin", "vmax", "svw", "svh",
    "lvw", "lvh", "dvw", "dvh", "vi", "vb", "cap", "ic", "lh", "rlh", "cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax",
}  # fmt: skip
_FUNCTIONS = {"calc", "min", "max", "clamp", "var", "env", "fit-content", "anchor", "anchor-size", "round", "attr"}
_SIZE_WORDS = {
    "auto",
    "none",
    "min-content",
    "max-content",
    "fit-content",
    "normal",
    "stretch",
    "-webkit-fill-available",
}
_FONT_SIZES = {
    "xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large", "smaller", "larger",
}  # fmt: skip
_DISPLAYS = set("""
    none contents block inline inline-block flow-root flex inline-flex grid inline-grid list-item table inline-table
    table-row table-cell table-row-group table-header-group table-footer-group table-column table-column-group
    table-caption run-in ruby ruby-text -webkit-box -webkit-inline-box math
""".split())  # fmt: skip
_KEYWORDS: dict[str, set[str]] = {
    "position": {"static", "relative", "absolute", "fixed", "sticky"},
    "visibility": {"visible", "hidden", "collapse"},
    "float": {"left", "right", "none", "inline-start", "inline-end"},
    "white-space": {"normal", "nowrap", "pre", "pre-wrap", "pre-line", "break-spaces"},
    "text-align": {
        "left", "right", "center", "justify", "start", "end", "match-parent", "-webkit-center", "-webkit-left",
        "-webkit-right",
    },
    "text-transform": {"none", "capitalize", "uppercase", "lowercase", "full-width"},
    "box-sizing": {"content-box", "border-box"},
    "font-style": {"normal", "italic", "oblique"},
}  # fmt: skip
_LINES = {"none", "underline", "overline", "line-through", "blink"}
_STYLES = {"none", "hidden", "dotted", "dashed", "solid", "double", "groove", "ridge", "inset", "outset", "auto"}
_LIST_STYLES = {"none", "inside", "outside"}
_REPEATS = {
    "repeat", "no-repeat", "repeat-x", "repeat-y", "space", "round", "scroll", "fixed", "local", "top", "bottom",
    "left", "right", "center", "cover", "contain", "auto", "border-box", "padding-box", "content-box", "text",
}  # fmt: skip

Parts = Iterator[tuple[str, str, bool]]


def _expanded(name: str, tokens: list[Any]) -> Parts:
    if name.startswith("--"):
        yield name, tinycss2.serialize(tokens).strip(), False
        return
    if not tokens:
        return
    whole = text_of(tokens)
    shorthand = _SHORTHANDS.get(name)
    if shorthand is None:
        if (quirk := _valid(name, tokens)) is not None:
            yield name, whole, quirk
        return
    names, take_apart = shorthand
    lowered = whole.lower()
    if lowered in _WIDE or "var(" in lowered:
        # What a variable holds is known only on the element; the whole stands for each of its parts there.
        mark = whole if lowered in _WIDE else f"{PENDING}{name} {whole}"
        for part in (name, *names) if name not in names else names:
            yield part, mark, False
        return
    yield from take_apart([token for token in tokens if token.type != "whitespace"], name, whole)


PENDING = "\0"
"""Before a shorthand's own text where it holds `var()`: it is taken apart when the variable is known."""


def resolved(name: str, value: str) -> str | None:
    """The part `name` of a shorthand that waited for its variables: its value with them put in."""
    shorthand, _, text = value.removeprefix(PENDING).partition(" ")
    tokens = [t for t in tinycss2.parse_component_value_list(text, skip_comments=True) if t.type != "comment"]
    while tokens and tokens[0].type == "whitespace":
        tokens.pop(0)
    while tokens and tokens[-1].type == "whitespace":
        tokens.pop()
    if "var(" in text.lower():
        return None
    return next((part for longhand, part, _ in _expanded(shorthand, tokens) if longhand == name), None)


def is_pending(value: str) -> bool:
    return value.startswith(PENDING)


def _valid(name: str, tokens: list[Any]) -> bool | None:
    """`None`: browsers drop it. Otherwise whether it holds in quirks mode only."""
    first = tokens[0]
    word = first.lower_value if first.type == "ident" else ""
    if first.type == "function" and first.lower_name in {"var", "env"}:
        return False
    if word in _WIDE and len(tokens) == 1:
        return False
    if name in _LENGTH_NAMES:
        return _length(name, tokens, word)
    if name in _KEYWORDS:
        return False if word in _KEYWORDS[name] else None
    if name == "display":
        words = {token.lower_value for token in tokens if token.type == "ident"}
        return False if words and words <= _DISPLAYS else None
    if name in {"color", "background-color"}:
        return _color(tokens)
    if name == "font-weight":
        ok = word in {"normal", "bold", "bolder", "lighter"} or (first.type == "number" and 1 <= first.value <= 1000)
        return False if ok and len(tokens) == 1 else None
    if name == "line-height":
        if first.type == "number" and first.value >= 0:
            return False
        return _length(name, tokens, word)
    if name == "opacity":
        return False if first.type in {"number", "percentage", "function"} else None
    return False


def _length(name: str, tokens: list[Any], word: str) -> bool | None:
    if len(tokens) != 1:
        return None
    first = tokens[0]
    if first.type == "number":
        return None if first.value < 0 and name.endswith(("width", "height", "size")) else first.value != 0
    if first.type in {"dimension", "percentage"}:
        bounded = name.startswith(("padding", "min", "max")) or name in {"width", "height", "font-size", "line-height"}
        negative = first.value < 0 and bounded
        known = first.type == "percentage" or first.lower_unit in _UNITS
        return False if known and not negative else None
    if first.type == "function":
        return False if first.lower_name in _FUNCTIONS else None
    words = _FONT_SIZES if name == "font-size" else _SIZE_WORDS
    return False if word in words else None


def _color(tokens: list[Any]) -> bool | None:
    token = tokens[0]
    if len(tokens) == 1 and is_color(token):
        return False
    # Quirks mode takes a colour without its mark: `color: 336699`.
    bare = tinycss2.serialize(tokens).strip()
    if len(bare) in {3, 6} and parse_color("#" + bare) is not None:
        return True
    return None


def is_color(token: Any) -> bool:
    """Is this token a colour, of any level of CSS?"""
    if token.type == "function":
        return token.lower_name in {
            "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "var", "light-dark",
        }  # fmt: skip
    if token.type not in {"ident", "hash"}:
        return False
    if token.type == "ident" and token.lower_value in {"rebeccapurple", "canvas", "canvastext", "linktext"}:
        return True
    return parse_color(token) is not None or (token.type == "hash" and len(token.value) in {4, 8} and _hex(token.value))


def _hex(text: str) -> bool:
    return all(letter in "0123456789abcdefABCDEF" for letter in text)


def _box(tokens: list[Any], name: str, _whole: str) -> Parts:
    if not 1 <= len(tokens) <= 4:
        return
    quirk = False
    for token in tokens:
        word = token.lower_value if token.type == "ident" else ""
        answer = False if name == "margin" and word == "auto" else _length(f"{name}-top", [token], word)
        if answer is None:
            return
        quirk = quirk or answer
    four = [tokens[0], tokens[1 % len(tokens)], tokens[2] if len(tokens) > 2 else tokens[0], None]
    four[3] = tokens[3] if len(tokens) == 4 else four[1]
    prefix = "" if name == "inset" else f"{name}-"
    for side, token in zip(_SIDES, four, strict=True):
        yield f"{prefix}{side}", text_of([token]), quirk


def _border(tokens: list[Any], name: str, whole: str) -> Parts:
    sides = _SIDES if name == "border" else (name.removeprefix("border-"),)
    width, style, color = "medium", "none", "currentcolor"
    for token in tokens:
        word = token.lower_value if token.type == "ident" else ""
        if word in _STYLES:
            style = word
        elif word in {"thin", "medium", "thick"} or token.type in {"dimension", "number"}:
            width = text_of([token])
        elif is_color(token):
            color = text_of([token])
    yield name, whole, False
    for side in sides:
        yield f"border-{side}-width", width, False
        yield f"border-{side}-style", style, False
        yield f"border-{side}-color", color, False


def _border_part(tokens: list[Any], name: str, _whole: str) -> Parts:
    part = name.removeprefix("border-")
    if not 1 <= len(tokens) <= 4:
        return
    four = [tokens[0], tokens[1 % len(tokens)], tokens[2] if len(tokens) > 2 else tokens[0], None]
    four[3] = tokens[3] if len(tokens) == 4 else four[1]
    for side, token in zip(_SIDES, four, strict=True):
        yield f"border-{side}-{part}", text_of([token]), False


def _background(tokens: list[Any], _name: str, whole: str) -> Parts:
    color, images = "transparent", []
    for token in tokens:
        if token.type == "url" or (token.type == "function" and not is_color(token) and token.lower_name != "calc"):
            images.append(text_of([token]))
        elif is_color(token):
            color = text_of([token])
        elif token.type == "ident" and token.lower_value not in _REPEATS | {"none"}:
            return
    yield "background", whole, False
    yield "background-color", color, False
    yield "background-image", ", ".join(images) or "none", False


def _font(tokens: list[Any], _name: str, whole: str) -> Parts:
    if len(tokens) == 1:
        return
    style, weight, size, height = "normal", "normal", "", "normal"
    rest: list[Any] = []
    for place, token in enumerate(tokens):
        word = token.lower_value if token.type == "ident" else ""
        if word in {"italic", "oblique"}:
            style = word
        elif word in {"bold", "bolder", "lighter"} or token.type == "number":
            weight = text_of([token])
        elif word in _FONT_SIZES or token.type in {"dimension", "percentage", "function"}:
            size, rest = text_of([token]), tokens[place + 1 :]
            break
        elif word not in {"normal", "small-caps", "condensed", "expanded"}:
            return
    if rest and rest[0] == "/":
        height = text_of(rest[1:2])
        rest = rest[2:]
    if not size or not rest:
        return
    yield "font", whole, False
    yield "font-style", style, False
    yield "font-weight", weight, False
    yield "font-size", size, False
    yield "line-height", height, False
    yield "font-family", tinycss2.serialize(_spaced(rest)).strip(), False


def _spaced(tokens: list[Any]) -> list[Any]:
    """Words of a family name keep a space between them: white space was left out above."""
    spaced: list[Any] = []
    for token in tokens:
        if spaced and "," not in (token, spaced[-1]):
            spaced += tinycss2.parse_component_value_list(" ")
        spaced.append(token)
    return spaced


def _pair(first: str, second: str) -> Any:
    def take(tokens: list[Any], name: str, whole: str) -> Parts:
        values = [text_of([token]) for token in tokens]
        if 1 <= len(values) <= 2:
            yield name, whole, False
            yield first, values[0], False
            yield second, values[-1], False

    return take


def _decoration(tokens: list[Any], _name: str, whole: str) -> Parts:
    words = [token.lower_value for token in tokens if token.type == "ident" and token.lower_value in _LINES]
    if not words and not all(token.type in {"ident", "dimension"} or is_color(token) for token in tokens):
        return
    yield "text-decoration", whole, False
    yield "text-decoration-line", " ".join(words) or "none", False


def _decoration_line(tokens: list[Any], _name: str, whole: str) -> Parts:
    if all(token.type == "ident" for token in tokens):
        yield "text-decoration", whole, False
        yield "text-decoration-line", whole, False


def _outline(tokens: list[Any], _name: str, whole: str) -> Parts:
    width, style, color = "medium", "none", "currentcolor"
    for token in tokens:
        word = token.lower_value if token.type == "ident" else ""
        if word in _STYLES:
            style = word
        elif token.type in {"dimension", "number"} or word in {"thin", "medium", "thick"}:
            width = text_of([token])
        elif is_color(token):
            color = text_of([token])
    yield "outline", whole, False
    yield "outline-width", width, False
    yield "outline-style", style, False
    yield "outline-color", color, False


def _list_style(tokens: list[Any], _name: str, whole: str) -> Parts:
    kind, image = "disc", "none"
    for token in tokens:
        if token.type in {"url", "function"}:
            image = text_of([token])
        elif token.type in {"ident", "string"} and text_of([token]) not in {"inside", "outside"}:
            kind = text_of([token])
    yield "list-style", whole, False
    yield "list-style-type", kind, False
    yield "list-style-image", image, False


def _flex_flow(tokens: list[Any], _name: str, _whole: str) -> Parts:
    direction, wrap = "row", "nowrap"
    for token in tokens:
        word = token.lower_value if token.type == "ident" else ""
        if "wrap" in word:
            wrap = word
        elif word:
            direction = word
    yield "flex-direction", direction, False
    yield "flex-wrap", wrap, False


def _flex(tokens: list[Any], _name: str, whole: str) -> Parts:
    words = {"none": ("0", "0", "auto"), "auto": ("1", "1", "auto"), "initial": ("0", "1", "auto")}
    if whole in words:
        grow, shrink, basis = words[whole]
    else:
        numbers = [text_of([token]) for token in tokens if token.type == "number"]
        others = [text_of([token]) for token in tokens if token.type != "number"]
        grow = numbers[0] if numbers else "1"
        shrink = numbers[1] if len(numbers) > 1 else "1"
        basis = others[0] if others else ("0px" if len(numbers) < 3 else numbers[2])
    yield "flex-grow", grow, False
    yield "flex-shrink", shrink, False
    yield "flex-basis", basis, False


_SHORTHANDS: dict[str, tuple[tuple[str, ...], Any]] = {
    "margin": (tuple(f"margin-{side}" for side in _SIDES), _box),
    "padding": (tuple(f"padding-{side}" for side in _SIDES), _box),
    "inset": (_SIDES, _box),
    "border": (tuple(f"border-{s}-{p}" for s in _SIDES for p in ("width", "style", "color")), _border),
    **{
        f"border-{side}": (tuple(f"border-{side}-{part}" for part in ("width", "style", "color")), _border)
        for side in _SIDES
    },
    **{
        f"border-{part}": (tuple(f"border-{side}-{part}" for side in _SIDES), _border_part)
        for part in ("width", "style", "color")
    },
    "background": (("background", "background-color", "background-image"), _background),
    "font": (("font", "font-style", "font-weight", "font-size", "line-height", "font-family"), _font),
    "overflow": (("overflow", "overflow-x", "overflow-y"), _pair("overflow-x", "overflow-y")),
    "gap": (("gap", "row-gap", "column-gap"), _pair("row-gap", "column-gap")),
    "text-decoration": (("text-decoration", "text-decoration-line"), _decoration),
    "text-decoration-line": (("text-decoration", "text-decoration-line"), _decoration_line),
    "outline": (("outline", "outline-width", "outline-style", "outline-color"), _outline),
    "list-style": (("list-style", "list-style-type", "list-style-image"), _list_style),
    "flex-flow": (("flex-direction", "flex-wrap"), _flex_flow),
    "flex": (("flex-grow", "flex-shrink", "flex-basis"), _flex),
    "margin-inline": (("margin-left", "margin-right"), _pair("margin-left", "margin-right")),
    "margin-block": (("margin-top", "margin-bottom"), _pair("margin-top", "margin-bottom")),
    "padding-inline": (("padding-left", "padding-right"), _pair("padding-left", "padding-right")),
    "padding-block": (("padding-top", "padding-bottom"), _pair("padding-top", "padding-bottom")),
}
