"""The text of a page in passages: what a browser sets as one paragraph, with the element that holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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


@dataclass(slots=True, eq=False)  # not frozen: that takes three times as long to make, and a page has hundreds
class Passage:
    """One run of text directly inside the block-level `element`.

    `text` has single spaces and a line break for each `br`, and so many `words`. `linked` counts its characters inside
    links; it is `prose`, running text, where these are the fewer. `bare` says that some of it stands in no inline
    element. `inline` are the inline elements that stand directly in the block, `line_break` is the first `br`.
    """

    element: HtmlElement
    text: str
    words: int
    linked: int
    prose: bool
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


@derived
def passages(page: Page) -> tuple[Passage, ...]:
    """Every passage in document order, without what is not drawn."""
    bodies = page.elements("body")
    return _Walk(concealment(page)).passages(bodies[0]) if bodies else ()


_GONE = NOT_RENDERED | INVISIBLE
_BREAK = "\0"  # no page holds it: parsers replace it


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
        if self.concealed.get(body, 0) & _GONE:
            return ()
        add, concealed, pieces, inline = self.add, self.concealed, self.pieces, self.inline
        # What is open around the children that are read: the rest of the children, and the element they stand in.
        stack: list[tuple[Iterator[HtmlElement], HtmlElement, HtmlElement]] = []
        around = holder = body
        children = iter(body)
        if text := body.text:
            add(text, direct=True)
        while True:
            for child in children:
                tag = child.tag
                if tag == "br":
                    pieces.append(_BREAK)
                    if self.line_break is None:
                        self.line_break = child
                elif (
                    isinstance(tag, str) and tag not in UNREAD and not (child in concealed and concealed[child] & _GONE)
                ):
                    stack.append((children, around, holder))
                    if tag in BLOCKS:
                        if pieces or inline:
                            self.flush(holder)
                        holder = child
                    else:
                        if around is holder:
                            inline.append(child)
                        if tag == "a" and "href" in child.attrib:
                            self.links += 1
                    around, children = child, iter(child)
                    if text := child.text:
                        add(text, direct=child is holder)
                    break
                if tail := child.tail:
                    add(tail, direct=around is holder)
            else:
                if around is holder:
                    if pieces or inline:
                        self.flush(holder)
                elif around.tag == "a" and "href" in around.attrib:
                    self.links -= 1
                if not stack:
                    return tuple(self.found)
                ended = around
                children, around, holder = stack.pop()
                if tail := ended.tail:
                    add(tail, direct=around is holder)

    def add(self, text: str, *, direct: bool) -> None:
        if self.links:
            self.linked += len(text)
        elif text.isspace():
            if not self.pieces:
                return  # most of it is the space between blocks
        elif direct:
            self.bare = True
        self.pieces.append(text)

    def flush(self, holder: HtmlElement) -> None:
        if self.pieces:
            joined = "".join(self.pieces)
            self.pieces.clear()
            if _BREAK in joined:
                lines = [said for line in joined.split(_BREAK) if (said := line.split())]
                text, words = "\n".join(map(" ".join, lines)), sum(map(len, lines))
            else:
                said = joined.split()
                text, words = " ".join(said), len(said)
            if text:
                prose = self.linked * 2 < len(text)
                inline = tuple(self.inline)
                self.found.append(Passage(holder, text, words, self.linked, prose, self.bare, inline, self.line_break))
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
