"""Guesses the one-byte encoding of a page that declares none, as browsers do by the letters its bytes would be."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

READ = 100_000
"""Bytes looked at: the letters of a language have shown themselves by then."""

LEAST = 6
"""Letters beyond ASCII below which nothing can be told."""

SURE = 0.97
"""The share of such letters that belong to one language in the encoding that is believed."""

UNSURE = 0.9
"""The share above which they are taken for a Western language's, whatever else they may be."""

WESTERN = "cp1252"


def likely_charset(body: bytes) -> str:
    """Python's name of the likeliest encoding of one byte a letter: windows-1252 unless much speaks for another."""
    text = _MARKUP.sub(b" ", body[:READ])
    seen = Counter(text.translate(None, _NO_LETTERS))  # the letters beyond ASCII
    total = seen.total()
    if total < LEAST or len(seen) < 3 or _best(seen, total, WESTERN) >= UNSURE:
        return WESTERN
    if alone := _of_own_script(text, seen):
        return alone
    best, share = max(((name, _best(seen, total, name)) for name in _ALPHABETS if name != WESTERN), key=lambda x: x[1])
    return best if share >= SURE else WESTERN


def _best(seen: Counter[int], total: int, encoding: str) -> float:
    """The share of the letters that one language, written in this encoding, has."""
    return max(sum(seen[byte] for byte in letters & seen.keys()) for letters in _alphabets(encoding)) / total


@cache
def _alphabets(encoding: str) -> tuple[frozenset[int], ...]:
    """The bytes of each language's letters beyond ASCII."""
    return tuple(
        frozenset(code for letter in f"{letters}{letters.upper()}" for code in letter.encode(encoding, "ignore"))
        for letters in _ALPHABETS[encoding]
    )


def _of_own_script(text: bytes, seen: Counter[int]) -> str:
    """Cyrillic or Greek, where nearly every word is made of bytes above ASCII; told by its most frequent letters."""
    words = _WORD.findall(text)
    if sum(min(word) > 127 for word in words) * 2 < len(words):
        return ""
    shares = {
        name: sum(seen[code] for code in letters.encode(name, "ignore")) / seen.total()
        for name, letters in _FREQUENT.items()
    }
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= 0.5 else ""


_MARKUP = re.compile(rb"<[^<>]*>")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]{2,}")
# ASCII, and what is a mark, a quote or a space in windows-1252 and in windows-1250.
_NO_LETTERS = bytes(
    (*range(128), *range(0x80, 0x8A), 0x8B, *range(0x90, 0x9A), 0x9B, 0xA0, 0xA6, 0xA7, 0xA8, 0xA9, 0xAB, 0xAC, 0xAD,
     0xAE, 0xB0, 0xB4, 0xB7, 0xBB)
)  # fmt: skip
_ALPHABETS = {
    WESTERN: (
        "àâæçéèêëîïôœùûüÿ", "äöüßé", "àèéìòùî", "áéíóúüñç", "áâãàçéêíóôõú", "åäöéü", "åæøéôò", "ëéèïöüêá", "àçèéíïòóúü",
        "âêîôûëïö", "õäöüšž", "áðéíóúýþæö", "äöåšž",
    ),
    "cp1250": ("áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż", "áéíóöőúüű", "čćđšž", "ăâîşţ"),
    "iso8859-2": ("áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż", "áéíóöőúüű", "čćđšž", "ăâîşţ"),
    "cp1254": ("çğıöşüâî",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņōšūž"),
}  # fmt: skip
_FREQUENT = {"cp1251": "оеаинтсрвл", "koi8-r": "оеаинтсрвл", "cp1253": "αοιετσνρηυςό"}
