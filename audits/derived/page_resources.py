"""Joins what a page asks for with what was answered: every part of a page, its size, and what is not known of it."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import NamedTuple

import tinycss2

from audits.derived import derived
from audits.derived.cascade import Cascade, cascade
from audits.derived.viewport import viewport
from audits.page import Page
from audits.store.records import Fetch
from audits.store.sniff import HTML_TYPES
from audits.store.style_sheet import FontFace
from audits.store.subresources import Kind, Reference, font_reference, join, subresources
from audits.store.unpack import unpack
from audits.visit import bare_host

MOST_UNKNOWN = 0.25
"""The share of a page's parts that may be of unknown size before their sum is no measurement (a design choice)."""

FRAME_DEPTH = 3  # frames inside frames; deeper ones are a trap or a mistake
_REDIRECTS = 6
_STATUS_LINE = 17  # "HTTP/1.1 200 OK" and its line end
_UNPACK_CAP = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that belongs to a page.

    `wire_bytes` is body and head as they came, redirects before it included; `None` where nobody knows. `body_bytes`
    is the body alone. `unpacked_bytes` is known of text that was kept. `at_least`: it may be more. `own`: from the
    site itself. `depth`: requests that had to be answered one after another before it could be asked for; `parent` is the sheet or
    frame that named it, "styles" for what waits until all sheets are there ("styles" and its address: those of a frame).
    `minor`, `awaited` and `tries` as in `Reference`.
    `fresh_seconds` is how long a cache may keep it without asking; `None` where the answer does not say.
    """

    url: str
    kind: Kind | str
    own: bool
    depth: int = 1
    parent: str = ""
    lazy: bool = False
    blocking: bool = False
    deferred: bool = False
    partial: bool = False
    minor: bool = False
    awaited: bool = False
    tries: int = 0
    status: int | None = None
    wire_bytes: int | None = None
    body_bytes: int | None = None
    unpacked_bytes: int | None = None
    at_least: bool = False
    media_type: str = ""
    packed: str = ""
    fresh_seconds: float | None = None
    redirects: int = 0
    host: str = ""
    final_url: str = ""

    @property
    def known(self) -> bool:
        """Was it asked for, with an answer whose size is known?"""
        return self.wire_bytes is not None


@dataclass(frozen=True)
class PageLoad:
    """Everything a phone loads of one page, the document first.

    `parts` holds each address once. `unseen` says what is sure to be more: scripts of others that load more, frames
    of others. `complete` where every part that is not lazy has a known size and nothing unseen hangs on it.
    """

    url: str
    parts: tuple[Part, ...]
    unseen: tuple[str, ...] = ()
    reading: str = ""

    @cached_property
    def opening(self) -> tuple[Part, ...]:
        """What is loaded on opening the page: without lazy parts."""
        return tuple(part for part in self.parts if not part.lazy)

    @property
    def document(self) -> Part:
        return self.parts[0]

    @cached_property
    def wire_bytes(self) -> int:
        """Bytes over the wire on opening, of the parts whose size is known."""
        return sum(part.wire_bytes or 0 for part in self.opening)

    @cached_property
    def lazy_bytes(self) -> int:
        """Further bytes when the whole page is scrolled through."""
        return sum(part.wire_bytes or 0 for part in self.parts if part.lazy)

    @property
    def requests(self) -> int:
        """Requests on opening, redirects included."""
        return sum(1 + part.redirects for part in self.opening)

    @cached_property
    def unknown(self) -> tuple[Part, ...]:
        """Parts on opening whose size nobody knows."""
        return tuple(part for part in self.opening if not part.known)

    @property
    def doubt(self) -> str:
        """Why the sum says too little to be a measurement; empty where it says enough."""
        missing = sum(part.kind != "icon" for part in self.unknown)
        if missing <= MOST_UNKNOWN * len(self.opening):
            return ""
        return f"the size of {missing} of the {len(self.opening)} parts of the page is not known"

    @property
    def complete(self) -> bool:
        return not (self.unknown or self.unseen or any(part.at_least for part in self.opening))


@derived
def page_resources(page: Page) -> PageLoad:
    """What a phone loads of this page."""
    return _load(page, 0)


def _load(page: Page, depth: int) -> PageLoad:
    own_host = bare_host(page.url)
    document = _document(page, own_host)
    parts: dict[str, Part] = {document.url: document}
    unseen: list[str] = []
    for wanted in _references(page):
        url = wanted.reference.url
        if url in parts:
            continue
        parts[url] = _part(page, wanted, own_host)
    # What the page itself names is known earlier than by a frame that names it too.
    for part in [part for part in parts.values() if part.kind == "frame" and part.depth and not part.lazy]:
        for inner in _framed(page, part, depth, unseen):
            parts.setdefault(inner.url, inner)
    return PageLoad(page.url, tuple(parts.values()), tuple(unseen), page.parsed.note)


class _Wanted(NamedTuple):
    """One reference, the number of answers it had to wait for, and the address that named it ("": the document)."""

    reference: Reference
    depth: int
    parent: str


STYLES = "styles"
"""The parent of what is asked for only once all style sheets are there: fonts and pictures of rules."""


def _references(page: Page) -> list[_Wanted]:
    """Everything asked for; pictures and fonts of sheets only where an element needs them."""
    style = cascade(page)
    found: dict[str, _Wanted] = {}
    for one in subresources(page.root, page.url, viewport(page).device, style=False):
        found.setdefault(one.url, _Wanted(one, 1, ""))
    # A sheet stands after those it imports, so the sheets are read from the last.
    for linked in reversed(style.sheets):
        depth = found[linked.url].depth if linked.url in found else 0
        for inner in linked.sheet.imports:
            if url := join(linked.url or page.base, inner.href):
                waits = linked.applies and inner.applies
                said = Reference(url, "style", blocking=waits, deferred=not waits)
                found.setdefault(url, _Wanted(said, depth + 1, linked.url))
    linked_depth = max((one.depth for one in found.values() if one.reference.kind == "style"), default=0)
    for url in _style_images(style):
        found.setdefault(url, _Wanted(Reference(url, "image"), linked_depth + 1, STYLES))
    for font in _fonts(page, style):
        found.setdefault(font.url, _Wanted(font, linked_depth + 1, STYLES))
    return list(found.values())


def _style_images(style: Cascade) -> dict[str, None]:
    """The addresses of pictures that the style of rendered elements shows, in the order of the page."""
    found: dict[str, None] = {}
    pseudos = [name for name in ("before", "after") if name in style.book.index]
    for element in style.alike(lambda look: bool(look.declared.addressed or look.pseudos)):
        urls = style.images(element)
        for name in pseudos:
            urls += style.images(element, name)
        if urls and not style.hidden(element):
            found.update(dict.fromkeys(urls))
    return found


def _fonts(page: Page, style: Cascade) -> list[Reference]:
    """The font files that the page's text needs: one face for each family, weight and slant in use."""
    faces: dict[str, list[tuple[FontFace, str]]] = {}
    for linked in style.sheets:
        if linked.applies:
            for face in linked.sheet.faces:
                if face.applies:
                    faces.setdefault(face.family, []).append((face, linked.url or page.base))
    if not faces:
        return []
    wanted: dict[tuple[str, str, str], set[str]] = {}
    for element in page.all_elements():
        made = [style.pseudo(element, name) for name in ("before", "after") if name in style.book.index]
        made = [own for own in made if own.get("content", "normal").strip("\"'") not in {"", "none", "normal"}]
        text = _own_text(element.text, element)
        if not (text or made) or style.hidden(element):
            continue
        said = [(style.value(element, name)) for name in _FONT_PROPERTIES]
        if text:
            wanted.setdefault((said[0], said[1], said[2]), set()).update(text)
        for own in made:
            family, weight, slant = (own.get(name, value) for name, value in zip(_FONT_PROPERTIES, said, strict=True))
            weight = {"normal": "400", "bold": "700"}.get(weight, weight)
            wanted.setdefault((family, weight, slant), set()).update(_letters(own["content"]))
    found: dict[str, Reference] = {}
    for (families, weight, slant), letters in wanted.items():
        for family in _families(families):
            if family in faces:
                for one in _matching(faces[family], weight, slant, "".join(letters)):
                    found[one.url] = one
                break
            if family in _SURE:
                break
    return list(found.values())


_FONT_PROPERTIES = ("font-family", "font-weight", "font-style")


def _letters(content: str) -> str:
    """The letters of generated text, its escapes resolved."""
    tokens = tinycss2.parse_component_value_list(content, skip_comments=True)
    return "".join(token.value for token in tokens if token.type == "string")


_SURE = {
    "serif",
    "sans-serif",
    "monospace",
    "cursive",
    "fantasy",
    "system-ui",
    "ui-sans-serif",
    "ui-serif",
    "ui-monospace",
}


def _own_text(text: str | None, element: Iterable[object]) -> str:
    own = (text or "") + "".join(getattr(child, "tail", None) or "" for child in element)
    return own.strip()


def _families(value: str) -> list[str]:
    return [part.strip().strip("\"'").lower() for part in value.split(",")]


def _matching(faces: list[tuple[FontFace, str]], weight: str, slant: str, letters: str) -> list[Reference]:
    """The faces nearest in slant and weight, one for each part of the alphabet that the letters touch."""
    want = float(weight) if weight.replace(".", "", 1).isdigit() else 400.0
    slanted = [pair for pair in faces if (pair[0].style == "normal") == (slant == "normal")] or faces
    best = min(_distance(face.weight, want) for face, _ in slanted)
    nearest = [(face, url) for face, url in slanted if _distance(face.weight, want) == best]
    found = [font_reference(face, url, letters) for face, url in nearest]
    return [one for one in found if one is not None]


def _distance(said: str, want: float) -> float:
    """How far a face's weight is from the wanted one, by the font matching of CSS: first the same side, then the other."""
    numbers = [{"normal": 400.0, "bold": 700.0}.get(word) or _float(word) for word in said.split()] or [400.0]
    low, high = min(numbers), max(numbers)
    if low <= want <= high:
        return 0.0
    if want < 400 or (want <= 500 and high < want):
        return want - high if high < want else 1000 + low - want
    if want <= 500:
        return low - want if low <= 500 else 2000 + low - want
    return low - want if low > want else 1000 + want - high


def _float(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        return 400.0


def _document(page: Page, own_host: str) -> Part:
    part = _answered(page.fetch, _Wanted(Reference(page.url, "frame"), 0, ""), own_host)
    fetch, redirects, head = page.fetch, 0, 0
    # The listed address may have led here; the redirects are part of what a visit costs.
    for other in page.answers.values():
        if page.home and other.location and other.kind == "page" and page.answer(other.url) is fetch:
            redirects += 1
            head += _head_bytes(other) + (other.wire_bytes or 0)
    body = fetch.wire_bytes if fetch.wire_bytes is not None else len(fetch.wire)
    return replace(
        part, kind="document", own=True, redirects=redirects, body_bytes=body, status=fetch.status or 200,
        wire_bytes=body + _head_bytes(fetch) + head, unpacked_bytes=len(page.unpacked.body), blocking=True,
    )  # fmt: skip


def _part(page: Page, wanted: _Wanted, own_host: str) -> Part:
    reference = wanted.reference
    redirects, head, hops = 0, 0, 0
    fetch = page.answers.get(reference.url)
    while fetch is not None and fetch.location and hops < _REDIRECTS:
        redirects, head = redirects + 1, head + _head_bytes(fetch) + (fetch.wire_bytes or 0)
        fetch = page.answers.get(join(fetch.url, fetch.location))
        hops += 1
    part = _asked(wanted, own_host) if fetch is None else _answered(fetch, wanted, own_host)
    if not redirects:
        return part
    known = None if part.wire_bytes is None else part.wire_bytes + head
    return replace(part, redirects=redirects, wire_bytes=known)


def _asked(wanted: _Wanted, own_host: str) -> Part:
    """A part as far as the page itself tells of it."""
    reference = wanted.reference
    host = bare_host(reference.url)
    return Part(
        url=reference.url,
        kind=reference.kind,
        own=host == own_host,
        depth=wanted.depth,
        parent=wanted.parent,
        lazy=reference.lazy,
        blocking=reference.blocking,
        deferred=reference.deferred,
        partial=reference.partial,
        minor=reference.minor,
        awaited=reference.awaited,
        tries=reference.tries,
        host=host,
    )


def _answered(fetch: Fetch, wanted: _Wanted, own_host: str) -> Part:
    reference, body = wanted.reference, fetch.wire_bytes
    if fetch.status is None:
        body = None
    if body is not None and reference.partial:
        body = min(body, _MEDIA_START)
    return replace(
        _asked(wanted, own_host),
        status=fetch.status,
        wire_bytes=None if body is None else body + _head_bytes(fetch),
        body_bytes=body,
        unpacked_bytes=_unpacked_bytes(fetch) if reference.kind in {"style", "script", "frame"} else body,
        at_least=fetch.at_least and not reference.partial,
        media_type=fetch.media_type,
        packed=fetch.header("content-encoding").strip().lower(),
        fresh_seconds=_fresh(fetch),
        final_url=fetch.url,
    )


_MEDIA_START = 300_000
"""Bytes that a phone reads of a video or sound that nobody has started: enough to know its length (an estimate)."""


def _head_bytes(fetch: Fetch) -> int:
    """The head of the answer as it came in HTTP/1.1; HTTP/2 packs it to less."""
    if fetch.status is None:
        return 0
    return _STATUS_LINE + sum(len(name) + len(value) + 4 for name, value in fetch.headers) + 2


_UNPACKED: OrderedDict[int, tuple[Fetch, int | None]] = OrderedDict()


def _unpacked_bytes(fetch: Fetch) -> int | None:
    """The size of the body without its packing, remembered by answer: every page links the same sheets."""
    if not fetch.wire:
        return None
    if not fetch.header("content-encoding"):
        return fetch.wire_bytes
    known = _UNPACKED.get(id(fetch))
    if known is not None and known[0] is fetch:
        return known[1]
    size = min(len(unpack(fetch.wire, fetch.header("content-encoding")).body), _UNPACK_CAP)
    _UNPACKED[id(fetch)] = (fetch, size)
    if len(_UNPACKED) > 128:
        _UNPACKED.popitem(last=False)
    return size


def _fresh(fetch: Fetch) -> float | None:
    """Seconds a browser may keep the answer; 0 where it may not; `None` where nothing is said."""
    control = fetch.header("cache-control").lower()
    if "no-store" in control or "no-cache" in control:
        return 0.0
    match = re.search(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,12})", control)
    if match:
        return float(match.group(1))
    expires = _moment(fetch.header("expires"))
    if expires is not None:
        date = _moment(fetch.header("date"))
        return max(0.0, expires - (date if date is not None else fetch.fetched_at.timestamp()))
    return 0.0 if fetch.header("expires") else None


def _moment(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp() if text else None
    except (ValueError, TypeError, OverflowError):
        return None


_FRAMES: OrderedDict[tuple[int, int], tuple[Fetch, PageLoad]] = OrderedDict()


def _framed(page: Page, part: Part, depth: int, unseen: list[str]) -> Iterable[Part]:
    """The parts of a framed document, where it was fetched; otherwise the page holds more than is known."""
    fetch = page.answer(part.url)
    if fetch is None or fetch.status is None:
        unseen.append(part.url)
        return ()
    if not fetch.ok or fetch.media_type not in HTML_TYPES or not fetch.wire or depth >= FRAME_DEPTH:
        return ()
    key = (id(fetch), depth)
    known = _FRAMES.get(key)
    if known is None or known[0] is not fetch:
        inner = _load(Page(fetch, fetch.url, answers=page.answers), depth + 1)
        _FRAMES[key] = known = (fetch, inner)
        if len(_FRAMES) > 64:
            _FRAMES.popitem(last=False)
    if not part.own:
        unseen.append(part.url)
    unseen.extend(known[1].unseen)
    return [
        replace(
            one,
            depth=one.depth + part.depth,
            parent=one.parent + part.url if one.parent in {"", STYLES} else one.parent,
            blocking=False,
            awaited=False,
            own=part.own and one.own,
        )
        for one in known[1].parts[1:]
        # A framed document has no icon of its own in a tab.
        if one.kind != "icon"
    ]
