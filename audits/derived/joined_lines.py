"""Many lines as one text, so that a pattern or a list of words is asked once for all of them and not line by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

APART = "\0"
"""Stands between the lines: no page holds it, and no pattern that is asked may match it."""


SHAPES = bytes(48 if 48 <= byte <= 57 else 65 if 65 <= byte <= 90 else byte for byte in range(256))
RUNS = bytes(48 if chr(byte) in "0123456789 ()./-?" else byte for byte in range(256))


class JoinedLines:
    """Finds the lines in which something stands; lines are known by their place in the sequence that was given."""

    __slots__ = ("_starts", "text")

    def __init__(self, lines: Sequence[str]) -> None:
        self.text = APART.join(lines)
        self._starts = [0, *(end + place for place, end in enumerate(accumulate(map(len, lines)), 1))]

    def line(self, place: int) -> str:
        return self.text[self._starts[place] : self._starts[place + 1] - 1]

    def like(self, shapes: Iterable[bytes], letters: bytes = SHAPES) -> list[int]:
        """The lines that hold one of these shapes, in order.

        In a shape a 0 is any digit, an A any capital and a question mark any other character beyond ASCII (with
        `RUNS` all that stands inside a telephone number is a 0). To look for one takes a tenth of the time of a
        pattern, which is then asked of few lines.
        """
        shape = shape_of(self.text, letters)
        found: set[int] = set()
        for wanted in shapes:
            at = shape.find(wanted)
            while at >= 0:
                place = bisect_right(self._starts, at) - 1
                found.add(place)
                at = shape.find(wanted, self._starts[place + 1])
        return sorted(found)

    def place_of(self, at: int) -> int:
        """The line that has this character of the whole text."""
        return bisect_right(self._starts, at) - 1

    def end_of(self, place: int) -> int:
        """Where in the whole text the next line begins."""
        return self._starts[place + 1]

    def matching(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """The lines that the pattern is found in, each with its first match, in order."""
        search, text, starts = pattern.search, self.text, self._starts
        match = search(text)
        while match is not None:
            place = bisect_right(starts, match.start()) - 1
            yield place, match
            match = search(text, starts[place + 1])

    def positions(self, letters: str) -> Iterator[int]:
        """Where in the whole text these letters stand, in order."""
        at = self.text.find(letters)
        while at >= 0:
            yield at
            at = self.text.find(letters, at + 1)

    def holding(self, letters: str) -> Iterator[int]:
        """The lines that hold these letters, in order."""
        find, starts = self.text.find, self._starts
        at = find(letters)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            yield place
            at = find(letters, starts[place + 1])


class LineWords:
    """The words of many lines, in lower case and without figures.

    `known` are all of them, each once; `joined` are the lines themselves, in lower case.
    """

    __slots__ = ("_lowered", "_words", "joined", "known")

    def __init__(self, lines: Sequence[str]) -> None:
        self._lowered = [line.lower() for line in lines]
        self.joined = JoinedLines(self._lowered)
        self._words: dict[int, list[str]] = {}
        self.known = _different(self.joined.text)

    def lowered(self, place: int) -> str:
        return self._lowered[place]

    def of(self, place: int) -> list[str]:
        """The words of one line."""
        words = self._words.get(place)
        if words is None:
            words = self._words[place] = _WORD.findall(self._lowered[place])
        return words

    def having(self, wanted: Iterable[str]) -> set[int]:
        """The lines that have one of these (as words of their own, not as parts of one)."""
        joined, text = self.joined, self.joined.text
        found: set[int] = set()
        for word in wanted:
            at = text.find(word)
            while at >= 0:
                end = at + len(word)
                following = at + 1
                if not (text[at - 1 : at].isalpha() or text[end : end + 1].isalpha()):
                    place = joined.place_of(at)
                    following = joined.end_of(
                        place
                    )  # once for each line: it may hold the word a hundred thousand times
                    if place not in found and word in self.of(place):
                        found.add(place)
                at = text.find(word, following)
        return found


def shape_of(text: str, letters: bytes = SHAPES) -> bytes:
    """A byte for each character (see `JoinedLines.like`)."""
    if not text.isascii() and any(map(text.encode("utf-8", "replace").__contains__, FOREIGN)):
        text = _FIGURE.sub("0", text)
    return text.encode("ascii", "replace").translate(letters)


def with_figures(lines: Sequence[str]) -> list[int]:
    """The lines that hold a figure, of any script."""
    raw = APART.join(lines).encode("utf-8", "replace")
    if any(map(raw.__contains__, FOREIGN)):
        return [place for place, line in enumerate(lines) if _FIGURE.search(line)]
    return [place for place, line in enumerate(raw.translate(_FIGURE_IS_ZERO).split(APART.encode())) if b"0" in line]


def words_of(text: str) -> list[str]:
    """The words of a line in lower case, without figures."""
    return _WORD.findall(text.lower())


def _different(text: str) -> frozenset[str]:
    """The different words of a lower-case text; words that stand between spaces are asked once, however often they stand there."""
    runs = set(text.encode("utf-8", "replace").translate(_SPACED).decode("utf-8").split())
    plain = {run for run in runs if run.isalpha()}
    return frozenset(plain.union(_WORD.findall(" ".join(runs - plain))))


_FIGURE = re.compile(r"\d")
_FIGURE_IS_ZERO = bytes(48 if 48 <= byte <= 57 else byte for byte in range(256))
FOREIGN = tuple(bytes((byte,)) for byte in (0xD9, 0xDB, 0xDF, 0xE0, 0xE1, 0xEA, 0xEF, 0xF0))
"""The bytes that begin the figures of other scripts (Arabic, Indic, full width …) in UTF-8."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_SPACED = bytes(byte if byte >= 128 or chr(byte).isalpha() or chr(byte) == "-" else 32 for byte in range(256))
