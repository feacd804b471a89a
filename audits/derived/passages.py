"""The text of a page in passages: what a browser sets as one paragraph, with the element that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.hidden import INVISIBLE, NOT_RENDERED, concealment
from audits.derived.steps import BREAK, Step, past, squeezed_texts, steps_of
from audits.derived.wording import latin
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
    element. `runs` are its runs without space. `inline` are the inline elements that stand directly in the block, `line_break` is the first `br`.
    """

    element: HtmlElement
    text: str
    words: int
    linked: int
    prose: bool
    bare: bool
    inline: tuple[HtmlElement, ...]
    line_break: HtmlElement | None
    runs: list[str]

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
    return _Walk(page).passages(bodies[0], steps_of(page, bodies[0])) if bodies else ()


@derived
def passage_runs(page: Page) -> frozenset[str]:
    """All runs without space in the passages, each once."""
    return frozenset(chain.from_iterable([passage.runs for passage in passages(page)]))


@derived
def latin_passages(page: Page) -> bool:
    """Is all the text of the passages `latin`?"""
    return latin(" ".join(passage_runs(page)))


_GONE = NOT_RENDERED | INVISIBLE


class _Walk:
    """One pass without recursion: pages nest deeper than Python's stack."""

    def __init__(self, page: Page) -> None:
        self.concealed = concealment(page)
        self.squeezed = squeezed_texts(page)
        self.found: list[Passage] = []
        self.pieces: list[str] = []
        self.inline: list[HtmlElement] = []
        self.linked = 0
        self.bare = False
        self.line_break: HtmlElement | None = None

    def passages(self, body: HtmlElement, walk: Iterator[Step]) -> tuple[Passage, ...]:
        concealed, pieces, inline = self.concealed, self.pieces, self.inline
        around = holder = body
        link, links = False, 0
        # For each open element what is around it: the element, the block, and whether the element is a link.
        opened: list[tuple[HtmlElement, HtmlElement, bool]] = []
        for item, tag, text in walk:
            if tag is None:
                if around is holder:
                    if pieces or inline:
                        self.flush(holder)
                elif link:
                    links -= 1
                around, holder, link = opened.pop()
            elif tag == "br":
                pieces.append(BREAK)
                if self.line_break is None:
                    self.line_break = item
                text = past(walk, item)  # noqa: PLW2901  # its end comes next
            elif tag in UNREAD or (item in concealed and concealed[item] & _GONE):
                text = past(walk, item)  # noqa: PLW2901
            else:
                opened.append((around, holder, link))
                link = False
                if tag in BLOCKS:
                    if pieces or inline:
                        self.flush(holder)
                    holder = item
                else:
                    if around is holder:
                        inline.append(item)
                    if tag == "a" and "href" in item.attrib:
                        link, links = True, links + 1
                around = item
            if text:
                if links:
                    self.linked += len(text)
                elif text.isspace():
                    if not pieces:
                        continue  # most of it is the space between blocks
                elif around is holder:
                    self.bare = True
                pieces.append(text)
        if pieces or inline:
            self.flush(holder)
        return tuple(self.found)

    def flush(self, holder: HtmlElement) -> None:
        if self.pieces:
            text, runs = self.squeezed["".join(self.pieces)]
            self.pieces.clear()
            if text:
                prose = self.linked * 2 < len(text)
                inline = tuple(self.inline)
                self.found.append(
                    Passage(holder, text, len(runs), self.linked, prose, self.bare, inline, self.line_break, runs)
                )
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
