"""Tells whether a page speaks the language it declares, be it beside another one."""

from __future__ import annotations

from audits.derived import derived
from audits.derived.language import language
from audits.derived.passages import passages
from audits.derived.tongues import in_sentences, related, small_words
from audits.derived.wording import words_of
from audits.page import Page

_ENOUGH = 10
"""Words of a passage that may be no title or name any more."""


@derived
def declared_is_spoken(page: Page) -> bool:
    """Is a passage in the declared language, where most of the page seems to be in another?"""
    told = language(page)
    own = small_words(told.declared)
    if not own or not told.code or related(told.code, told.declared):
        return False
    told_in = [passage.text for passage in passages(page) if passage.prose and passage.words >= _ENOUGH]
    return any(_speaks(text, own) and in_sentences(text, told.declared) for text in told_in)


def _speaks(text: str, own: frozenset[str]) -> bool:
    words = [word.lower() for word in words_of(text)]
    return sum(word in own for word in words) * 4 >= len(words)
