"""Lays a page out sideways: how far right its boxes and words reach at the width of a phone, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import tinycss2
from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.image_header import image_of
from audits.derived.look import Look
from audits.derived.text_width import pieces, text_width, widths_of
from audits.page import Page
from audits.store.css_length import css_length
from audits.store.media_query import PHONE
from audits.store.subresources import image_candidate, join, source_size

_DEPTH = 120  # boxes inside boxes; pages that people lay out stay far below
_REPLACED = {
    "img",
    "iframe",
    "video",
    "canvas",
    "object",
    "embed",
    "input",
    "select",
    "textarea",
    "svg",
    "audio",
    "applet",
    "meter",
    "progress",
}
_ATOMS = {"inline-block", "inline-flex", "inline-grid", "inline-table", "-webkit-inline-box"}
_CLIPPING = {"hidden", "auto", "scroll", "clip"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACE_WIDTH = text_width(" ")


class Span(NamedTuple):
    """The least width a box can have, and the one it would like."""

    least: float
    most: float


class Reach(NamedTuple):
    """How far right an element reaches, in CSS pixels from the left edge of the page."""

    right: float
    element: HtmlElement


class Edges(NamedTuple):
    """Margin left, border and padding left, the same right, margin right."""

    margin_left: float
    left: float
    right: float
    margin_right: float

    @property
    def inner(self) -> float:
        return self.left + self.right

    @property
    def outer(self) -> float:
        return self.margin_left + self.left + self.right + self.margin_right


class Face:
    """How text is set: all of it is inherited."""

    __slots__ = ("blank", "bold", "broken", "family", "gap", "size", "space", "spacing", "uppercase", "widths")

    def __init__(self, look: Look) -> None:
        value = look.value
        self.space = value("white-space")
        self.size = look.font_px
        self.family = value("font-family")
        self.bold = value("font-weight") in {"600", "700", "800", "900"}
        self.uppercase = value("text-transform") == "uppercase"
        self.spacing = look.px("letter-spacing") or 0.0
        self.broken = value("overflow-wrap") in {"anywhere", "break-word"} or value("word-break") in {
            "break-all", "break-word",
        }  # fmt: skip
        self.gap = text_width(" ", self.family) * self.size
        self.blank = _SPACE_WIDTH * self.size
        self.widths = widths_of(self.family, bold=self.bold)


class Box:
    """What the sideways layout asks of a look again and again."""

    __slots__ = (
        "border_box", "clips", "constant", "display", "edges", "face", "float", "kind", "look", "out", "position",
        "replaced", "table", "transform",
    )  # fmt: skip

    def __init__(self, look: Look, face: Face) -> None:
        value = look.value
        self.look = look
        self.face = face
        self.display = value("display")
        self.position = value("position")
        self.float = value("float")
        self.transform = value("transform")
        self.replaced = look.tag in _REPLACED
        self.table = self.display in {"table", "inline-table"}
        self.out = self.position in {"absolute", "fixed"}
        self.clips = value("overflow-x")
        self.border_box = value("box-sizing") == "border-box"
        self.kind = self._kind()
        self.constant = not any("%" in value(side) for side in _SPACED)
        self.edges = self._edges(None)

    def _kind(self) -> str:
        """What it is to the box it flows in; empty where it is not drawn."""
        look, display = self.look, self.display
        if display == "none":
            return ""
        if self.out:
            return "out"
        if self.float in {"left", "right"}:
            return "float"
        if look.tag == "br":
            return "break"
        if look.tag == "wbr":
            return "chance"
        if display in _ATOMS or (self.replaced and display in {"inline", "inline-block"}):
            return "atom"
        return "open" if display in {"inline", "contents", "ruby", "ruby-text"} else "block"

    def around(self, avail: float | None) -> Edges:
        """Its edges where its surroundings are that wide; shares of an unknown width count as nothing."""
        return self.edges if self.constant or avail is None else self._edges(avail)

    def _edges(self, avail: float | None) -> Edges:
        look = self.look
        if _EDGED.isdisjoint(look.declared.values) and _EDGED.isdisjoint(look.browser):
            return _NO_EDGES
        px = look.px
        left = (px("border-left-width") or 0.0) + max(px("padding-left", avail) or 0.0, 0.0)
        right = (px("border-right-width") or 0.0) + max(px("padding-right", avail) or 0.0, 0.0)
        if self.display in {"table-cell", "table-row", "table-row-group"}:
            return Edges(0.0, left, right, 0.0)
        return Edges(px("margin-left", avail) or 0.0, left, right, px("margin-right", avail) or 0.0)


_SPACED = ("margin-left", "margin-right", "padding-left", "padding-right")
_EDGED = frozenset({*_SPACED, *(f"border-{side}-{part}" for side in ("left", "right") for part in ("width", "style"))})
_NO_EDGES = Edges(0.0, 0.0, 0.0, 0.0)


def _box_of(look: Look, notes: dict[Any, Any]) -> Box:
    shared = look.shared
    box: Box | None = notes.get((Box, shared, look.tag))
    if box is None:
        face = notes.get((Face, shared.heir))
        if face is None:
            face = notes[Face, shared.heir] = Face(look)
        box = notes[Box, shared, look.tag] = Box(look, face)
    if look.parent is None or not look.parent.folding or look.tag == "summary":
        return box
    shut = copy(box)
    shut.kind = ""
    return shut


@dataclass
class Layout:
    """The sideways layout of one page. `reaches` is what sticks out over the screen; `unsized` counts pictures of unknown size."""

    page: Page
    style: Cascade
    width: float
    reaches: list[Reach] = field(default_factory=list)
    unsized: int = 0
    _spans: dict[HtmlElement, Span] = field(default_factory=dict)
    _contents: dict[tuple[HtmlElement, int], Span] = field(default_factory=dict)
    _boxed: dict[HtmlElement, Box] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._notes = self.style.notes

    def run(self) -> float:
        """The width of the page: the screen's, or that of what reaches furthest."""
        root = self.page.root
        self._block(root, 0.0, self.width, (0.0, self.width), 0)
        return max((reach.right for reach in self.reaches), default=self.width)

    def _record(self, right: float, element: HtmlElement) -> None:
        if right > self.width + 0.5:
            self.reaches.append(Reach(right, element))

    # -- boxes at a place -------------------------------------------------------------------------------------------

    def _box(self, element: HtmlElement) -> Box:
        box = self._boxed.get(element)
        if box is None:
            box = self._boxed[element] = _box_of(self.style.look(element), self._notes)
        return box

    def _block(self, element: HtmlElement, x: float, avail: float, around: tuple[float, float], depth: int) -> None:
        """A block-level box (also a float or an atom) whose containing block begins at `x` and is `avail` wide."""
        box = self._box(element)
        look = box.look
        edges = box.around(avail)
        width = self._width(element, box, avail, edges)
        if width is None and self._shrinks(box):
            span = self._content(element, depth)
            room = avail - edges.outer
            width = max(span.least, min(span.most, room))
        elif width is None:
            width = max(avail - edges.outer, 0.0)
        width = self._clamped(element, box, width, avail, edges)
        if box.table and look.value("table-layout") != "fixed":
            width = max(width, self._content(element, depth).least)  # not even `max-width` makes it smaller
        left = x + edges.margin_left
        spare = avail - edges.outer - width
        if spare > 0 and look.value("margin-left") == "auto":
            left += spare / 2 if look.value("margin-right") == "auto" else spare
        elif spare > 0 and box.float == "right":
            left += spare
        self._inside(element, left + self._shift(box, width + edges.inner, avail), width, edges, around, depth)

    def _inside(
        self, element: HtmlElement, left: float, width: float, edges: Edges, around: tuple[float, float], depth: int
    ) -> None:
        """Record a box whose border begins at `left` and whose content is `width` wide, then what is in it."""
        box = self._box(element)
        border_box = width + edges.inner
        if border_box > 1.5:
            self._record(left + border_box, element)
        if depth > _DEPTH or box.replaced:
            return
        if box.clips in _CLIPPING and not self._passes_on(element):
            return
        if box.position != "static" or box.transform != "none":
            around = (left, border_box)
        display = box.display
        x = left + edges.left
        if box.table:
            return
        if display.endswith("flex") and self._row(box):
            self._flex(element, x, width, around, depth)
        elif display.endswith("grid") and box.look.value("grid-template-columns") not in {"none", "auto"}:
            self._grid(element, x, width, around, depth)
        else:
            self._flow(element, x, width, around, depth)

    def _flow(self, element: HtmlElement, x: float, width: float, around: tuple[float, float], depth: int) -> None:
        run = _Run()
        for kind, item, face, text in self._items(element, depth):
            if kind == "text":
                self._words(run, text, face, lines=False)
                continue
            if kind == "out":
                self._positioned(item, x, width, around, depth + 1)
                continue
            if kind in {"block", "float", "atom"}:
                self._block(item, x, width, around, depth + 1)
                if kind != "atom":
                    run.end_line()
            self._take(run, kind, item, face, depth, atoms=False)
        run.end_line()
        self._record(x + run.least, element)

    def _positioned(
        self, element: HtmlElement, x: float, _width: float, around: tuple[float, float], depth: int
    ) -> None:
        """An absolutely placed box; a fixed one never widens the page."""
        boxed = self._box(element)
        if boxed.position == "fixed":
            return
        start, room = around
        left = boxed.look.px("left", room)
        right = boxed.look.px("right", room)
        edges = boxed.around(room)
        width = self._width(element, boxed, room, edges)
        if width is None and left is not None and right is not None:
            width = max(room - left - right - edges.outer, 0.0)
        if width is None:
            span = self._content(element, depth)
            free = room - (left or 0.0) - (right or 0.0) - edges.outer
            width = max(span.least, min(span.most, max(free, 0.0)))
        width = self._clamped(element, boxed, width, room, edges)
        if left is not None:
            place = start + left + edges.margin_left
        elif right is not None:
            place = start + room - right - edges.margin_right - width - edges.inner
        else:
            place = x + edges.margin_left
        box = width + edges.inner
        if box <= 2 or place + box <= 0:
            return
        self._inside(element, place + self._shift(boxed, box, room, offset=False), width, edges, around, depth)

    def _flex(self, element: HtmlElement, x: float, width: float, around: tuple[float, float], depth: int) -> None:
        items = self._flex_items(element, width, depth)
        gap = self._gap(self._box(element), width)
        wraps = self.style.value(element, "flex-wrap") != "nowrap"
        justify = self.style.value(element, "justify-content")
        lines: list[list[_Item]] = [[]]
        used = 0.0
        for item in items:
            if wraps and lines[-1] and used + item.base > width + 0.5:
                lines.append([])
                used = 0.0
            lines[-1].append(item)
            used += item.base + gap
        for line in lines:
            _settle(line, width - gap * (len(line) - 1))
            spare = width - sum(item.size for item in line) - gap * (len(line) - 1)
            # A row that is centred sticks out on both sides.
            place = x + spare * {"center": 0.5, "flex-end": 1.0, "end": 1.0}.get(justify, 0.0)
            for item in line:
                boxed = self._box(item.element)
                edges = boxed.around(width)
                inner = max(item.size - edges.outer, 0.0)
                shift = self._shift(boxed, inner + edges.inner, width)
                self._inside(item.element, place + edges.margin_left + shift, inner, edges, around, depth + 1)
                place += item.size + gap
        for child in self._boxes(element):
            if self._box(child).out:
                self._positioned(child, x, width, around, depth + 1)

    def _flex_items(self, element: HtmlElement, width: float, depth: int) -> list[_Item]:
        items = []
        for child in self._boxes(element):
            box = self._box(child)
            if box.out:
                continue
            look = box.look
            edges = box.around(width)
            span = self._span(child, depth + 1)
            basis = look.px("flex-basis", width)
            said = self._width(child, box, width, edges)
            if basis is not None:
                base = basis + edges.outer - (edges.inner if box.border_box else 0.0)
            elif said is not None:
                base = said + edges.outer
            else:
                base = span.most
            loose = box.clips in _CLIPPING - {"clip"}
            own = self._limit(box, "min-width", width, edges)
            if own is not None:
                least = own + edges.outer
            elif loose:
                least = edges.outer
            elif box.replaced:
                natural = self._natural(child)
                least = (natural if said is None else min(natural or said, said)) + edges.outer
            else:
                least = span.least if said is None else min(self._content(child, depth + 1).least, said) + edges.outer
            most = self._limit(box, "max-width", width, edges)
            cap = float("inf") if most is None else most + edges.outer
            grow, shrink = (_number(look.value(name)) for name in ("flex-grow", "flex-shrink"))
            items.append(_Item(child, min(max(base, least), max(cap, least)), min(least, cap), cap, grow, shrink))
        loose_text = self._own_text_span(element)
        if loose_text.least > 0 and not items:
            self._record(loose_text.least, element)
        return items

    def _grid(self, element: HtmlElement, x: float, width: float, around: tuple[float, float], depth: int) -> None:
        gap = self._gap(self._box(element), width)
        children = [child for child in self._boxes(element) if not self._box(child).out]
        tracks = self._tracks(element, children, width, gap, depth)
        if not tracks:
            self._flow(element, x, width, around, depth)
            return
        place = 0
        for child in children:
            spans, start = _grid_place(
                self.style.value(child, "grid-column"), self.style.value(child, "grid-column-start"), len(tracks)
            )
            if start is not None:
                place = start
            elif place % len(tracks) + spans > len(tracks):
                place += len(tracks) - place % len(tracks)
            first = place % len(tracks)
            left = x + sum(tracks[:first]) + gap * first
            room = sum(tracks[first : first + spans]) + gap * (spans - 1)
            self._block(child, left, room, around, depth + 1)
            place += spans
        self._record(x + sum(tracks) + gap * (len(tracks) - 1), element)

    def _tracks(
        self, element: HtmlElement, children: list[HtmlElement], width: float, gap: float, depth: int
    ) -> list[float]:
        said = _track_list(self.style.value(element, "grid-template-columns"), width, gap, self.style, element)
        if not said:
            return []
        columns = len(said)
        least = [0.0] * columns
        most = [0.0] * columns
        place = 0
        for child in children:
            spans, start = _grid_place(
                self.style.value(child, "grid-column"), self.style.value(child, "grid-column-start"), columns
            )
            place = start if start is not None else place
            if spans == 1:
                span = self._span(child, depth + 1)
                if self._box(child).clips in _CLIPPING:
                    span = Span(0.0, span.most)
                column = place % columns
                least[column], most[column] = max(least[column], span.least), max(most[column], span.most)
            place += spans
        fixed = 0.0
        sizes: list[float] = []
        for (low, fraction), low_content, high in zip(said, least, most, strict=True):
            base = (
                low if low is not None else (low_content if fraction else min(high, max(low_content, width / columns)))
            )
            sizes.append(base)
            fixed += 0.0 if fraction else base
        shares = sum(fraction for _, fraction in said)
        spare = width - gap * (columns - 1) - fixed
        if shares:
            for index, (_, fraction) in enumerate(said):
                if fraction:
                    sizes[index] = max(sizes[index], spare * fraction / shares)
            over = sum(sizes) + gap * (columns - 1) - width
            if over > 0:  # one full column makes the others give way, down to what they hold
                for index, (low, fraction) in enumerate(said):
                    if fraction and over > 0:
                        give = min(over, sizes[index] - (low if low is not None else least[index]))
                        sizes[index] -= give
                        over -= give
        return sizes

    def _passes_on(self, element: HtmlElement) -> bool:
        """`html` hands its overflow to the screen, and so does `body` where `html` says nothing; neither clips then."""
        if element.tag == "html":
            return True
        return element.tag == "body" and self.style.value(self.page.root, "overflow-x") not in _CLIPPING

    # -- what boxes would like --------------------------------------------------------------------------------------

    def _span(self, element: HtmlElement, depth: int) -> Span:
        """Least and preferred width of the whole box, margins included."""
        known = self._spans.get(element)
        if known is not None:
            return known
        box = self._box(element)
        edges = box.edges
        if box.replaced:
            span = self._replaced_span(element)
        else:
            span = self._content(element, depth)
            width = self._width(element, box, None, edges)
            if width is not None:
                if box.display == "table-cell":
                    span = Span(span.least, max(width, span.least))
                elif box.table:
                    span = Span(max(width, span.least), max(width, span.least))
                else:
                    span = Span(width, width)
        low = self._limit(box, "min-width", None, edges) or 0.0
        high = self._limit(box, "max-width", None, edges)
        if high is not None and not box.table:
            span = Span(min(span.least, high), min(span.most, high))
        span = Span(max(span.least, low) + edges.outer, max(span.most, low) + edges.outer)
        self._spans[element] = span
        return span

    def _content(self, element: HtmlElement, depth: int) -> Span:
        if depth > _DEPTH:
            return Span(0.0, 0.0)
        known = self._contents.get((element, depth))
        if known is None:
            known = self._contents[element, depth] = self._measured(element, depth)
        return known

    def _measured(self, element: HtmlElement, depth: int) -> Span:
        box = self._box(element)
        if box.replaced:
            return self._replaced_span(element)
        display = box.display
        if box.table:
            columns = self._columns(element, depth)
            most = sum(span.most for span in columns)
            return Span(sum(span.least for span in columns), most)
        boxes = []
        if display.endswith(("flex", "grid")):
            boxes = [child for child in self._boxes(element) if not self._box(child).out]
        if display.endswith("flex") and self._row(box) and boxes:
            spans = [self._span(child, depth + 1) for child in boxes]
            gap = self._gap(box, None) * (len(spans) - 1)
            most = sum(span.most for span in spans) + gap
            if self.style.value(element, "flex-wrap") != "nowrap":
                return Span(max(span.least for span in spans), most)
            return Span(sum(span.least for span in spans) + gap, most)
        if display.endswith("grid") and boxes:
            said = _track_list(self.style.value(element, "grid-template-columns"), None, 0.0, self.style, element)
            if said:
                fixed = sum(low or 0.0 for low, _ in said)
                spans = [self._span(child, depth + 1) for child in boxes]
                return Span(
                    max(fixed, *(span.least for span in spans)), max(fixed, sum(s.most for s in spans[: len(said)]))
                )
        run = _Run()
        for kind, item, face, text in self._items(element, depth):
            if kind == "text":
                self._words(run, text, face, lines=True)
            else:
                self._take(run, kind, item, face, depth, atoms=True)
        run.end_line()
        return Span(run.least, max(run.most, run.least))

    def _columns(self, table: HtmlElement, depth: int) -> list[Span]:
        """Least and preferred width of each column of a table, spaces between them included in the first."""
        least: list[float] = []
        most: list[float] = []
        wide: list[tuple[int, int, Span]] = []
        held: dict[int, int] = {}  # columns that a cell of an earlier row still fills
        for row in self._rows(table):
            place = 0
            for cell in row:
                while held.get(place, 0) > 0:
                    held[place] -= 1
                    place += 1
                across = _count(cell.get("colspan"), 200)
                down = _count(cell.get("rowspan"), 200)
                span = self._span(cell, depth + 1)
                missing = place + across - len(least)
                least += [0.0] * missing
                most += [0.0] * missing
                if across == 1:
                    least[place], most[place] = max(least[place], span.least), max(most[place], span.most)
                else:
                    wide.append((place, across, span))
                if down > 1:
                    held.update(dict.fromkeys(range(place, place + across), down - 1))
                place += across
            for column in range(place, len(least)):
                if held.get(column, 0) > 0:
                    held[column] -= 1
        for place, across, span in wide:
            lack = span.least - sum(least[place : place + across])
            want = span.most - sum(most[place : place + across])
            if lack > 0:
                least[place + across - 1] += lack
            if want > 0:
                most[place + across - 1] += want
        columns = [Span(low, max(low, high)) for low, high in zip(least, most, strict=True)]
        if columns and self.style.value(table, "border-collapse") != "collapse":
            spacing = (self.style.px(table, "border-spacing") or 0.0) * (len(columns) + 1)
            columns[0] = Span(columns[0].least + spacing, columns[0].most + spacing)
        return columns

    def _rows(self, table: HtmlElement) -> Iterator[list[HtmlElement]]:
        loose = []
        for child in self._boxes(table):
            display = self._box(child).display
            if display == "table-row":
                yield self._boxes(child)
            elif display in {"table-row-group", "table-header-group", "table-footer-group"}:
                for row in self._boxes(child):
                    yield self._boxes(row) if self._box(row).display == "table-row" else [row]
            elif display == "table-cell":
                loose.append(child)
            elif not display.startswith("table-column") and not self._box(child).out:
                yield [child]
        if loose:
            yield loose

    def _replaced_span(self, element: HtmlElement) -> Span:
        """Content width of a picture, frame or field. What is a share of its surroundings can shrink to nothing."""
        box = self._box(element)
        width = self._width(element, box, None, box.edges)
        relative = box.look.value("width").endswith("%")
        limited = "%" in box.look.value("max-width")
        if width is None:
            width = self._natural(element)
        return Span(0.0 if relative or limited else width, width)

    def _natural(self, element: HtmlElement) -> float:
        tag = str(element.tag)
        size = self.style.font_px(element)
        if tag == "img" or (tag == "input" and (element.get("type") or "").lower() == "image"):
            return self._natural_image(element)
        if tag == "svg":
            return _leading_number(element.get("width")) or 0.0
        if tag in {"iframe", "video", "canvas", "object", "embed", "audio"}:
            said = _leading_number(element.get("width")) if tag == "canvas" else None
            return said or (300.0 if tag not in {"embed", "object"} or element.get("data") else 0.0)
        if tag == "textarea":
            return _count(element.get("cols"), 1000, 20) * size * 0.6 + 5
        if tag == "select":
            texts = [" ".join(option.text_content().split())[:200] for option in element.iter("option")]
            return max((text_width(text) * size for text in texts), default=0.0) + 24
        kind = (element.get("type") or "text").lower()
        if kind in {"submit", "button", "reset"}:
            return text_width(element.get("value") or "Submit") * size
        if kind in {"checkbox", "radio"}:
            return 13.0
        if kind in {"range", "color", "file"}:
            return {"range": 129.0, "color": 50.0, "file": 250.0}[kind]
        return _count(element.get("size"), 1000, 20) * size * 0.6 + 11

    def _natural_image(self, element: HtmlElement) -> float:
        href, density = image_candidate(element, self.style.device)
        if not href.strip():
            return 0.0
        if element.get("srcset") and element.get("sizes") and density != 1.0:
            return source_size(element.get("sizes"), self.style.device)
        fetch = self.page.answer(join(self.page.base, href))
        if fetch is not None and fetch.status is not None and not fetch.ok:
            return 16.0  # the mark of a broken picture; its words wrap
        header = image_of(self.page, join(self.page.base, href))
        if header is None or header.width is None:
            if not href.startswith("data:"):
                self.unsized += 1
            return 0.0
        width = header.width / (density or 1.0)
        if self.style.value(element, "height").endswith("%"):
            return 0.0  # the width follows from a height that only a whole layout knows
        height = self.style.px(element, "height")
        if height is not None and header.height:
            return height * header.width / header.height
        return width

    # -- words ------------------------------------------------------------------------------------------------------

    def _items(self, element: HtmlElement, depth: int) -> list[_Piece]:
        """What flows in a box, inline elements opened: ("text" | "block" | "float" | "atom" | "out" | …, element, …)."""
        found: list[_Piece] = []
        self._gather(element, self._box(element).face, depth, found)
        return found

    def _gather(self, element: HtmlElement, face: Face, depth: int, found: list[_Piece]) -> None:
        """Face and text are those of the box that the piece stands in."""
        if text := element.text:
            found.append(("text", element, face, text))
        for child in element:
            if isinstance(child.tag, str):
                box = self._box(child)
                if (kind := box.kind) == "open":
                    if depth < _DEPTH:
                        found.append(("open", child, face, ""))
                        self._gather(child, box.face, depth + 1, found)
                        found.append(("close", child, face, ""))
                elif kind:
                    found.append((kind, child, face, ""))
                    if kind == "chance":
                        self._gather(child, box.face, depth + 1, found)
            if text := child.tail:
                found.append(("text", child, face, text))

    def _take(self, run: _Run, kind: str, item: HtmlElement, face: Face, depth: int, *, atoms: bool) -> None:
        if kind == "break":
            run.end_line()
        elif kind == "chance":
            run.end_word()
        elif kind in {"open", "close"}:
            side = "left" if kind == "open" else "right"
            run.add(self._inline_edge(item, side))
        elif kind == "block":
            run.end_line()
            if atoms:
                run.box(self._span(item, depth + 1))
        elif kind == "float" and atoms:
            run.float(self._span(item, depth + 1))
        elif kind == "atom":
            # Outside of measuring, an atom is laid out by itself; here it only parts the words.
            nowrap = face.space in {"nowrap", "pre"}
            run.atom(self._span(item, depth + 1) if atoms or nowrap else Span(0.0, 0.0), glued=nowrap)

    def _words(self, run: _Run, text: str, face: Face, *, lines: bool) -> None:
        """Text set into a run. Without `lines` only its longest word counts, not how long a line it would like."""
        space, size = face.space, face.size
        if not space.startswith("pre") and (text.isspace() or not text):
            gap = face.blank
            if space == "nowrap":
                run.add(gap if run.line else 0.0)
            else:
                run.end_word(gap)
            return
        if size <= 0:
            return
        if face.uppercase:
            text = text.upper()
        if space == "pre":
            for place, line in enumerate(text.expandtabs(8).split("\n")):
                if place:
                    run.end_line()
                run.add(text_width(line, face.family, bold=face.bold) * size + face.spacing * len(line))
            return
        if space == "nowrap":
            line = _SPACE.sub(" ", text)
            run.add(text_width(line, face.family, bold=face.bold) * size + face.spacing * len(line))
            return
        if text[0] in " \t\r\n\f":
            run.end_word()
        self._set(run, pieces(text), face, lines=lines)
        if text[-1] in " \t\r\n\f":
            run.end_word(face.gap)

    def _set(self, run: _Run, words: list[str], face: Face, *, lines: bool) -> None:
        """Words with a gap between each two of them."""
        size, spacing, gap = face.size, face.spacing, face.gap
        shares = list(map(face.widths.__getitem__, words))
        if face.broken or spacing or len(words) < 2:
            last = len(words) - 1
            for place, (word, share) in enumerate(zip(words, shares, strict=True)):
                wide = share * size + spacing * len(word)
                if face.broken:
                    run.loose(wide + gap, size)
                else:
                    run.add(wide)
                if place < last:
                    run.end_word(gap)
            return
        # Each word but the first and the last stands alone; of them the widest counts.
        run.least = max(run.least, run.word + shares[0] * size, max(shares[1:-1], default=0.0) * size)
        run.word = shares[-1] * size
        line = run.line
        if not lines:
            run.line = line + max(shares) * size
            return
        for share in shares[:-1]:
            line += share * size
            if line:
                line += gap
        run.line = line + shares[-1] * size

    def _own_text_span(self, element: HtmlElement) -> Span:
        run = _Run()
        if element.text:
            self._words(run, element.text, self._box(element).face, lines=True)
        run.end_line()
        return Span(run.least, run.most)

    def _inline_edge(self, element: HtmlElement, side: str) -> float:
        look = self._box(element).look
        own = look.declared.values
        if f"padding-{side}" not in own and f"margin-{side}" not in own:
            return 0.0
        return (look.px(f"padding-{side}") or 0.0) + (look.px(f"margin-{side}") or 0.0)

    # -- lengths ----------------------------------------------------------------------------------------------------

    def _width(self, element: HtmlElement, box: Box, avail: float | None, edges: Edges) -> float | None:
        """The width that is said for the content; `None` where it follows from elsewhere."""
        width = box.look.px("width", avail)
        if width is None:
            if box.replaced and avail is not None:
                return self._replaced_span(element).most
            return None
        if box.border_box or box.table:
            width -= edges.inner
        return max(width, 0.0)

    def _clamped(self, element: HtmlElement, box: Box, width: float, avail: float, edges: Edges) -> float:
        high = self._limit(box, "max-width", avail, edges)
        low = self._limit(box, "min-width", avail, edges)
        if high is not None:
            width = min(width, high)
        if low is not None:
            width = max(width, low)
        elif box.look.value("min-width") == "min-content":
            width = max(width, self._content(element, 1).least)
        return width

    def _limit(self, box: Box, prop: str, avail: float | None, edges: Edges) -> float | None:
        """A `min-width` or `max-width` as a width of the content."""
        limit = box.look.px(prop, avail)
        if limit is None:
            return None
        return max(limit - edges.inner, 0.0) if box.border_box else limit

    def _shrinks(self, box: Box) -> bool:
        width = box.look.value("width")
        if width in {"stretch", "-webkit-fill-available"}:
            return False
        if box.display in _ATOMS or box.display in {"table", "table-cell"}:
            return True
        return box.float in {"left", "right"} or width in {"fit-content", "min-content", "max-content"}

    def _shift(self, box: Box, wide: float, avail: float, *, offset: bool = True) -> float:
        """How far `position: relative` and `transform` move a box sideways."""
        shift = 0.0
        if offset and box.position == "relative":
            left = box.look.px("left", avail)
            right = box.look.px("right", avail)
            shift += left if left is not None else -(right or 0.0)
        match = _TRANSLATE.search(box.transform) if box.transform != "none" else None
        if match:
            amount = float(match.group(1))
            shift += amount * wide / 100 if match.group(2) == "%" else amount
        return shift

    def _gap(self, box: Box, width: float | None) -> float:
        return box.look.px("column-gap", width) or 0.0

    def _row(self, box: Box) -> bool:
        return not box.look.value("flex-direction").startswith("column")

    def _boxes(self, element: HtmlElement) -> list[HtmlElement]:
        return [child for child in element if isinstance(child.tag, str) and self._box(child).kind]


_TRANSLATE = re.compile(r"translate(?:x|3d)?\(\s*(-?[\d.]+)(px|%)?", re.IGNORECASE)


_Piece = tuple[str, HtmlElement, Face, str]


@dataclass
class _Item:
    element: HtmlElement
    base: float
    least: float
    most: float
    grow: float
    shrink: float
    size: float = 0.0


def _settle(line: list[_Item], width: float) -> None:
    """The sizes of one line's items: grown into spare room, or shrunk down to the least they can be."""
    for item in line:
        item.size = item.base
    free = width - sum(item.size for item in line)
    for _ in range(6):
        if abs(free) < 0.01:
            return
        weights = [
            (item.grow if item.size < item.most else 0.0)
            if free > 0
            else (item.shrink * item.base if item.size > item.least else 0.0)
            for item in line
        ]
        total = sum(weights)
        if not total:
            return
        # Shares of less than one in all leave a part of the room free.
        portion = free if free < 0 else free * min(total, 1.0)
        for item, weight in zip(line, weights, strict=True):
            item.size = min(max(item.size + portion * weight / total, item.least), max(item.most, item.least))
        free = width - sum(item.size for item in line)


@dataclass
class _Run:
    """Words and boxes beside each other: the longest part that cannot be broken, and the longest line."""

    least: float = 0.0
    most: float = 0.0
    word: float = 0.0
    line: float = 0.0
    floats: float = 0.0

    def add(self, width: float) -> None:
        self.word += width
        self.line += width

    def loose(self, width: float, letter: float) -> None:
        """A word that may be broken anywhere."""
        self.least = max(self.least, letter)
        self.line += width

    def end_word(self, gap: float = 0.0) -> None:
        self.least = max(self.least, self.word)
        self.word = 0.0
        self.line += gap if self.line else 0.0

    def end_line(self) -> None:
        self.end_word()
        self.most = max(self.most, self.line + self.floats)
        self.line = self.floats = 0.0

    def box(self, span: Span) -> None:
        self.least, self.most = max(self.least, span.least), max(self.most, span.most)

    def float(self, span: Span) -> None:
        self.least = max(self.least, span.least)
        self.floats += span.most

    def atom(self, span: Span, *, glued: bool) -> None:
        if glued:
            self.word += span.most
            self.line += span.most
            return
        self.end_word()
        self.least = max(self.least, span.least)
        self.line += span.most


def layout(page: Page, width: float = PHONE.width) -> Layout:
    """Lay the page out and return what was found."""
    found = Layout(page, cascade(page), width)
    found.run()
    return found


def _count(text: str | None, high: int, default: int = 1) -> int:
    match = re.match(r"\s*\+?(\d{1,6})", text or "")
    number = int(match.group(1)) if match else default
    return min(max(number, 1), high)


def _leading_number(text: str | None) -> float | None:
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*", text or "")
    return float(match.group(1)) if match else None


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _grid_place(value: str, start: str, columns: int) -> tuple[int, int | None]:
    """How many columns an item spans, and where it begins where that is said."""
    if value == "auto":
        value = start
    match = re.search(r"span\s+(\d+)", value)
    numbers = [int(number) for number in re.findall(r"(?<![\w.])-?\d+", re.sub(r"span\s+\d+", "", value))]
    begin = numbers[0] - 1 if numbers and numbers[0] > 0 else None
    if match:
        return min(int(match.group(1)), columns), begin if begin is None or begin < columns else None
    if len(numbers) == 2:
        end = numbers[1] - 1 if numbers[1] > 0 else columns + 1 + numbers[1]
        return min(max(end - (begin or 0), 1), columns), begin
    return 1, begin if begin is not None and begin < columns else None


def _track_list(
    value: str, width: float | None, gap: float, style: Cascade, element: HtmlElement
) -> list[tuple[float | None, float]]:
    """Columns as (least width or `None` for what they hold, share of the spare room)."""
    if value in {"none", "auto"} or value.startswith(("subgrid", "masonry")):
        return []
    ruler = style.ruler(element, width)

    def track(token: object) -> tuple[float | None, float] | None:
        kind = getattr(token, "type", "")
        if kind == "dimension" and token.lower_unit == "fr":  # type: ignore[attr-defined]
            return (None, float(token.value))  # type: ignore[attr-defined]
        if kind == "function" and token.lower_name == "minmax":  # type: ignore[attr-defined]
            parts = [one for one in token.arguments if one.type not in {"whitespace", "comment"} and one != ","]  # type: ignore[attr-defined]
            if len(parts) != 2:
                return None
            low = css_length(parts[0].serialize(), ruler)
            share = float(parts[1].value) if parts[1].type == "dimension" and parts[1].lower_unit == "fr" else 0.0
            high = None if share else css_length(parts[1].serialize(), ruler)
            return (low if share or high is None else max(low or 0.0, min(high, width or high)), share)
        if kind in {"ident", "function"} and getattr(token, "lower_name", "") not in {"calc", "min", "max", "clamp"}:
            return (None, 0.0)
        if kind in {"dimension", "percentage", "function", "number"}:
            pixels = css_length(token.serialize(), ruler)  # type: ignore[attr-defined]
            return (pixels, 0.0)
        return None

    found: list[tuple[float | None, float]] = []
    for token in tinycss2.parse_component_value_list(value, skip_comments=True):
        if token.type in {"whitespace", "[] block"}:
            continue
        if token.type == "function" and token.lower_name == "repeat":
            comma = next((place for place, one in enumerate(token.arguments) if one == ","), None)
            if comma is None:
                continue
            head = [one for one in token.arguments[:comma] if one.type != "whitespace"]
            inner = [t for one in token.arguments[comma + 1 :] if one.type != "whitespace" and (t := track(one))]
            if head and head[0].type == "number":
                found += inner * min(int(head[0].int_value or 1), 50)
            elif inner:
                least = sum(low or 0.0 for low, _ in inner) + gap * len(inner)
                times = max(1, int(((width or 0.0) + gap) // least)) if least else 1
                found += inner * min(times, 50)
            continue
        one = track(token)
        if one is not None:
            found.append(one)
    return found[:100]
