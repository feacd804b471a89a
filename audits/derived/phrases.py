"""Looks for the phrases of a list in a few words of text, far quicker than a pattern of all of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from audits.standards import table

_APART = re.compile(r"[^\w.&()©†*'’-]+")
_SPACED = {code: " " for code in range(128) if _APART.match(chr(code))}
_EDGES = ".&()'’-"


@dataclass(frozen=True, slots=True)
class Phrases:
    """`words` are single words, `longer` have spaces, `dense` are in scripts without spaces; all in lower case."""

    words: frozenset[str]
    longer: tuple[str, ...]
    dense: tuple[str, ...]
    all: tuple[str, ...]

    def within(self, text: str, runs: Collection[str] | None = None) -> bool:
        """Is one of the phrases in this lower-case text, as whole words?

        `runs` are the `runs_of` the text, where somebody has them already.
        """
        if not self.words.isdisjoint(runs_of(text) if runs is None else runs):
            return True
        if any(map(text.__contains__, self.longer)):
            return True
        return not text.isascii() and any(map(text.__contains__, self.dense))

    def at_end(self, text: str) -> bool:
        """Does this lower-case text end with one of the phrases, but for marks and an article?"""
        text = text.rstrip(" \t.:(,–-")
        for _ in range(2):
            if text.endswith(self.all) and any(text.endswith(phrase) and _whole(text, phrase) for phrase in self.all):
                return True
            rest, _, last = text.rpartition(" ")
            if last not in _ARTICLES:
                return False
            text = rest.rstrip(" .:(,")
        return False


def runs_of(text: str) -> list[str]:
    """What stands between marks and spaces in a lower-case text, with the marks at its edges and without them."""
    runs = text.translate(_SPACED).split() if text.isascii() else _APART.split(text)
    return [*runs, *[run.strip(_EDGES) for run in runs if not (run.isalnum())]]


_ARTICLES = frozenset(
    ("the", "in", "on", "at", "um", "im", "jahre", "jahr", "am", "le", "el", "den", "d", "dne", "dnia", "il", "de")
)


def _whole(text: str, phrase: str) -> bool:
    before = text[: -len(phrase)][-1:]
    return not (before.isalnum() and phrase[0].isalnum() and phrase[0] < "⺀")


def phrases_of(entries: Iterable[str]) -> Phrases:
    words: list[str] = []
    longer: list[str] = []
    dense: list[str] = []
    for entry in entries:
        (dense if entry[0] >= "⺀" else longer if " " in entry else words).append(entry)
    return Phrases(frozenset(words), tuple(longer), tuple(dense), (*longer, *words, *dense))


@cache
def phrases(standard: str, name: str) -> Phrases:
    """The list `name` in the table `standard`."""
    return phrases_of(table(standard)[name])
