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

_SHARE = 4
"""A quarter of the text makes a page of two languages; less is a page in the other one, with a line in this."""


@derived
def declared_is_spoken(page: Page) -> bool:
    """Is a good part of it in the declared language, where most of the page seems to be in another?"""
    told = language(page)
    own = small_words(told.declared)
    if not own or not told.code or related(told.code, told.declared):
        return False
    prose = [passage for passage in passages(page) if passage.prose and passage.words >= _ENOUGH]
    spoken = [one.words for one in prose if _speaks(one.text, own) and in_sentences(one.text, told.declared)]
    return bool(spoken) and sum(spoken) * _SHARE >= sum(one.words for one in prose)


def _speaks(text: str, own: frozenset[str]) -> bool:
    words = [word.lower() for word in words_of(text)]
    return sum(word in own for word in words) * 4 >= len(words)
