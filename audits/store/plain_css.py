"""Cuts style sheets into rules, and blocks into declarations, without reading what is in them.

tinycss2 takes 40 ms to read a sheet of 800 rules, most of which match nothing on any page. Here a sheet is only cut, by a
tokenizer that knows strings, comments, brackets and addresses. It leaves to tinycss2 what it cannot cut in one way alone:
escapes, strings over the end of a line, brackets without their partner.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Possessive throughout (`*+`, `++`): no text makes these patterns go back and try again.
_STRING = r""" "(?:[^"\\\n]++|\\[^\0])*+" | '(?:[^'\\\n]++|\\[^\0])*+' """
_COMMENT = r" /\*[^*]*+\*++(?:[^/*][^*]*+\*++)*+/ "
_ESCAPE = r" \\[^\n] "
_MORE = rf" /(?!\*) | {_ESCAPE} | {_STRING} "
_INMOST = rf"\( (?: [^()\[\]{{}}\"'\\/]++ | {_MORE} )*+ \)"
_INNER = rf"\( (?: [^()\[\]{{}}\"'\\/]++ | {_MORE} | {_INMOST} )*+ \)"
_ROUND = rf"\( (?: [^()\[\]{{}}\"'\\/]++ | {_MORE} | {_INNER} )*+ \)"
_SQUARE = rf"\[ (?: [^()\[\]{{}}\"'\\/]++ | {_ESCAPE} | {_STRING} )*+ \]"

_GAP = re.compile(rf"(?: [ \n\t]++ | {_COMMENT} )*+", re.VERBOSE)
_OUTER_GAP = re.compile(rf"(?: [ \n\t]++ | {_COMMENT} | <!-- | --> )*+", re.VERBOSE)
_RULE = re.compile(
    rf"""
    ( (?: [^{{}}()\[\]"'\\/@;<]++ | {_ESCAPE} | {_STRING} | {_ROUND} | {_SQUARE} )*+ )
    \{{
    ( (?: [^{{}}()\[\]"'\\/]++ | {_COMMENT} | {_MORE} | {_ROUND} | {_SQUARE} )*+ )
    \}}
    """,
    re.VERBOSE,
)
_STRANGE_ADDRESS = re.compile(
    rf"url\( (?! [ \n\t]*+ (?: {_STRING} ) [ \n\t]*+ \) | [^\"'()\\]*+ \) ) | \\ [^()\[\]{{}}\"';:,>+~]*+ \(",
    re.VERBOSE | re.IGNORECASE,
)
"""An address in which a quotation mark or bracket stands for itself, so that what looks like its end is none; or what
may be the word `url` in another spelling."""
_AT = re.compile(r"@(-?[a-zA-Z][a-zA-Z-]*)(?![a-zA-Z0-9_\\-]|[^\x00-\x7f])")
_TOKEN = re.compile(
    rf"""
    {_COMMENT} | {_STRING} | {_ESCAPE} | url\( [^()\[\]{{}}"'\\]*+ \) | url\( (?! [ \n\t]*+ ["'] )
    | [(){{}}\[\];"'\\] | /\*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PARTNER = {")": "(", "]": "[", "}": "{"}
_DEPTH = 20  # `@media` inside each other; the reader of the rules stops before


class Block(NamedTuple):
    """A style rule that is not read yet: its selectors and its declarations as text, without braces inside."""

    prelude: str
    text: str


class Group(NamedTuple):
    """An `@media`, `@supports`, `@layer` or `@container` rule: its name, what it asks as text, and the rules in it."""

    name: str
    prelude: str
    items: list[Item]


class Rest(NamedTuple):
    """Text for tinycss2: one rule or several, whole ones. `top` where it stands in no other rule."""

    text: str
    top: bool


class Passed(NamedTuple):
    """A rule with a block that says nothing about a page at rest, such as `@keyframes`."""

    name: str


Item = Block | Group | Rest | Passed

_GROUPS = {"media", "supports", "layer", "container"}
_READ = {*_GROUPS, "import", "font-face", "charset"}
"""The at-rules that count; `charset`, because it may stand before an `@import`."""


def cut(text: str) -> list[Item]:
    """The rules of a style sheet, in order."""
    text = text.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return _cut(text, 0, len(text), 0)


def _cut(text: str, place: int, end: int, depth: int) -> list[Item]:
    items: list[Item] = []
    gap = (_GAP if depth else _OUTER_GAP).match
    while True:
        place = gap(text, place, end).end()  # type: ignore[union-attr]  # it matches nothing too
        if place >= end:
            return items
        rule = _RULE.match(text, place, end)
        if rule is not None and not ("(" in rule[0] and _STRANGE_ADDRESS.search(rule[0])):
            items.append(Block(rule[1], rule[2]))
            place = rule.end()
            continue
        opening, closing = _bounds(text, place, end)
        if closing < 0 or depth > _DEPTH:
            items.append(Rest(text[place:end], not depth))
            return items
        items.append(_item(text, place, opening, closing, depth))
        place = closing


def _item(text: str, place: int, opening: int, closing: int, depth: int) -> Item:
    """One rule that is more than selectors and declarations, or odd."""
    named = _AT.match(text, place, closing)
    if named is not None and opening >= 0:
        name, head = named[1].lower(), text[named.end() : opening]
        if name in _GROUPS and "/*" not in head and "\\" not in head:
            return Group(name, head, _cut(text, opening + 1, closing - 1, depth + 1))
        if name not in _READ:
            return Passed(name)
    return Rest(text[place:closing], not depth)


def _bounds(text: str, place: int, end: int) -> tuple[int, int]:
    """Where the block of the rule that begins here opens (-1: it has none), and where the rule ends.

    The end is -1 where only tinycss2 can tell.
    """
    held: list[str] = []
    opening = -1
    statement = text[place] == "@"
    if statement and _AT.match(text, place, end) is None:
        return -1, -1
    for found in _TOKEN.finditer(text, place, end):
        mark = found[0]
        if mark in {"(", "[", "{"}:
            if mark == "{" and not held:
                opening = found.start()
            held.append(mark)
        elif mark in _PARTNER:
            if held and held[-1] == _PARTNER[mark]:
                held.pop()
                if not held and mark == "}":
                    return opening, found.end()
        elif mark == ";":
            if not held and statement:
                return -1, found.end()
        elif mark in {"\\", '"', "'", "/*"} or mark[-1] == "(":  # without its end, or an address that is strange
            return -1, -1
    return -1, -1


class Said(NamedTuple):
    """One declaration as text: its name (in lower case, but for `--names`), its value, and whether it is `!important`."""

    name: str
    value: str
    important: bool


_LOOSE_COMMENT = re.compile(rf"(?<![^\s;:,]){_COMMENT} | {_COMMENT}(?=[\s;:,]|$)", re.VERBOSE)
_PART = re.compile(rf"(?: [^;{{}}()\[\]\"'\\/@]++ | {_MORE} | {_ROUND} )*+", re.VERBOSE)
_NAME = re.compile(r"-?[a-zA-Z_][a-zA-Z0-9_-]*|--[a-zA-Z0-9_-]*")
_IMPORTANT = re.compile(r"![ \n\t]*+important[ \n\t]*+\Z", re.IGNORECASE)
_ODD = re.compile(r"[{}\[\]@\0\r\f]|<!--|-->")
_BRACKETED = re.compile(r"[()\"'\\]")


def declared(block: str) -> list[Said] | None:
    """The declarations of a block, in order; `None` where only tinycss2 can tell."""
    if _ODD.search(block) is not None:
        return None
    bracketed = _BRACKETED.search(block) is not None
    if "/*" in block and (bracketed or "/*" in (block := _LOOSE_COMMENT.sub("", block))):
        return None
    parts = _parts(block) if bracketed else block.split(";")
    if parts is None:
        return None
    found: list[Said] = []
    for part in parts:
        name, colon, value = part.partition(":")
        name = name.strip(" \n\t")
        if not colon or not _NAME.fullmatch(name):
            if not name.isascii() or "\\" in name:
                return None
            continue  # as browsers do: nothing up to the next semicolon counts
        important = False
        if "!" in value:
            bang = _IMPORTANT.search(value)
            if bang is None or "!" in value[: bang.start()] or "\\" in value:
                return None
            value, important = value[: bang.start()], True
        value = value.strip(" \n\t")
        if value.endswith("\\"):  # what was stripped was meant
            return None
        found.append(Said(name if name.startswith("--") else name.lower(), value, important))
    return found


def _parts(block: str) -> list[str] | None:
    """The block cut at the semicolons that stand in no bracket or string."""
    if _STRANGE_ADDRESS.search(block):
        return None
    parts: list[str] = []
    place = 0
    while True:
        found = _PART.match(block, place)
        parts.append(found[0])  # type: ignore[index]  # it matches nothing too
        place = found.end() + 1  # type: ignore[union-attr]
        if place > len(block):
            return parts
        if block[place - 1] != ";":
            return None
