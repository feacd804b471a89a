"""The words a reader sees on a page: all visible text, navigation and footer included, hidden text left out."""

from __future__ import annotations

import re

from audits.derived import derived
from audits.derived.text_blocks import text_blocks
from audits.page import Page

_CHARACTERS = re.compile("[぀-ヿ㐀-䶿一-鿿豈-﫿]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f]+")

_MARKS = frozenset("""
    - – — -- --- | || • · ∙ ● ○ ◦ ▪ ■ □ ► ▶ ◄ ★ ☆ * ** *** & + = / // \\ : ; , . .. ... … ! ? > >> < << » « › ‹ → ← ↑ ↓ ~ ^ # @ © ® ™ ° § ✓ ✔ × ( ) [ ] { } " ' ` ´ “ ” „ ’ %
""".split())  # fmt: skip
"""Marks that stand alone and are no words."""


@derived
def visible_text(page: Page) -> str:
    """Visible text, one line for each block or line break."""
    return "\n".join(block.text for block in text_blocks(page))


@derived
def visible_words(page: Page) -> int:
    """How many words a reader sees on the page."""
    text = visible_text(page)
    if not spaced_script(text):
        return count_words(text)
    runs = visible_runs(page)
    if _MARKS.isdisjoint(different_runs(page)):
        return len(runs)
    return len(runs) - sum(map(_MARKS.__contains__, runs))


@derived
def visible_runs(page: Page) -> list[str]:
    """The visible text split at white space."""
    return visible_text(page).split()


@derived
def different_runs(page: Page) -> frozenset[str]:
    """The same, each once."""
    return frozenset(visible_runs(page))


def count_words(text: str) -> int:
    """Words are runs without space that hold a letter or digit.

    Scripts without spaces are counted by length: two Chinese or Japanese characters, or five of Thai, Lao, Khmer or
    Burmese, are taken for a word.
    """
    if spaced_script(text):
        return _spaced(text)
    characters = len(_CHARACTERS.findall(text))
    if characters:
        text = _CHARACTERS.sub(" ", text)
    unspaced = sum(len(run) for run in _UNSPACED.findall(text))
    if unspaced:
        text = _UNSPACED.sub(" ", text)
    return _spaced(text) + (characters + 1) // 2 + (unspaced + 4) // 5


def _spaced(text: str) -> int:
    runs = text.split()
    if _MARKS.isdisjoint(runs):
        return len(runs)
    return len(runs) - sum(map(_MARKS.__contains__, runs))


def spaced_script(text: str) -> bool:
    """Is the text in Latin script, but for a quarter at most? Told by its bytes, which is a hundred times quicker."""
    return text.isascii() or (len(text.encode("utf-8", "replace")) - len(text)) * 4 < len(text)
