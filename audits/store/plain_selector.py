"""Reads selectors of tags, classes, ids and simple pseudo-classes; leaves all others to cssselect2."""

from __future__ import annotations

import re
from typing import NamedTuple


class Compound(NamedTuple):
    """What one element must be: its tag as written and in lower case, its id, classes and pseudo-classes."""

    tag: str
    lower: str
    idents: tuple[str, ...]
    classes: tuple[str, ...]
    states: tuple[str, ...]


class Chain(NamedTuple):
    """Compounds from left to right with the signs between them (" ", ">", "+", "~"), and what cssselect2 counts."""

    compounds: tuple[Compound, ...]
    signs: tuple[str, ...]
    specificity: tuple[int, int, int]
    pseudo: str


_IDENT = r"-?[a-zA-Z_][a-zA-Z0-9_-]*+"
_PLAIN = re.compile(r"[ \n\ta-zA-Z0-9_.#:*,>+~-]++")
_COMPOUND = re.compile(rf"({_IDENT}|\*)?((?:(?:[.#]|::?){_IDENT})*)")
_SIMPLE = re.compile(rf"([.#]|::?)({_IDENT})")
_SIGN = re.compile(r"[>+~]")
_OLD_PSEUDO = {"before", "after", "first-line", "first-letter"}
_PSEUDO = _OLD_PSEUDO | {"selection", "marker", "placeholder", "file-selector-button", "target-text"}
PARTS = 40
"""Parts of one selector that are followed: matching goes one level deeper for each."""

_KNOWN: dict[str, tuple[Compound, str] | None] = {}
_KNOWN_CAP = 8192


def chains(prelude: str) -> tuple[Chain, ...] | None:
    """The selectors of a rule; `None` where one of them is not plain, or invalid."""
    if _PLAIN.fullmatch(prelude) is None:
        return None
    found = []
    for part in prelude.split(","):
        chain = _chain(part)
        if chain is None:
            return None
        found.append(chain)
    return tuple(found)


def _chain(text: str) -> Chain | None:
    compounds: list[Compound] = []
    signs: list[str] = []
    sign, pseudo = "", ""
    a = b = c = 0
    for word in (_SIGN.sub(r" \g<0> ", text) if ">" in text or "+" in text or "~" in text else text).split():
        if word in {">", "+", "~"}:
            if sign or not compounds:
                return None
            sign = word
            continue
        if pseudo:  # nothing follows a pseudo-element
            return None
        known = _KNOWN[word] if word in _KNOWN else _remembered(word)
        if known is None:
            return None
        compound, pseudo = known
        if compounds:
            signs.append(sign or " ")
        sign = ""
        compounds.append(compound)
        a += len(compound.idents)
        b += len(compound.classes) + len(compound.states)
        c += bool(compound.tag)
    if sign or not 0 < len(compounds) < PARTS:
        return None
    return Chain(tuple(compounds), tuple(signs), (a, b, c + bool(pseudo)), pseudo)


def _remembered(word: str) -> tuple[Compound, str] | None:
    if len(_KNOWN) >= _KNOWN_CAP:
        _KNOWN.clear()
    known = _KNOWN[word] = _compound(word)
    return known


def _compound(word: str) -> tuple[Compound, str] | None:
    """The compound, and its pseudo-element."""
    match = _COMPOUND.fullmatch(word)
    if match is None:
        return None
    tag, rest = match.groups()
    idents: list[str] = []
    classes: list[str] = []
    states: list[str] = []
    pseudo = ""
    for mark, name in _SIMPLE.findall(rest) if rest else ():
        if pseudo:
            return None
        if mark == ".":
            classes.append(name)
        elif mark == "#":
            idents.append(name)
        elif mark == "::":
            if (pseudo := name.lower()) not in _PSEUDO:
                return None
        elif name.lower() in _OLD_PSEUDO:
            pseudo = name.lower()
        else:
            states.append(name.lower())
    tag = "" if tag in {None, "*"} else tag
    return Compound(tag, tag.lower(), tuple(idents), tuple(classes), tuple(states)), pseudo
