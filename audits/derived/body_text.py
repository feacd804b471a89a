"""The text a page was made for: its visible blocks without menus, headers, footers, asides and lists of links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

from audits.derived import derived
from audits.derived.joined_lines import FOREIGN
from audits.derived.text_blocks import Block, text_blocks
from audits.derived.visible_text import count_words, spaced_script
from audits.page import Page

ENOUGH = 10
"""Words of body from which two pages with the same body are the same page, whatever their menus."""

_CHANGING = re.compile(r"[\d\s]+")
_CHANGING_BYTES = bytes(code for code in range(128) if _CHANGING.match(chr(code)))
_AROUND = frozenset(("navigation", "header", "footer", "aside"))


@dataclass(frozen=True, slots=True)
class BodyText:
    """`words` of the body; `blocks` are a fingerprint and the words of each block, to tell what pages share.

    `mark` is a fingerprint of the whole page's text, 0 where it has none: two pages with the same mark are doubles.
    """

    words: int
    mark: int
    blocks: tuple[tuple[int, int], ...]


@derived
def body_text(page: Page) -> BodyText:
    """Fingerprints ignore case, digits and space, so that a counter or a date does not make a block new."""
    blocks = [(_fingerprint(block.text), _words(block.text)) for block in body_blocks(page)]
    words = sum(words for _, words in blocks)
    # Of a page with little body the menus tell whether it is the same page.
    whole = " ".join(block.text for block in (body_blocks(page) if words >= ENOUGH else text_blocks(page)))
    return BodyText(words, crc32(whole.encode()) if whole else 0, tuple(blocks))


@derived
def body_blocks(page: Page) -> tuple[Block, ...]:
    """The blocks that are the page's own matter, in document order. A heading that is a link counts."""
    return tuple(block for block in text_blocks(page) if _is_body(block))


def _is_body(block: Block) -> bool:
    return block.area not in _AROUND and (block.level > 0 or block.linked * 2 < len(block.text))


def _fingerprint(text: str) -> int:
    start = text[:120]
    raw = start.lower().encode()
    if start.isascii() or not any(map(raw.__contains__, FOREIGN)):
        raw = raw.translate(None, _CHANGING_BYTES)  # beyond ASCII a block holds no space
    else:
        raw = _CHANGING.sub("", start).lower().encode()
    return crc32(raw) ^ len(text) // 16


def _words(text: str) -> int:
    # In long blocks marks that stand alone do not matter; white space is single.
    return count_words(text) if len(text) < 200 or not spaced_script(text) else text.count(" ") + text.count("\n") + 1
