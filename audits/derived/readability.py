"""The counts of a page's prose from which readability formulas are reckoned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from audits.derived import derived
from audits.derived.body_text import body_blocks
from audits.page import Page

LONG_SENTENCE = 25
"""Words; GOV.UK's guide to content design asks to check longer sentences."""

LONG_WORD = 6
"""Letters; longer words count in LIX (Björnsson 1968)."""

READ = 600
"""Words read of one page; more of the same page tell hardly more."""

_END = re.compile(r"[.!?…。][\"'»”’)\]]*\s+(?=[\"'«“‘(¿¡]?[^\W\d_a-zß-öø-ÿ]|\d|$)")
_SHORT = re.compile(
    r"\b(?:mr|mrs|ms|dr|prof|st|no|nr|bzw|ca|usw|etc|e\.g|i\.e|z\.b|d\.h|tel|str|inc|ltd|co|vs|approx|jr|sr|rev|sgt|u\.a|évf|tzv|např|tj|p\.m|a\.m|[a-z])\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$"  # made, while; but not table
    r"|(?<=[^aeioudt])ed$"  # camped, but not wanted
    r"|(?<=[^aeiouyscgxzhl])es$|(?<=[aeiouyt]h)es$|(?<=[aeiouy]l)es$"  # times, clothes, rules; but not places, tables
    r"|(?<=[^aeiouyl])e(?=(?:ly|ful|fully|less|ment|ments|ness)$)"  # safely
    r"|(?<=^som)e(?=.)|(?<=^ev)e(?=r[ym]|ning)|(?<=^mor)e(?=.)|(?<=^her)e(?=.)|(?<=^wedn)e|(?<=^bus)i(?=ness)"
)
_APART = re.compile(
    r"(?<![ctsg])ia|(?<=c)ia(?=t)|(?<![tsgcxnl])io|(?<=v)io|iu|(?<![ctrs])ie(?=[nt])|(?<=[trs])rie(?=[nt])|(?<=per)ie|(?<=^sc)ie|(?<=soc)ie"
    r"|(?<=cr)ea|(?<=id)ea|(?<=^ar)ea|(?<=^r)ea(?=ct)|(?<=th)ea(?=t)|(?<!p)eo(?!n|u)|eu(?=m)|(?<![gqs])ua(?!r[dt])|(?<=s)ua(?=l)"
    r"|uou|[aeouy]ing|(?<=[^aeiou])ism"
)
_ODD = {
    "lion": 2,
    "lions": 2,
    "being": 2,
    "million": 2,
    "evening": 2,
    "evenings": 2,
    "poem": 2,
    "poet": 2,
    "friend": 1,
    "friends": 1,
    "science": 2,
    "theatre": 3,
    "people": 2,
    "usually": 4,
    "the": 1,
    "quiet": 2,
    "variety": 4,
}


@dataclass(frozen=True, slots=True)
class Prose:
    """What stands in whole sentences: their number, their words, the long ones of both, and English syllables."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    long_words: int = 0
    long_sentences: int = 0

    def __add__(self, other: Prose) -> Prose:
        return Prose(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
            self.long_words + other.long_words,
            self.long_sentences + other.long_sentences,
        )


@derived
def prose(page: Page) -> Prose:
    """Of the page's body; headings, menus and lines without an end mark are no sentences."""
    total = Prose()
    for block in body_blocks(page):
        if not block.heading and len(block.text) > 20 and block.text[-1] in ".!?…\"'”’»)":
            total += counted(block.text[: 10 * READ].replace("\n", " "))
            if total.words >= READ:
                break
    return total


def counted(text: str) -> Prose:
    """The counts of running text."""
    sentences = words = syllables_ = long_words = long_sentences = 0
    for sentence in sentences_of(text):
        found = _words(sentence)
        if len(found) < 2:
            continue
        sentences += 1
        words += len(found)
        syllables_ += sum(map(syllables, found))
        long_words += sum(len(word) > LONG_WORD for word in found)
        long_sentences += len(found) > LONG_SENTENCE
    return Prose(sentences, words, syllables_, long_words, long_sentences)


def sentences_of(text: str) -> list[str]:
    """Sentences end at an end mark before a capital or a number, but not after "Dr." or an initial."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        mark = end.start() + 1
        if not _SHORT.search(text[max(start, mark - 10) : mark]):
            found.append(text[start : end.end()])
            start = end.end()
    if text[start:].strip():
        found.append(text[start:])
    return found


def _words(sentence: str) -> list[str]:
    """In no order: most runs between spaces are words as they stand, which is sooner known than found by the pattern."""
    runs = sentence.split()
    found = list(filter(str.isalpha, runs))
    return found if len(found) == len(runs) else found + _WORD.findall(" ".join([r for r in runs if not r.isalpha()]))


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """English syllables: groups of vowels, less the silent ones, plus the pairs that are spoken apart."""
    plain = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    if plain in _ODD:
        return _ODD[plain]
    count = len(_VOWELS.findall(plain)) - len(_SILENT.findall(plain)) + len(_APART.findall(plain))
    return max(count, 1)
