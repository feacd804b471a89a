"""The text of a page as a reader sees it, line by line, with its headings known, also those made of bold type only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page

PSEUDO = 7
"""The level of a heading that is only bold type, a caption or a table header."""

HEADING_CAP = 90
"""Characters of the longest heading made of bold type: what is longer is an emphasised paragraph."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `level` is 1 to 6 for real headings, 7 for bold lines, 0 for text; `linked` if it is wholly a link."""

    text: str
    level: int = 0
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines below it, up to the next heading of its rank."""

    heading: str
    level: int
    lines: tuple[Line, ...]


@derived
def text_lines(page: Page) -> tuple[Line, ...]:
    """Every line of visible text of the page's body, in document order."""
    writer = _Writer()
    for body in page.elements("body")[:1]:
        _walk(body, writer)
    writer.flush()
    return tuple(writer.lines)


def sections(lines: tuple[Line, ...]) -> Iterator[Section]:
    """Every heading with what stands below it; sections of lower rank are inside those of higher rank."""
    for place, line in enumerate(lines):
        if not line.level:
            continue
        end = place + 1
        while end < len(lines) and not 0 < lines[end].level <= line.level:
            end += 1
        yield Section(line.text, line.level, lines[place + 1 : end])


class _Writer:
    """Collects pieces of text into lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.plain = 0
        self.unlinked = 0
        self.heading = 0
        self.bold = 0
        self.link = 0

    def add(self, text: str | None) -> None:
        if text and not text.isspace():
            self.pieces.append(text)
            self.plain += not self.bold
            self.unlinked += not self.link
        elif text and self.pieces:
            self.pieces.append(" ")

    def flush(self) -> None:
        if self.pieces:
            text = " ".join("".join(self.pieces).split())
            level = self.heading or (PSEUDO if not self.plain and len(text) <= HEADING_CAP else 0)
            if text:
                self.lines.append(Line(text, level, not self.unlinked))
            self.pieces.clear()
            self.plain = self.unlinked = 0


def _walk(body: HtmlElement, writer: _Writer) -> None:
    """Depth first without recursion: old pages nest deeper than Python may."""
    writer.add(body.text)
    stack = [(body, iter(body))]
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if element is not body:
                _close(str(element.tag), writer)
                writer.add(element.tail)
            continue
        tag = child.tag
        if not isinstance(tag, str) or tag in _SILENT:
            writer.add(child.tail)
            continue
        if tag in _BREAKS:
            writer.flush()
            if tag in _HEADINGS:
                writer.heading = _HEADINGS[tag]
        if tag in _BOLD:
            writer.bold += 1
        elif tag == "a":
            writer.link += 1
        writer.add(child.text)
        stack.append((child, iter(child)))


def _close(tag: str, writer: _Writer) -> None:
    if tag in _BREAKS:
        writer.flush()
        if tag in _HEADINGS:
            writer.heading = 0
    if tag in _BOLD:
        writer.bold -= 1
    elif tag == "a":
        writer.link -= 1


_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BOLD = frozenset({"b", "strong", "th", "caption", "legend", "summary", "dt", "big"})
_BREAKS = frozenset("""
    address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr li legend main menu nav ol option p pre section summary table tbody td tfoot th thead
    tr ul marquee
""".split())  # fmt: skip
_SILENT = frozenset({"script", "style", "template", "noscript", "noframes", "svg", "math", "object", "select", "textarea", "iframe"})  # fmt: skip
