"""Tells the language of short texts: by their script, by their small words, and by a model where these speak."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from audits.derived.language import language_of
from audits.derived.wording import latin, words_of
from audits.standards import table

SCRIPTS = {
    "CYRILLIC": "Cyrillic", "GREEK": "Greek", "ARABIC": "Arabic", "HEBREW": "Hebrew", "CJK": "Han", "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese", "HANGUL": "Korean", "THAI": "Thai", "DEVANAGARI": "Devanagari", "ARMENIAN": "Armenian",
    "GEORGIAN": "Georgian", "BENGALI": "Bengali", "TAMIL": "Tamil", "LATIN": "Latin",
}  # fmt: skip

WRITTEN = {
    "Cyrillic": "ru uk bg be mk sr kk ky tg mn sh bs cnr tt ba".split(), "Greek": ["el", "grc"],
    "Arabic": "ar fa ur ps sd ug ckb ku pnb".split(), "Hebrew": ["he", "yi", "iw", "ji"], "Han": "zh ja ko yue lzh".split(),
    "Japanese": ["ja"], "Korean": ["ko"], "Thai": ["th"], "Devanagari": "hi mr ne sa mai bho kok".split(),
    "Armenian": ["hy"], "Georgian": ["ka"], "Bengali": ["bn", "as"], "Tamil": ["ta"],
}  # fmt: skip
"""The languages that are written in a script other than Latin."""

RIGHT_TO_LEFT = frozenset("ar fa ur he yi iw ji ps sd ug ckb dv arc syr pnb".split())

COUSINS = (
    {"da", "no", "nb", "nn", "sv"}, {"hr", "sr", "bs", "sh", "cnr", "sl", "mk"}, {"cs", "sk", "pl"}, {"es", "pt", "gl", "ca", "oc", "an", "ast"},
    {"nl", "af", "fy", "li", "nds"}, {"de", "lb", "gsw", "nds", "bar", "als", "fy"}, {"it", "co", "scn", "la", "rm", "fur", "sc", "lmo", "vec"}, {"id", "ms", "jv", "su"},
    {"ru", "uk", "be", "bg", "mk", "sr"}, {"fr", "oc", "br", "wa", "ca"}, {"en", "sco", "ang"}, {"fi", "et"}, {"zh", "ja", "yue"},
)  # fmt: skip
"""Languages that a few sentences do not tell apart for certain."""

_OTHER = re.compile(r"[^\x00-\u024f\u1e00-\u206f\u20a0-\u2bff\W\d_]+")


def script_of(letter: str) -> str:
    """The script of one letter; empty where it is none of those known."""
    return SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "")


def foreign_script(text: str) -> str:
    """The script other than Latin in which most letters of a text are written; empty for Latin."""
    if latin(text):
        return ""
    runs = _OTHER.findall(text)
    letters = sum(map(len, runs))
    if not letters or letters * 2 < sum(character.isalpha() for character in text):
        return ""
    return script_of(runs[0][0])


def related(one: str, other: str) -> bool:
    """Are these the same language, or ones that a short text does not tell apart?"""
    return one == other or any(one in family and other in family for family in COUSINS)


@cache
def small_words(code: str) -> frozenset[str]:
    """The small words of a language; empty where they are not listed."""
    return frozenset(str(table("function_words.toml").get(code, "")).split())


def tongue(text: str, beside: str, runs: list[str]) -> str:
    """The ISO 639-1 code of a text that is for certain not in the language `beside`; empty where it may be.

    It must hold none of the small words of `beside`, some of the other language, and the model must agree. `runs` are
    its runs without space.
    """
    own = small_words(beside)
    if not own:
        return ""
    length = len(runs)
    if sum(map(own.__contains__, runs[: length * 2 // 5])) * 12 > length:
        return ""  # most texts: more of them in the rest, and those with a capital letter, change nothing
    rough = text.lower().split()
    if len(rough) < 4 or sum(map(own.__contains__, rough)) * 12 > len(rough):
        return ""
    words = [word.lower() for word in words_of(text) if word.isalpha()]
    if len(words) < 4 or sum(map(own.__contains__, words)) * 12 > len(words):
        return ""
    code = _by_small_words(dict.fromkeys(words), len(words), own)
    if not code or related(code, beside):
        return ""
    told, confidence = language_of(text)
    return told if related(told, code) and not related(told, beside) and confidence >= _ENOUGH else ""


def plainly(text: str, code: str, beside: str) -> bool:
    """Is every sixth word a small word of the one language, and hardly any of the other?"""
    words, found, lost = tally(text, code, beside)
    return bool(small_words(code) and small_words(beside)) and found * 6 >= words and found >= 4 * lost


def tally(text: str, code: str, beside: str) -> tuple[int, int, int]:
    """The words of a text, how many are small words of the one language, and how many of the other."""
    words = [word.lower() for word in words_of(text)]
    here, there = small_words(code), small_words(beside)
    return len(words), sum(word in here for word in words), sum(word in there for word in words)


def in_sentences(text: str, code: str) -> bool:
    """Does it say something in the language, rather than list names and titles, which may stay in their own language?"""
    speaking = frozenset(str(table("sentence_words.toml").get(code, "")).split())
    clauses = [clause.split() for clause in _CLAUSE_ENDS.split(text)]
    long = [[word.lower() for word in words] for words in clauses if len(words) >= _CLAUSE and not _title(words, code)]
    if all(speaking.isdisjoint(words) for words in long):
        return False
    return len(speaking.intersection(word.lower() for words in clauses for word in words)) >= 2


def _title(words: list[str], code: str) -> bool:
    """Titles Are Written So, except in German, where every noun is."""
    return code != "de" and sum(word[0].isupper() for word in words) * 2 > len(words)


_CLAUSE_ENDS = re.compile(r"[.,;:!?|/()\n•·–—\"„“”«»‹›،؛]+|\s-\s")
_CLAUSE = 7
"""Words in one go from which they may be a sentence; most names and titles are shorter."""


def _by_small_words(words: Iterable[str], length: int, own: frozenset[str]) -> str:
    """The language most of whose small words are among these, if they are enough; of equals the first in the text."""
    speaking = _speaking()
    counts = Counter(code for word in words if word not in own for code in speaking.get(word, ()))
    code, count = next(iter(counts.most_common(1)), ("", 0))
    return code if count * 10 >= length + 5 else ""


@cache
def _speaking() -> dict[str, list[str]]:
    """The languages that each small word belongs to."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, words in table("function_words.toml").items():
        if len(code) == 2:
            for word in words.split():
                found[word].append(code)
    return dict(found)


_ENOUGH = 0.9
