"""Tells the language of short texts: by their script, by their small words, and by a model where these speak."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from audits.derived.language import language_of
from audits.derived.wording import words_of
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
    if text.isascii():
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


def tongue(text: str, beside: str) -> str:
    """The ISO 639-1 code of a text that is for certain not in the language `beside`; empty where it may be.

    It must hold none of the small words of `beside`, some of the other language, and the model must agree.
    """
    words = [word.lower() for word in words_of(text) if word.isalpha()]
    own = small_words(beside)
    if len(words) < 4 or not own or sum(word in own for word in words) * 12 > len(words):
        return ""
    code, confidence = language_of(text)
    if not code or related(code, beside) or confidence < _ENOUGH:
        return ""
    strange = small_words(code) - own
    return code if len({word for word in words if word in strange}) * 10 >= len(words) + 5 else ""


_ENOUGH = 0.95
