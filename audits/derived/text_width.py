"""Estimates how wide text is set, from the widths of the two typefaces that most pages fall back to."""

from __future__ import annotations

import re
from functools import lru_cache

# Thousandths of the text size for the characters 32 to 126: the Adobe font metrics of Helvetica and Times Roman,
# which Arial, Liberation and most substitutes were made to match.
_SANS = [int(n) for n in """
278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584
584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278
278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500
500 334 260 334 584
""".split()]  # fmt: skip
_SERIF = [int(n) for n in """
250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564
564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333
278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500
444 480 200 480 541
""".split()]  # fmt: skip

_SERIFS = {
    "times",
    "times new roman",
    "serif",
    "georgia",
    "garamond",
    "palatino",
    "cambria",
    "book antiqua",
    "playfair",
}
_WIDE = {"verdana": 1.15, "tahoma": 1.0, "georgia": 1.08, "comic sans ms": 1.07, "trebuchet ms": 0.98, "impact": 0.95}
_MONO = {"monospace", "courier", "courier new", "consolas", "menlo", "monaco", "lucida console", "ui-monospace"}


@lru_cache(maxsize=32_768)
def text_width(text: str, family: str = "sans-serif", *, bold: bool = False) -> float:
    """The width of `text` in units of its size, on one line. `family` is a list as in CSS; the first known one counts."""
    kind, factor = _face(family)
    if kind == "mono":
        return 0.6 * sum(2 if _is_wide(letter) else 1 for letter in text)
    table = _SERIF if kind == "serif" else _SANS
    total = 0
    for letter in text:
        code = ord(letter)
        if 32 <= code < 127:
            total += table[code - 32]
        elif code == 0xA0:
            total += table[0]
        elif code in {0x200B, 0xAD, 0xFEFF, 0x200C, 0x200D}:
            continue
        else:
            total += 1000 if _is_wide(letter) else 560
    return total / 1000 * factor * (1.06 if bold else 1.0)


def _by_code(table: list[int]) -> list[int]:
    """The widths of the 256 characters of Latin-1, as `text_width` counts them."""
    wide = [560] * 32 + table + [560] * 129
    wide[0xA0], wide[0xAD] = table[0], 0
    return wide


_LATIN = {"sans": _by_code(_SANS), "serif": _by_code(_SERIF)}


class _Widths(dict[str, float]):
    """The widths of words in one face."""

    def __init__(self, family: str, *, bold: bool) -> None:
        self.face = (family, bold)
        kind, self.factor = _face(family)
        self.table = _LATIN.get(kind)
        self.weight = 1.06 if bold else 1.0

    def __missing__(self, word: str) -> float:
        if len(self) > _WORDS:
            self.clear()
        if self.table is not None and max(word) < "\u0100":
            total = sum(map(self.table.__getitem__, word.encode("latin-1")))
            width = self[word] = total / 1000 * self.factor * self.weight
        else:
            width = self[word] = text_width(word, self.face[0], bold=self.face[1])
        return width


_WORDS = 20_000  # of one face


@lru_cache(maxsize=64)
def widths_of(family: str, *, bold: bool) -> _Widths:
    """The width of every word in that face, as `text_width` gives it, remembered."""
    return _Widths(family, bold=bold)


@lru_cache(maxsize=512)
def _face(family: str) -> tuple[str, float]:
    for part in family.split(","):
        name = part.strip().strip("\"'").lower()
        if name in _MONO:
            return "mono", 1.0
        if name in _SERIFS:
            return "serif", _WIDE.get(name, 1.0)
        if name in _WIDE or name in {"arial", "helvetica", "sans-serif", "roboto", "system-ui", "open sans", "lato"}:
            return "sans", _WIDE.get(name, 1.0)
    # Names nobody knows end in the browser's own serif, but most of them stand for faces without.
    return ("serif", 1.0) if family.strip() in {"", "serif"} else ("sans", 1.0)


def _is_wide(letter: str) -> bool:
    """Is it as wide as high: Chinese, Japanese, Korean, full-width signs, pictographs?"""
    code = ord(letter)
    return (
        0x1100 <= code <= 0x115F
        or 0x2E80 <= code <= 0xD7A3
        or 0xF900 <= code <= 0xFAFF
        or 0xFF00 <= code <= 0xFF60
        or code >= 0x1F300
    )


_BREAKING = re.compile(
    "[-\u2010\u2013\u2014\u200b\xad\u1100-\u115f\u2e80-\ud7a3\uf900-\ufaff\uff00-\uff60\U0001f300-\U0010ffff]"
)
"""The letters around or after which a line may break: those of `_is_wide`, and hyphens."""


def pieces(text: str) -> list[str]:
    """Text cut where a line may break: after spaces and hyphens, around Chinese and Japanese letters."""
    if _BREAKING.search(text) is None:
        return text.split()
    found: list[str] = []
    for word in text.split():
        if "-" not in word if word.isascii() else not _BREAKING.search(word):
            found.append(word)
            continue
        piece = ""
        for place, letter in enumerate(word):
            if _is_wide(letter):
                if piece:
                    found.append(piece)
                found.append(letter)
                piece = ""
                continue
            piece += letter
            after = word[place + 1 : place + 2]
            if letter in "-\u2010\u2013\u2014\u200b\xad" and place and after.isalpha():
                found.append(piece)
                piece = ""
        if piece:
            found.append(piece)
    return found
