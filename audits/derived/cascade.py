"""Resolves the style of a page's elements: every sheet that a phone would read, in the order of the cascade."""

from __future__ import annotations

import base64
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

import ada_url
from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.css_color import color as color  # noqa: PLC0414 - colour readers take it from here
from audits.derived.look import INITIAL, Look, Looks, Setting, looks_of
from audits.derived.presentation import legacy_color
from audits.derived.quirks import quirks
from audits.derived.stylebook import NOTHING, Own, Stylebook, stylebook
from audits.derived.viewport import viewport
from audits.page import Page
from audits.store.css_length import Ruler
from audits.store.media_query import Device, matches
from audits.store.records import Fetch
from audits.store.style_sheet import KEPT, Rule, Sheet, parse_sheet
from audits.store.subresources import images_of
from audits.store.text import decode
from audits.store.unpack import unpack

_IMPORT_DEPTH = 5


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


@derived
def cascade(page: Page) -> Cascade:
    """The cascade on the phone that pages are weighed on (412 px, or as wide as the page's own viewport asks)."""
    return cascade_at(page, viewport(page).device)


def cascade_at(page: Page, device: Device) -> Cascade:
    """The cascade on another screen, such as `Device(width=1280, height=800, ratio=1, screen=1280)`."""
    sheets, missing = _sheets(page, device)
    quirky = quirks(page)
    applying = [linked for linked in sheets if linked.applies]
    book = stylebook(tuple((linked.sheet, linked.layer) for linked in applying), quirky)
    bases = tuple(linked.url or page.base for linked in applying)
    return Cascade(tuple(sheets), not missing, tuple(missing), device, quirky, page.base, bases, book, page.root)


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
    root: HtmlElement = field(repr=False)
    _looks: dict[HtmlElement, Look] = field(default_factory=dict, repr=False)
    _different: dict[Look, None] = field(default_factory=dict, repr=False)

    def own(self, element: HtmlElement, prop: str) -> str | None:
        """The declared value that wins among the author's rules, attributes and `style`; `None` where none is."""
        return self.look(element).own(prop)

    def important(self, element: HtmlElement, prop: str) -> bool:
        """Is the winning declaration `!important`?"""
        return prop in self.look(element).declared.important

    def value(self, element: HtmlElement, prop: str) -> str:
        """The value in force, inheritance, the browser's own sheet and initial values included.

        Text sizes, and the inherited lengths counted from them, come in pixels (`16px`).
        """
        return self.look(element).value(prop)

    def px(self, element: HtmlElement, prop: str, base: float | None = None) -> float | None:
        """The value in pixels; `None` for keywords, and for percentages unless `base` says of what."""
        return self.look(element).px(prop, base)

    def ruler(self, element: HtmlElement, base: float | None = None) -> Ruler:
        """What relative lengths on this element count from."""
        return self.look(element).ruler(base)

    def font_px(self, element: HtmlElement) -> float:
        """The text size in pixels."""
        return self.look(element).font_px

    def rgba(self, element: HtmlElement, prop: str) -> tuple[float, float, float, float] | None:
        """A colour as red, green, blue and alpha, each 0 to 1; `None` where it cannot be read."""
        return self.look(element).rgba(prop)

    def pseudo(self, element: HtmlElement, name: str) -> Mapping[str, str]:
        """What the author says of `::before`, `::after` and other pseudo-elements of this element."""
        return self.look(element).pseudos.get(name, NOTHING).values

    def images(self, element: HtmlElement, pseudo: str = "") -> list[str]:
        """The addresses of the pictures that its style shows on this element or on a pseudo-element of it."""
        look = self.look(element)
        own = look.pseudos.get(pseudo, NOTHING) if pseudo else look.declared
        if not own.addressed or (pseudo and own.values.get("content", "normal") in {"none", "normal"}):
            return []
        found: list[str] = []
        for name, place in own.addressed.items():
            value = look.complete(name, own.values.get(name, ""))
            if "(" in value:
                found += images_of([(name, value)], self.base if place < 0 else self.bases[place])
        return found

    def hidden(self, element: HtmlElement) -> bool:
        """Is it left out of the layout: `display: none`, on it or above it? A `details` that is shut hides its rest."""
        return self.look(element).hidden

    def declared(self, element: HtmlElement) -> Own:
        """Every declared value that wins on this element, variables not yet put in."""
        return self.look(element).declared

    def look(self, element: HtmlElement) -> Look:
        """All that the style of an element follows from, and its style; elements of one look are styled alike."""
        try:
            return self._looks[element]
        except KeyError:
            return self._found(element)

    def looks(self) -> Mapping[HtmlElement, Look]:
        """The look of every element, in document order; of comments too."""
        if self.root not in self._looks:
            self._match()
        return self._looks

    def different(self) -> Collection[Look]:
        """The looks that occur on the page, each once, in the order of their first elements."""
        if not self._different:
            self._different.update(dict.fromkeys(self.looks().values()))
        return self._different

    def alike(self, chosen: Callable[[Look], bool]) -> list[HtmlElement]:
        """The elements of the page whose looks are chosen, in document order."""
        looks = {look for look in self.different() if look.tag and chosen(look)}
        return [element for element, look in self.looks().items() if look in looks] if looks else []

    def _found(self, element: HtmlElement) -> Look:
        if element not in self.looks():  # on no tree of this page
            self._match(element.getroottree().getroot())
        return self._looks[element]

    def _match(self, root: HtmlElement | None = None) -> None:
        store = looks_of(self.book, self.device)
        root = self.root if root is None else root
        setting = self._setting(store, root)
        self._looks[root] = store.take(root, None, store.under(setting), setting)
        store.take_all(root, self._looks, setting)

    def _setting(self, store: Looks, root: HtmlElement) -> Setting:
        """What `body` says for its links, and in quirks mode for tables, which start their text afresh."""
        body = root.find("body")
        if body is None:
            return Setting(None, INITIAL["color"])
        link = legacy_color(body.get("link")) or None
        setting = Setting(link, INITIAL["color"])
        if not self.quirks:
            return setting
        above = store.take(root, None, store.under(setting), setting)
        return Setting(link, store.take(body, above, above.children, setting).value("color"))


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
