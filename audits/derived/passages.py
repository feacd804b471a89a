"""The text of a page in passages: what a browser sets as one paragraph, with the element that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.hidden import INVISIBLE, NOT_RENDERED, concealment
from audits.page import Page

BLOCKS = frozenset("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main marquee menu nav noframes ol p pre search section
    summary table tbody td tfoot th thead tr ul
""".split())  # fmt: skip
"""Elements that begin and end a paragraph."""

UNREAD = frozenset("""
    script style noscript template select textarea svg math object iframe video audio canvas datalist button map
    option noframes frameset
""".split())  # fmt: skip
"""Elements whose text is no running text of the page."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One run of text directly inside the block-level `element`.

    `text` has single spaces and a line break for each `br`. `linked` counts its characters inside links. `bare` says
    that some of it stands in no inline element. `inline` are the inline elements that stand directly in the block,
    `line_break` is the first `br`.
    """

    element: HtmlElement
    text: str
    linked: int
    bare: bool
    inline: tuple[HtmlElement, ...]
    line_break: HtmlElement | None = None

    @property
    def place(self) -> HtmlElement | None:
        """The element to point at; for bare text in the page's own containers what stands first in it, if anything."""
        if self.element.tag not in {"body", "main"}:
            return self.element
        return self.line_break if self.line_break is not None else self.inline[0] if self.inline else None

    @property
    def quote(self) -> str:
        """What to quote where there is no element to point at."""
        return self.text[:200] if self.place is None else ""

    @property
    def words(self) -> int:
        return self.text.count(" ") + self.text.count("\n") + 1

    @property
    def prose(self) -> bool:
        """Is it running text rather than links?"""
        return self.linked * 2 < len(self.text)


@derived
def passages(page: Page) -> tuple[Passage, ...]:
    """Every passage in document order, without what is not drawn."""
    bodies = page.elements("body")
    return _Walk(concealment(page)).passages(bodies[0]) if bodies else ()


_GONE = NOT_RENDERED | INVISIBLE
_END_BLOCK, _END_LINK = object(), object()


class _Walk:
    """One pass without recursion: pages nest deeper than Python's stack."""

    def __init__(self, concealed: Mapping[HtmlElement, int]) -> None:
        self.concealed = concealed
        self.found: list[Passage] = []
        self.pieces: list[str] = []
        self.inline: list[HtmlElement] = []
        self.linked = self.links = 0
        self.bare = False
        self.line_break: HtmlElement | None = None

    def passages(self, body: HtmlElement) -> tuple[Passage, ...]:
        # What is open: an element with its block and whether it stands directly in it, a text, or an end.
        stack: list[tuple[Any, HtmlElement, bool]] = [(body, body, True)]
        push, pop = stack.append, stack.pop
        while stack:
            item, holder, direct = pop()
            if isinstance(item, str):
                self.add(item, direct=direct)
            elif item is _END_BLOCK:
                self.flush(holder)
            elif item is _END_LINK:
                self.links -= 1
            else:
                self.enter(item, holder, push, direct=direct)
        return tuple(self.found)

    def enter(self, element: HtmlElement, holder: HtmlElement, push: Any, *, direct: bool) -> None:
        tag = element.tag
        if tag == "br":
            self.pieces.append("\n")
            self.line_break = element if self.line_break is None else self.line_break
            return
        if not isinstance(tag, str) or tag in UNREAD or self.concealed.get(element, 0) & _GONE:
            return
        if tag in BLOCKS:
            self.flush(holder)
            push((_END_BLOCK, element, True))
            holder, inner = element, True
        else:
            inner = False
            if direct:
                self.inline.append(element)
            if tag == "a" and "href" in element.attrib:
                self.links += 1
                push((_END_LINK, holder, False))
        for child in element.iterchildren(reversed=True):
            if tail := child.tail:
                push((tail, holder, inner))
            push((child, holder, inner))
        if text := element.text:
            self.add(text, direct=inner)

    def add(self, text: str, *, direct: bool) -> None:
        self.pieces.append(text.replace("\n", " "))
        if self.links:
            self.linked += len(text)
        elif direct and not self.bare and not text.isspace():
            self.bare = True

    def flush(self, holder: HtmlElement) -> None:
        if self.pieces:
            joined = "".join(self.pieces)
            self.pieces.clear()
            if "\n" in joined:
                text = "\n".join(line for line in (" ".join(line.split()) for line in joined.split("\n")) if line)
            else:
                text = " ".join(joined.split())
            if text:
                self.found.append(Passage(holder, text, self.linked, self.bare, tuple(self.inline), self.line_break))
        self.inline.clear()
        self.linked = 0
        self.bare = False
        self.line_break = None


def unseen(element: HtmlElement) -> bool:
    """Do the element's own attributes hide it?"""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and "none" in style and "display:none" in style.replace(" ", "").lower()
