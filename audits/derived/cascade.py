"""Resolves the style of a page's elements: every sheet that a phone would read, in the order of the cascade."""

from __future__ import annotations

import base64
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

import ada_url
import tinycss2
from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.css_color import color as color  # noqa: PLC0414 - colour readers take it from here
from audits.derived.presentation import legacy_color, presentation
from audits.derived.quirks import quirks
from audits.derived.selector import Selector, compile_selector
from audits.derived.viewport import viewport
from audits.page import Page
from audits.standards import table
from audits.store.css_length import Ruler, css_length
from audits.store.declarations import inline_declarations, is_pending, resolved
from audits.store.media_query import PHONE, Device, matches
from audits.store.records import Fetch
from audits.store.style_sheet import KEPT, Rule, Sheet, parse_sheet
from audits.store.subresources import IMAGE_PROPERTIES, images_of
from audits.store.text import decode
from audits.store.unpack import unpack

INHERITED = frozenset("""
    color font-size font-style font-weight font-family font-variant line-height letter-spacing word-spacing text-align
    text-transform text-indent white-space visibility cursor list-style-type list-style-image list-style-position
    list-style quotes direction border-collapse border-spacing caption-side empty-cells overflow-wrap word-break
    hyphens text-size-adjust pointer-events text-shadow text-wrap text-wrap-mode tab-size
""".split())  # fmt: skip

INITIAL = {
    "display": "inline", "visibility": "visible", "position": "static", "color": "#000000", "font-size": "16px",
    "background-color": "transparent", "background-image": "none", "opacity": "1", "font-style": "normal",
    "font-weight": "400", "line-height": "normal", "letter-spacing": "normal", "word-spacing": "normal",
    "text-align": "start", "text-transform": "none", "text-indent": "0px", "text-decoration": "none",
    "text-decoration-line": "none", "list-style-type": "disc", "list-style-image": "none", "list-style": "disc",
    "outline": "none", "outline-style": "none", "outline-width": "medium", "outline-color": "currentcolor",
    "overflow": "visible", "overflow-x": "visible", "overflow-y": "visible", "clip": "auto", "clip-path": "none",
    "white-space": "normal", "float": "none", "clear": "none", "box-sizing": "content-box", "max-width": "none",
    "max-height": "none", "flex-direction": "row", "flex-wrap": "nowrap", "flex-grow": "0", "flex-shrink": "1",
    "flex-basis": "auto", "transform": "none", "content": "normal", "font-family": "serif", "direction": "ltr",
    "border-collapse": "separate", "border-spacing": "2px", "overflow-wrap": "normal", "word-break": "normal",
    "table-layout": "auto", "object-fit": "fill", "grid-template-columns": "none", "z-index": "auto",
    "font-variant": "normal", "cursor": "auto", "text-shadow": "none", "filter": "none", "animation": "none",
    "row-gap": "normal", "column-gap": "normal", "column-count": "auto", "columns": "auto", "zoom": "1",
    **{f"{box}-{side}": "0px" for box in ("margin", "padding") for side in ("top", "right", "bottom", "left")},
    **{f"border-{side}-width": "medium" for side in ("top", "right", "bottom", "left")},
    **{f"border-{side}-style": "none" for side in ("top", "right", "bottom", "left")},
    **{f"border-{side}-color": "currentcolor" for side in ("top", "right", "bottom", "left")},
}  # fmt: skip
"""Initial values; every other property begins as `auto`."""

_KEYWORD_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
    "xxx-large": 48.0,
}  # fmt: skip
_MONOSPACE = ".8125em"  # in the browser's sheet: monospaced text is 13 pixels where other text is 16
_INHERITED_LENGTHS = {"letter-spacing", "word-spacing", "text-indent"}
_IMPORT_DEPTH = 5
_PARENT = "\0parent"  # the value is the parent's


@dataclass(frozen=True, slots=True, eq=False)
class LinkedSheet:
    """One sheet of a page: where it came from ("" for `style` elements), its media text, whether that holds."""

    url: str
    media: str
    applies: bool
    sheet: Sheet
    layer: str = ""
    element: HtmlElement | None = None

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.sheet.rules


class Own(NamedTuple):
    """What an element was told by the page's author: values by property, and which of them are `!important`."""

    values: Mapping[str, str]
    important: frozenset[str]
    addressed: Mapping[str, int] = {}
    """The rule (by rank) of each value that names a picture, whose address counts from the rule's sheet; -1: the page."""


_NOTHING = Own({}, frozenset())


@derived
def cascade(page: Page) -> Cascade:
    """The cascade on the phone that pages are weighed on (412 px, or as wide as the page's own viewport asks)."""
    return cascade_at(page, viewport(page).device)


def cascade_at(page: Page, device: Device) -> Cascade:
    """The cascade on another screen, such as `Device(width=1280, height=800, ratio=1, screen=1280)`."""
    sheets, missing = _sheets(page, device)
    quirky = quirks(page)
    applying = [linked for linked in sheets if linked.applies]
    book = _book(tuple((linked.sheet, linked.layer) for linked in applying), quirky)
    bases = tuple(linked.url or page.base for linked in applying)
    return Cascade(tuple(sheets), not missing, tuple(missing), device, quirky, page.base, bases, book)


@dataclass(frozen=True, eq=False)
class Cascade:
    """Style by element. Properties are longhands, in lower case, besides `outline`, `list-style`, `text-decoration`.

    `sheets` are the sheets in order, `missing` the addresses of linked ones that apply and were not fetched;
    `complete` says there are none. `quirks` is quirks mode, `device` the screen.
    """

    sheets: tuple[LinkedSheet, ...]
    complete: bool
    missing: tuple[str, ...]
    device: Device
    quirks: bool
    base: str
    bases: tuple[str, ...]
    book: Stylebook = field(repr=False)
    _own: dict[HtmlElement, Own] = field(default_factory=dict, repr=False)
    _above: dict[HtmlElement, frozenset[str]] = field(default_factory=dict, repr=False)
    _values: dict[str, dict[HtmlElement, str]] = field(default_factory=lambda: defaultdict(dict), repr=False)

    def own(self, element: HtmlElement, prop: str) -> str | None:
        """The declared value that wins among the author's rules, attributes and `style`; `None` where none is."""
        value = self.declared(element).values.get(prop)
        if value is not None and ("var(" in value or is_pending(value)):
            return self._with_variables(element, prop, value)
        return value

    def important(self, element: HtmlElement, prop: str) -> bool:
        """Is the winning declaration `!important`?"""
        return prop in self.declared(element).important

    def value(self, element: HtmlElement, prop: str) -> str:
        """The value in force, inheritance, the browser's own sheet and initial values included.

        Text sizes, and the inherited lengths counted from them, come in pixels (`16px`).
        """
        memo = self._values[prop]
        if (known := memo.get(element)) is not None:
            return known
        chain: list[tuple[HtmlElement, str]] = []
        node: HtmlElement | None = element
        above: str | None = None
        while node is not None:
            if (above := memo.get(node)) is not None:
                break
            said = self._said(node, prop)
            chain.append((node, said))
            if said is not _PARENT and prop not in {"font-size", "font-weight"}:
                break
            node = node.getparent()
        for node, said in reversed(chain):
            above = self._computed(node, prop, said, above)
            memo[node] = above
        return above or _initial(prop)

    def px(self, element: HtmlElement, prop: str, base: float | None = None) -> float | None:
        """The value in pixels; `None` for keywords, and for percentages unless `base` says of what."""
        text = self.value(element, prop)
        if prop == "line-height":
            return self._line_height(element, text)
        if prop.startswith("border-") and prop.endswith("-width"):
            if self.value(element, prop[:-5] + "style") in {"none", "hidden"}:
                return 0.0
            text = {"thin": "1px", "medium": "3px", "thick": "5px"}.get(text, text)
        return css_length(text, self.ruler(element, base))

    def ruler(self, element: HtmlElement, base: float | None = None) -> Ruler:
        """What relative lengths on this element count from."""
        return Ruler(self.font_px(element), self._root_px(element), self.device, base)

    def font_px(self, element: HtmlElement) -> float:
        """The text size in pixels."""
        return _pixels(self.value(element, "font-size"))

    def rgba(self, element: HtmlElement, prop: str) -> tuple[float, float, float, float] | None:
        """A colour as red, green, blue and alpha, each 0 to 1; `None` where it cannot be read."""
        text = self.value(element, prop)
        if text.lower() == "currentcolor" and prop != "color":
            text = self.value(element, "color")
        return color(text)

    def pseudo(self, element: HtmlElement, name: str) -> Mapping[str, str]:
        """What the author says of `::before`, `::after` and other pseudo-elements of this element."""
        return self._matched(element, name).values

    def images(self, element: HtmlElement, pseudo: str = "") -> list[str]:
        """The addresses of the pictures that its style shows on this element or on a pseudo-element of it."""
        own = self._matched(element, pseudo) if pseudo else self.declared(element)
        if pseudo and own.values.get("content", "normal") in {"none", "normal"}:
            return []
        found: list[str] = []
        for name, rank in own.addressed.items():
            value = own.values.get(name, "")
            if "var(" in value or is_pending(value):
                value = self._with_variables(element, name, value) or ""
            if "(" in value:
                base = self.base if rank < 0 else self.bases[self.book.entries[rank].place]
                found += images_of([(name, value)], base)
        return found

    def hidden(self, element: HtmlElement) -> bool:
        """Is it left out of the layout: `display: none`, on it or above it? A `details` that is shut hides its rest."""
        memo = self._values["\0hidden"]
        chain = []
        node: HtmlElement | None = element
        answer = ""
        while node is not None:
            if node in memo:
                answer = memo[node]
                break
            chain.append(node)
            node = node.getparent()
        for node in reversed(chain):
            if not answer and (self.value(node, "display") == "none" or _folded(node)):
                answer = "yes"
            memo[node] = answer
        return bool(answer)

    def declared(self, element: HtmlElement) -> Own:
        """Every declared value that wins on this element, variables not yet put in."""
        own = self._own.get(element)
        if own is None:
            own = self._own[element] = self._declare(element)
        return own

    def above(self, element: HtmlElement) -> frozenset[str]:
        """Tags, `.classes` and `#ids` of the ancestors."""
        chain = []
        node = element
        found: frozenset[str] | None = self._above.get(element)
        while found is None:
            chain.append(node)
            parent = node.getparent()
            if parent is None:
                found = self._above[node] = frozenset()
                chain.pop()
                break
            node = parent
            found = self._above.get(node)
        for below in reversed(chain):
            found = self._above[below] = found | self._tokens(below.getparent())
        return found

    def _tokens(self, element: HtmlElement | None) -> set[str]:
        if element is None:
            return set()
        tokens = {str(element.tag)}
        if text := element.get("class"):
            tokens.update("." + name for name in _names(text.lower() if self.quirks else text))
        if ident := element.get("id"):
            tokens.add("#" + (ident.lower() if self.quirks else ident))
        return tokens

    def _declare(self, element: HtmlElement) -> Own:
        if not isinstance(element.tag, str):
            return _NOTHING
        own = self._matched(element, "")
        hints = presentation(element, _enclosing)
        style = element.get("style")
        if not hints and not style:
            return own
        values = {**hints, **own.values}
        important = set(own.important)
        addressed = dict(own.addressed)
        if "background-image" in hints and "background-image" not in own.values:
            addressed["background-image"] = -1
        for one in inline_declarations(style) if style else ():
            if one.quirk and not self.quirks:
                continue
            if one.important or one.name not in important:
                values[one.name] = _quirked(one.value) if one.quirk else one.value
                if one.name in _PICTURES:
                    _address(addressed, one.name, one.value, -1)
                if one.important:
                    important.add(one.name)
        return Own(values, frozenset(important), addressed)

    def _matched(self, element: HtmlElement, pseudo: str) -> Own:
        book = self.book
        if pseudo not in book.index:
            return _NOTHING
        index = book.index[pseudo]
        found: list[int] = []
        above: frozenset[str] | None = None
        for key in self._keys(element):
            for entry in index.get(key, ()):
                selector = entry.selector
                if selector.above:
                    if above is None:
                        above = self.above(element)
                    if not selector.above <= above:
                        continue
                if selector.test is None or selector.test(element):
                    found.append(entry.rank)
        return book.merged(tuple(sorted(found))) if found else _NOTHING

    def _keys(self, element: HtmlElement) -> list[tuple[str, str]]:
        keys = [("*", ""), ("", str(element.tag).lower())]
        if text := element.get("class"):
            keys += [(".", name) for name in _names(text.lower() if self.quirks else text)]
        if ident := element.get("id"):
            keys.append(("#", ident.lower() if self.quirks else ident))
        return keys

    def _said(self, element: HtmlElement, prop: str) -> str:
        """The specified value: the author's, else the browser's, else `_PARENT` or the initial one."""
        said = self.own(element, prop)
        if said is not None:
            word = said.lower()
            if word == "inherit" or (word == "unset" and prop in INHERITED):
                return _PARENT
            if word in {"initial", "unset"}:
                return _initial(prop)
            if word not in {"revert", "revert-layer"}:
                return said
        if isinstance(element.tag, str) and (browser := _browser_style(element, self).get(prop)) is not None:
            return browser
        return _PARENT if prop in INHERITED else _initial(prop)

    def _computed(self, element: HtmlElement, prop: str, said: str, above: str | None) -> str:
        if said is _PARENT:
            return above if above is not None else _initial(prop)
        if prop == "font-size":
            return f"{self._font_size(element, said, _pixels(above) if above else 16.0):g}px"
        if prop == "font-weight":
            return _weight(said, above or "400")
        if prop in _INHERITED_LENGTHS or (prop == "line-height" and not said.replace(".", "").isdigit()):
            size = self.font_px(element)
            pixels = css_length(said, self.ruler(element, size if prop == "line-height" else None))
            return said if pixels is None else f"{pixels:g}px"
        return said

    def _font_size(self, element: HtmlElement, said: str, parent: float) -> float:
        if said in _KEYWORD_SIZES:
            return _KEYWORD_SIZES[said]
        if said in {"smaller", "larger"}:
            return parent / 1.2 if said == "smaller" else parent * 1.2
        if said == _MONOSPACE and self._absolute(element.getparent()):
            return parent
        root = element.getparent() is None
        rem = 16.0 if root else self._root_px(element)
        pixels = css_length(said, Ruler(parent, rem, self.device, parent))
        return parent if pixels is None or pixels < 0 else min(pixels, 10_000.0)

    def _absolute(self, element: HtmlElement | None) -> bool:
        """Was the text size set in pixels and the like? Then browsers leave it alone for monospaced text."""
        while element is not None:
            said = self.own(element, "font-size")
            if said in _KEYWORD_SIZES:
                return False
            if said is not None and not said.endswith(("em", "%", "ex", "ch", "r")):
                return said not in {"inherit", "unset", "revert"}
            element = element.getparent()
        return False

    def _root_px(self, element: HtmlElement) -> float:
        memo = self._values["font-size"]
        root = element.getroottree().getroot()
        if root not in memo:
            memo[root] = self._computed(root, "font-size", self._said(root, "font-size"), None)
        return _pixels(memo[root])

    def _line_height(self, element: HtmlElement, text: str) -> float | None:
        if text == "normal":
            return None
        size = self.font_px(element)
        try:
            return float(text) * size
        except ValueError:
            return css_length(text, self.ruler(element, size))

    def _with_variables(self, element: HtmlElement, prop: str, value: str) -> str | None:
        text = _substituted(value, lambda name: self._variable(element, name))
        if text is None:
            return "unset"  # invalid at computed-value time
        return resolved(prop, text) or "unset" if is_pending(text) else text.strip()

    def _variable(self, element: HtmlElement, name: str) -> str | None:
        memo = self._values[name]
        chain: list[HtmlElement] = []
        node: HtmlElement | None = element
        found: str | None = ""
        while node is not None:
            if (found := memo.get(node)) is not None:
                break
            chain.append(node)
            if (found := self.declared(node).values.get(name)) is not None and found.lower() not in {
                "inherit",
                "unset",
            }:
                break
            node = node.getparent()
        for node in chain:
            memo[node] = found or ""
        return found or None


_PICTURES = frozenset(IMAGE_PROPERTIES)


def _address(addressed: dict[str, int], name: str, value: str, rank: int) -> None:
    """Note which rule a picture comes from, or that a later rule takes it away."""
    if "(" in value or is_pending(value):
        addressed[name] = rank
    else:
        addressed.pop(name, None)


class Entry(NamedTuple):
    """One selector of one rule at its place in the cascade."""

    selector: Selector
    rule: Rule
    rank: int
    place: int


@dataclass(frozen=True, eq=False)
class Stylebook:
    """The rules of several sheets, by what their subject must carry; shared by all pages that link the same sheets."""

    entries: tuple[Entry, ...]
    layered: tuple[int, ...]
    index: Mapping[str, Mapping[tuple[str, str], list[Entry]]]
    quirks: bool
    _merged: dict[tuple[int, ...], Own] = field(default_factory=dict)

    def merged(self, ranks: tuple[int, ...]) -> Own:
        """What these rules say together, the later winning, the important ones last."""
        own = self._merged.get(ranks)
        if own is None:
            if len(self._merged) > 20_000:  # a page that styles every element by itself
                self._merged.clear()
            own = self._merged[ranks] = self._merge(ranks)
        return own

    def _merge(self, ranks: tuple[int, ...]) -> Own:
        values: dict[str, str] = {}
        addressed: dict[str, int] = {}
        urgent: list[tuple[int, int, str, str]] = []
        for rank in ranks:
            for one in self.entries[rank].rule.declarations:
                if one.quirk and not self.quirks:
                    continue
                value = _quirked(one.value) if one.quirk else one.value
                if one.important:
                    # Among important rules the first layer wins: the order of layers is turned round.
                    urgent.append((-self.layered[rank], rank, one.name, value))
                else:
                    values[one.name] = value
                    if one.name in _PICTURES:
                        _address(addressed, one.name, value, rank)
        for _, rank, name, value in sorted(urgent, key=lambda one: one[:2]):
            values[name] = value
            if name in _PICTURES:
                _address(addressed, name, value, rank)
        return Own(values, frozenset(name for _, _, name, _ in urgent), addressed)


@lru_cache(maxsize=16)
def _book(sheets: tuple[tuple[Sheet, str], ...], quirky: bool) -> Stylebook:
    layers = _layer_ranks(sheets)
    last = len(layers)
    found: list[tuple[int, tuple[int, int, int], int, int, Selector, Rule]] = []
    for place, (sheet, outer) in enumerate(sheets):
        compiled = _compiled(sheet, quirky)
        if not outer and not sheet.layers:
            found += [(last, weight, place, order, selector, rule) for weight, order, selector, rule in compiled]
            continue
        for weight, order, selector, rule in compiled:
            layer = layers.get(_layer_name(outer, rule.layer, place), last)
            found.append((layer, weight, place, order, selector, rule))
    found.sort(key=itemgetter(0, 1, 2, 3))
    index: dict[str, dict[tuple[str, str], list[Entry]]] = defaultdict(lambda: defaultdict(list))
    entries = tuple(Entry(one[4], one[5], rank, one[2]) for rank, one in enumerate(found))
    for entry in entries:
        index[entry[0].pseudo][entry[0].key].append(entry)
    return Stylebook(entries, tuple(one[0] for one in found), index, quirky)


@lru_cache(maxsize=KEPT)
def _compiled(sheet: Sheet, quirky: bool) -> Sequence[tuple[tuple[int, int, int], int, Selector, Rule]]:
    """The selectors that may match: specificity, place of their rule, themselves and the rule; in this order."""
    found = [
        (selector.specificity, rule.order, selector, rule)
        for rule in sheet.rules
        if rule.applies
        for parsed in rule.selectors
        if not (selector := _selector(parsed, quirky)).never
    ]
    found.sort(key=itemgetter(0, 1))
    return found


@lru_cache(maxsize=16_384)
def _selector(parsed: Any, quirky: bool) -> Selector:
    """Made once: the sheets of a site's pages share what they were parsed to."""
    return compile_selector(parsed, _folded_classes if quirky else _classes, fold=quirky)


def _layer_name(outer: str, inner: str, place: int) -> str:
    if inner.startswith("-"):
        inner = f"{inner}@{place}"
    return f"{outer}.{inner}" if outer and inner else outer or inner


def _layer_ranks(sheets: Sequence[tuple[Sheet, str]]) -> dict[str, int]:
    """Layers in order of first sight, inner ones before what stands in the outer one itself. Unlayered comes last."""
    seen: dict[str, int] = {}
    for place, (sheet, outer) in enumerate(sheets):
        for name in ([outer] if outer else []) + [_layer_name(outer, layer, place) for layer in sheet.layers]:
            parts = name.split(".")
            for end in range(1, len(parts) + 1):
                seen.setdefault(".".join(parts[:end]), len(seen))

    def key(name: str) -> tuple[int, ...]:
        parts = name.split(".")
        return (*(seen[".".join(parts[:end])] for end in range(1, len(parts) + 1)), 1 << 30)

    return {name: rank for rank, name in enumerate(sorted(seen, key=key))}


def _sheets(page: Page, device: Device) -> tuple[list[LinkedSheet], list[str]]:
    """The sheets of a page in document order, imported ones before the sheet that imports them."""
    found: list[LinkedSheet] = []
    missing: list[str] = []
    elements = page.elements("link", "style")
    if page.elements("link") and page.elements("style"):
        elements = sorted(elements, key=page.order.__getitem__)
    for element in elements:
        media = (element.get("media") or "").strip()
        applies = matches(media, device)
        if element.tag == "style":
            if (element.get("type") or "text/css").strip().lower() in {"text/css", ""}:
                _add(page, parse_sheet(element.text or "", device), "", media, applies, "", element, found, missing, 0)
        elif is_style_link(element):
            url = page.join(element.get("href"))
            _link(page, url, media, applies, "", element, device, found, missing, 0)
    return found, missing


def is_style_link(element: HtmlElement) -> bool:
    """Does this `link` load a style sheet that is in force from the start?"""
    words = (element.get("rel") or "").lower().split()
    if "stylesheet" not in words or "alternate" in words or "disabled" in element.attrib:
        return False
    kind = (element.get("type") or "").strip().lower()
    return bool((element.get("href") or "").strip()) and kind in {"", "text/css"}


def _link(
    page: Page, url: str, media: str, applies: bool, layer: str, element: HtmlElement, device: Device,
    found: list[LinkedSheet], missing: list[str], depth: int,
) -> None:  # fmt: skip
    sheet = sheet_at(page, url, device)
    if sheet is None:
        if applies:
            missing.append(url)
        return
    _add(page, sheet, url, media, applies, layer, element, found, missing, depth)


def _add(
    page: Page, sheet: Sheet, url: str, media: str, applies: bool, layer: str, element: HtmlElement,
    found: list[LinkedSheet], missing: list[str], depth: int,
) -> None:  # fmt: skip
    base = url or page.base
    device = viewport(page).device
    for one in sheet.imports if depth < _IMPORT_DEPTH else ():
        inner = _join(base, one.href, page)
        if inner and inner != url:
            name = f"{layer}.{one.layer}" if layer and one.layer else layer or one.layer
            _link(page, inner, one.media, applies and one.applies, name, element, device, found, missing, depth + 1)
    found.append(LinkedSheet(url, media, applies, sheet, layer, element))


def _join(base: str, href: str, page: Page) -> str:
    if base == page.base:
        return page.join(href)
    try:
        return str(ada_url.join_url(base, href))
    except ValueError:
        return ""


_EMPTY = Sheet((), (), (), ())
_BY_FETCH: OrderedDict[tuple[int, Device], tuple[Fetch, Sheet]] = OrderedDict()


def sheet_at(page: Page, url: str, device: Device) -> Sheet | None:
    """The sheet at that address; empty where the answer is an error or no style sheet; `None` where it is unknown.

    Remembered by answer, because every page of a site links the same ones.
    """
    if url.startswith("data:"):
        return _data_sheet(url, device)
    fetch = page.answer(url)
    if fetch is None or fetch.failure or fetch.status is None:
        return None
    if not fetch.ok:
        return _EMPTY
    if not fetch.wire:
        return _EMPTY if fetch.wire_bytes == 0 and not fetch.at_least else None
    key = (id(fetch), device)
    if (known := _BY_FETCH.get(key)) is not None and known[0] is fetch:
        _BY_FETCH.move_to_end(key)
        return known[1]
    # Browsers refuse what is not labelled as a style sheet, such as an error page that answers 200.
    if fetch.media_type not in {"text/css", ""} and fetch.media_type.startswith(
        ("text/html", "image/", "application/json")
    ):
        sheet = _EMPTY
    else:
        body = unpack(fetch.wire, fetch.header("content-encoding")).body
        sheet = parse_sheet(decode(body, fetch.header("content-type")).text, device)
    _BY_FETCH[key] = (fetch, sheet)
    if len(_BY_FETCH) > KEPT:
        _BY_FETCH.popitem(last=False)
    return sheet


def _data_sheet(url: str, device: Device) -> Sheet:
    head, _, body = url.partition(",")
    data = unquote_to_bytes(body)
    if head.endswith(";base64"):
        try:
            data = base64.b64decode(data + b"==")
        except ValueError:
            return _EMPTY
    return parse_sheet(data.decode("utf-8", "replace"), device)


@cache
def _browser_book(quirky: bool) -> Stylebook:
    return _book(((parse_sheet(table("browser_style.toml")["sheet"], PHONE), ""),), quirky)


@lru_cache(maxsize=1024)
def _browser_entries(quirky: bool, tag: str) -> tuple[Entry, ...]:
    index = _browser_book(quirky).index[""]
    return (*index.get(("*", ""), ()), *index.get(("", tag), ()))


def _browser_style(element: HtmlElement, style: Cascade) -> Mapping[str, str]:
    """What browsers say of this element by themselves."""
    memo: dict[HtmlElement, Mapping[str, str]] = style._values["\0browser"]  # type: ignore[assignment]  # noqa: SLF001
    if (known := memo.get(element)) is not None:
        return known
    book = _browser_book(style.quirks)
    found = [
        entry.rank
        for entry in _browser_entries(style.quirks, str(element.tag))
        if (not entry.selector.above or entry.selector.above <= style.above(element))
        and (entry.selector.test is None or entry.selector.test(element))
    ]
    values = book.merged(tuple(sorted(found))).values if found else {}
    if style.quirks and element.tag == "table":
        # Quirks mode: a table starts its text afresh.
        reset = {
            "font-size": "16px",
            "font-weight": "400",
            "font-style": "normal",
            "color": "#000000",
            "text-align": "start",
        }
        values = {**values, **reset}
        body = element.getroottree().getroot().find("body")
        if body is not None:
            values["color"] = style.value(body, "color")
    if (linked := _link_color(element)) is not None:
        values = {**values, "color": linked}
    memo[element] = values
    return values


def _link_color(element: HtmlElement) -> str | None:
    """The colour that `body link=…` gives its links."""
    if element.tag != "a" or "href" not in element.attrib:
        return None
    body = element.getroottree().getroot().find("body")
    return (legacy_color(body.get("link")) or None) if body is not None else None


def _enclosing(element: HtmlElement, tag: str) -> HtmlElement | None:
    return next(element.iterancestors(tag), None)


def _folded(element: HtmlElement) -> bool:
    parent = element.getparent()
    if parent is None or parent.tag != "details" or "open" in parent.attrib:
        return False
    return element.tag != "summary"


@lru_cache(maxsize=8192)
def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.split()))


@lru_cache(maxsize=8192)
def _class_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _classes(element: HtmlElement) -> frozenset[str]:
    return _class_set(element.get("class") or "")


def _folded_classes(element: HtmlElement) -> frozenset[str]:
    return _class_set((element.get("class") or "").lower())


def _quirked(value: str) -> str:
    """A length without its unit, or a colour without its mark, as quirks mode reads it."""
    try:
        return f"{float(value):g}px" if "#" not in value and len(value) not in {3, 6} else _pixel_or_color(value)
    except ValueError:
        return "#" + value


def _pixel_or_color(value: str) -> str:
    return f"{float(value):g}px" if "." in value or len(value) == 3 else "#" + value


def _initial(prop: str) -> str:
    return INITIAL.get(prop, "auto")


def _pixels(text: str | None) -> float:
    return float(text[:-2]) if text else 16.0


def _weight(said: str, above: str) -> str:
    if said == "normal":
        return "400"
    if said == "bold":
        return "700"
    if said in {"bolder", "lighter"}:
        heavy = float(above)
        if said == "bolder":
            return "400" if heavy < 350 else "700" if heavy < 550 else "900"
        return "100" if heavy < 550 else "400" if heavy < 750 else "700"
    return said if said.replace(".", "", 1).isdigit() else above


_VALUE_CAP = 20_000  # variables inside variables can grow without end


def _substituted(text: str, lookup: Callable[[str], str | None], depth: int = 0) -> str | None:
    """`var()` replaced by what it stands for; `None` where one has neither value nor fallback."""
    if "var(" not in text:
        return text
    if depth > 16 or len(text) > _VALUE_CAP:
        return None
    prefix, separator, rest = text.partition(" ") if is_pending(text) else ("", "", text)
    tokens = tinycss2.parse_component_value_list(rest, skip_comments=True)
    replaced = _replace(tokens, lookup, depth)
    return None if replaced is None else prefix + separator + replaced


def _replace(tokens: Iterable[Any], lookup: Callable[[str], str | None], depth: int) -> str | None:
    parts: list[str] = []
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            name = next((part.value for part in token.arguments if part.type == "ident"), "")
            found = lookup(name)
            if found is None:
                comma = next((i for i, part in enumerate(token.arguments) if part == ","), None)
                if comma is None:
                    return None
                found = tinycss2.serialize(token.arguments[comma + 1 :])
            inner = _substituted(found, lookup, depth + 1)
        elif token.type == "function":
            inside = _replace(token.arguments, lookup, depth)
            inner = None if inside is None else f"{token.name}({inside})"
        else:
            inner = token.serialize()
        if inner is None:
            return None
        parts.append(inner)
        if sum(map(len, parts)) > _VALUE_CAP:
            return None
    return "".join(parts)
