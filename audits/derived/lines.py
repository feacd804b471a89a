"""The visible text of a page line by line, with its headings known, also those made of bold type only."""

from __future__ import annotations

from typing import NamedTuple

from audits.derived import derived
from audits.derived.text_blocks import text_blocks
from audits.page import Page

PSEUDO = 7
"""The level of a heading that is only bold type, a caption or a table header."""

HEADING_CAP = 90
"""Characters of the longest heading made of bold type: what is longer is an emphasised paragraph."""

LINKED = 0.9
"""Share of its characters inside links from which a block is wholly a link or a row of links."""


class Line(NamedTuple):
    """One line. `level` is 1 to 6 for real headings, 7 for bold lines, 0 for text; `linked` if it is wholly a link."""

    text: str
    level: int = 0
    linked: bool = False


@derived
def text_lines(page: Page) -> tuple[Line, ...]:
    """Every line of visible text of the page's body, in document order."""
    bold = _bold(page)
    found: list[Line] = []
    for text, linked, _, level, *_ in text_blocks(page):
        is_link = linked >= LINKED * len(text)
        if level:
            found.append(Line(text.replace("\n", " "), level, is_link))
        elif "\n" in text:
            found += [Line(line, PSEUDO if line in bold else 0, is_link) for line in text.split("\n")]
        else:
            found.append(Line(text, PSEUDO if text in bold else 0, is_link))
    return tuple(found)


def _bold(page: Page) -> set[str]:
    """The texts set in bold type: a line that is one of them is a heading of some sort."""
    texts: set[str] = set()
    for element in page.elements("b", "strong", "th", "caption", "legend", "dt", "summary", "big"):
        text = (element.text or "") if not len(element) else "".join(element.itertext())
        if len(text) <= 2 * HEADING_CAP and (text := " ".join(text.split())) and len(text) <= HEADING_CAP:
            texts.add(text)
    return texts
