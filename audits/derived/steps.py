"""The elements and texts of a page in the order of its source, read from the tree once for all who go over them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page

Step = tuple[HtmlElement, str | None, str | None]
"""An element begins: its tag, and the text before its first child. Or it ends: no tag, and the text that follows it."""

BREAK = "\0"
"""What stands for a line end in text that is put together; no page holds it: parsers replace it."""


@derived
def steps(page: Page) -> list[Step]:
    """Every begin and end of an element from the `html` element's on; its own end is left out."""
    found: list[Step] = []
    add = found.append
    opened: list[HtmlElement] = []
    inner: HtmlElement | None = None
    for element in page.every:
        around = element.getparent()
        while inner is not around:
            add((inner, None, inner.tail))  # type: ignore[arg-type,union-attr]  # what is around is open
            inner = opened.pop()
        add((element, element.tag, element.text))  # type: ignore[arg-type]  # its tag is text: comments are left out
        opened.append(inner)  # type: ignore[arg-type]  # None is around the first
        inner = element
    while opened:
        if len(opened) > 1:
            add((inner, None, inner.tail))  # type: ignore[arg-type,union-attr]
        inner = opened.pop()
    return found


def steps_of(page: Page, top: HtmlElement) -> Iterator[Step]:
    """The steps from that element's begin to before its end."""
    found = steps(page)
    if top is page.root:
        return iter(found)
    begin = next(place for place, step in enumerate(found) if step[0] is top)
    end = next(place for place in range(len(found) - 1, begin - 1, -1) if found[place][0] is top)
    return iter(found[begin:end])


def past(walk: Iterator[Step], element: HtmlElement) -> str | None:
    """Go past an element that has begun; the text that follows it."""
    for step in walk:
        if step[0] is element:
            return step[2]
    return None


class Squeezed(dict[str, tuple[str, list[str]]]):
    """Texts with single spaces and a line break for each `BREAK`, and their runs without space, by the raw ones."""

    def __missing__(self, raw: str) -> tuple[str, list[str]]:
        if BREAK in raw:
            lines = [said for line in raw.split(BREAK) if (said := line.split())]
            made = "\n".join(map(" ".join, lines)), [run for line in lines for run in line]
        else:
            said = raw.split()
            made = " ".join(said), said
        self[raw] = made
        return made


@derived
def squeezed_texts(_page: Page) -> Squeezed:
    """The texts of one page that were squeezed: what is a block for one is mostly a passage for the other."""
    return Squeezed()
