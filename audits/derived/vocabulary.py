"""Says which features a few words speak of, in the languages of the table `feature_words.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from audits.standards import table

LONGEST = 5
"""Words in the longest phrase that is looked up."""

TEXT_CAP = 600
"""Characters looked at: menus, headings and forms are shorter."""


def says(concept: str, text: str) -> bool:
    """Does this text speak of the concept (a name in the table's `words`)?"""
    return concept in concepts(text)


@lru_cache(maxsize=8192)
def concepts(text: str) -> frozenset[str]:
    """Everything the text speaks of: menu entries recur on every page of a site, so answers are remembered."""
    lexicon = _lexicon()
    text = text[:TEXT_CAP].lower().replace("’", "'").replace("\N{COMBINING DOT ABOVE}", "")
    tokens = _TOKEN.findall(text)
    found: set[str] = set(lexicon.whole.get(" ".join(tokens), _NONE))
    phrases = lexicon.phrases
    for start, token in enumerate(tokens):
        phrase = token
        found |= phrases.get(phrase, _NONE)
        for following in tokens[start + 1 : start + LONGEST]:
            phrase = f"{phrase} {following}"
            found |= phrases.get(phrase, _NONE)
        for stem, concept, at_end in lexicon.stems:
            if len(token) > len(stem) and (token.endswith(stem) if at_end else token.startswith(stem)):
                found.add(concept)
    if _CJK.search(text):
        found |= {concept for word, concept in lexicon.anywhere if word in text}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    phrases: dict[str, frozenset[str]]
    whole: dict[str, frozenset[str]]
    stems: tuple[tuple[str, str, bool], ...]
    anywhere: tuple[tuple[str, str], ...]


@cache
def _lexicon() -> _Lexicon:
    phrases: dict[str, frozenset[str]] = {}
    whole: dict[str, frozenset[str]] = {}
    stems: list[tuple[str, str, bool]] = []
    anywhere: list[tuple[str, str]] = []
    for concept, listing in table("feature_words.toml")["words"].items():
        for word in words_in(listing):
            bare = word.strip("*=")
            if _CJK.search(bare):
                anywhere.append((bare, concept))
                continue
            phrase = " ".join(_TOKEN.findall(bare))
            kept = whole if word.startswith("=") else phrases
            kept[phrase] = kept.get(phrase, _NONE) | {concept}
            if "*" in word:
                stems.append((bare, concept, word.startswith("*")))
    return _Lexicon(phrases, whole, tuple(stems), tuple(anywhere))


def words_in(listing: str) -> list[str]:
    """The words of one list of the table, in lower case."""
    return [word for word in (" ".join(part.split()).lower() for part in listing.split(",")) if word]


_NONE: frozenset[str] = frozenset()
_TOKEN = re.compile(r"[^\W_]+(?:['.&][^\W_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
