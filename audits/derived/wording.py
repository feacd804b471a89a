"""Words compared as people hear them: without case, arrows, quotes and doubled spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from lxml.html import HtmlElement

from audits.standards import table

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LATIN_LETTERS = "A-Za-zª²³µ¹º¼-¾À-ÖØ-öø-ȿ"
"""What `[^\\W\\d_]` finds in text that is `latin`, in half the time."""
_LATIN_WORD = re.compile(rf"[0-9{LATIN_LETTERS}]+(?:['’-][0-9{LATIN_LETTERS}]+)*")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def plain(text: str) -> str:
    """Lower case, one space between words, nothing but letters and digits at both ends."""
    return _plain(text) if len(text) <= _SHORT else _plain.__wrapped__(text)


_SHORT = 100
"""Characters of a text whose plain form is remembered: names of links and pictures recur all over a site."""


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold() if not text.isascii() else text.lower()
    return _EDGES.sub("", " ".join(folded.split()))


def squeezed(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def words_of(text: str) -> list[str]:
    """The words of a text, in their own case."""
    return (_LATIN_WORD if latin(text) else _WORD).findall(text)


def latin(text: str) -> bool:
    """Is nothing in the text but Latin letters below U+0240 and common marks? Told from the bytes, in no time."""
    if text.isascii():
        return True
    coded = text.encode("utf-8", "surrogatepass")
    return coded.count(b"\xe2") == coded.count(b"\xe2\x80") and not coded.translate(None, _LATIN)


_LATIN = bytes(range(0xC9)) + b"\xe2"
"""Bytes of which UTF-8 makes what is below U+0240, and U+2000 to U+203F where 0x80 follows 0xE2."""


@cache
def phrases(name: str) -> frozenset[str]:
    """Every phrase listed under that name in `generic_words.toml`, whatever its language, in `plain` form."""
    listed: dict[str, Any] = table("generic_words.toml")[name]
    return frozenset(plain(phrase) for language in listed.values() for phrase in language)


@cache
def mentions(name: str) -> re.Pattern[str]:
    """A pattern that finds any of these phrases as whole words in text of any case. A trailing `*` is any ending."""
    listed: dict[str, Any] = table("generic_words.toml")[name]
    parts = {phrase.lower() for language in listed.values() for phrase in language}
    made = sorted((re.escape(part).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for part in parts), key=len)
    return re.compile(r"(?<!\w)(?:" + "|".join(reversed(made)) + r")(?!\w)", re.IGNORECASE)


def worded(element: HtmlElement) -> bool:
    """Does the element hold anything but white space? Told without reading all of it."""
    text = element.text
    if text and not text.isspace():
        return True
    return len(element) > 0 and any(not part.isspace() for part in element.itertext())


def places(count: int) -> str:
    """How often something was found, as the end of a message; nothing for once."""
    return "" if count == 1 else f" ({count} places on this page)"


def quoted(text: str, limit: int = 60) -> str:
    """A piece of the page's own words for a message, short and on one line."""
    line = squeezed(text)
    return f"'{line if len(line) <= limit else line[: limit - 1].rstrip() + '…'}'"
