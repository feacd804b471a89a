"""Says what a phone loads of a page and of its style sheets, before anything of it is asked for."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import urldefrag

import ada_url
import tinycss2
from lxml import etree
from lxml.html import HtmlElement

from audits.store.css_length import Ruler, css_length
from audits.store.declarations import inline_declarations
from audits.store.media_query import PHONE, Device, matches
from audits.store.style_sheet import FontFace, Rule, address, addresses, parse_sheet
from audits.store.viewport import FALLBACK, viewport_of

Kind = Literal["style", "script", "image", "font", "frame", "media", "icon", "other"]

WIDE = Device(FALLBACK, round(PHONE.height * FALLBACK / PHONE.width), PHONE.ratio, PHONE.screen)
"""The same phone on a page that does not speak of its width."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing that a phone asks for because of a page or sheet.

    `lazy`: only when it comes near the screen. `blocking`: nothing is painted before it is there. `deferred`: asked
    for early but never waited for (`print` sheets, prefetch). `family`, `weight`, `style` and `ranges` are a font's.
    `partial`: a browser reads only the beginning (video before it is played). `minor`: a script that the parser
    does not wait for, a picture said to be small: asked for after others of its kind. `awaited`: the body waits for it
    (a script of the head, a sheet before one). `tries`: further files of a font, for where the one before is missing.
    """

    url: str
    kind: Kind
    lazy: bool = False
    blocking: bool = False
    deferred: bool = False
    partial: bool = False
    minor: bool = False
    awaited: bool = False
    tries: int = 0
    family: str = ""
    weight: str = ""
    style: str = ""
    ranges: str = ""


def subresources(
    root: HtmlElement, base_url: str, device: Device | None = None, *, style: bool = True
) -> list[Reference]:
    """What this document asks for by itself, each address once: its sheets' own parts come from `sheet_references`.

    Parts of `style` elements and attributes are among them, unless `style` is False, for who resolves the style and
    knows which of them are used. What only a script would add is not.
    """
    device = device or viewport_of(root).device
    base = _base(root, base_url)
    found: dict[str, Reference] = {}
    tab = False
    for element in _loading(root, () if style else _BY_TAG):
        for one in _of_element(element, base, device, style=style):
            tab = tab or one.kind == "icon"
            _note(found, one)
    if not tab and (icon := join(base_url, "/favicon.ico")):
        _note(found, Reference(icon, "icon", deferred=True))
    return list(found.values())


def sheet_references(
    css_text: str, sheet_url: str, devices: Sequence[Device] = (PHONE, WIDE), letters: str = "a"
) -> list[Reference]:
    """What a style sheet may ask for on one of these screens: imports, fonts (one file for each face), pictures.

    A font is asked for only where a rule uses its family and `letters` stand in its `unicode-range`; a picture only
    where an element matches its rule, which the sheet alone does not know, so all are named.
    """
    found: dict[str, Reference] = {}
    if not _NAMING.search(css_text):
        return []
    for device in devices:
        sheet = parse_sheet(css_text, device)
        for one in sheet.imports:
            if url := join(sheet_url, one.href):
                _note(found, Reference(url, "style", blocking=one.applies, deferred=not one.applies))
        for face in sheet.faces:
            if face.applies and (font := font_reference(face, sheet_url, letters)):
                _note(found, font)
        for rule in sheet.rules:
            if rule.applies:
                for url in rule_images(rule, sheet_url):
                    _note(found, Reference(url, "image"))
    return list(found.values())


_NAMING = re.compile(r"url|src|@import|@font-face|\\", re.IGNORECASE)
"""Without any of these a sheet names no address (a backslash may spell them in another way), and is not read for them."""

IMAGE_PROPERTIES = (
    "background-image", "list-style-image", "border-image-source", "border-image", "content", "cursor", "mask-image",
    "-webkit-mask-image", "mask", "-webkit-mask",
)  # fmt: skip
"""Properties whose addresses browsers load for an element that is rendered."""


def rule_images(rule: Rule, sheet_url: str) -> list[str]:
    """The pictures that one rule names."""
    if (rule.text is not None and "(" not in rule.text) or not _has_address(rule.content):
        return []
    values = {one.name: one.value for one in rule.declarations}
    return images_of(values.items(), sheet_url)


def images_of(values: Iterable[tuple[str, str]], base: str) -> list[str]:
    """The pictures in values by property, as addresses that can be asked for."""
    hrefs = [href for name, value in values if name in IMAGE_PROPERTIES and "(" in value for href in addresses(value)]
    return [url for href in hrefs if (url := join(base, href))]


def font_reference(face: FontFace, sheet_url: str, letters: str = "a") -> Reference | None:
    """The file that a browser takes of a face: the first it can read. `None` where it needs none for these letters."""
    if face.local or not (face.ranges == "" or _in_ranges(face.ranges, letters)):
        return None
    for place, (href, kind) in enumerate(face.sources):
        if data_address(href) and _font_readable("", kind or "woff2"):
            return None
        if _font_readable(href, kind) and (url := join(sheet_url, href)):
            tries = sum(_font_readable(*source) for source in face.sources[place + 1 :])
            return Reference(
                url, "font", tries=tries, family=face.family, weight=face.weight, style=face.style, ranges=face.ranges
            )
    return None


def join(base: str, href: str) -> str:
    """The absolute http(s) address without its fragment; empty where there is none to ask for."""
    href = href.strip()
    if not href or href.startswith("#"):
        return ""
    try:
        url = str(ada_url.join_url(base, href))
    except ValueError:
        return ""
    return urldefrag(url).url if url.startswith(("http://", "https://")) else ""


def image_choice(image: HtmlElement, base: str, device: Device = PHONE) -> str:
    """The address that a phone picks for an `img`, among `picture`, `srcset`, `sizes` and `src`."""
    href, _ = image_candidate(image, device)
    return join(base, href)


def image_candidate(image: HtmlElement, device: Device = PHONE) -> tuple[str, float]:
    """The chosen address as written, and its density: pixels of the file for one CSS pixel (1 where not said)."""
    # libxml2 does not know that `source` holds nothing, so the image may stand inside one.
    picture = next((one for one in image.iterancestors() if one.tag != "source"), None)
    if picture is not None and picture.tag == "picture":
        for source in picture.iter("source", "img"):
            if source is image:
                break
            if source.tag != "source" or not source.get("srcset"):
                continue
            if _image_readable(source.get("type")) and matches((source.get("media") or "").strip(), device):
                chosen = _from_set(source.get("srcset") or "", "", source.get("sizes"), device)
                if chosen[0]:
                    return chosen
    return _from_set(image.get("srcset") or "", image.get("src") or "", image.get("sizes"), device)


def candidates(srcset: str) -> list[tuple[str, str]]:
    """The addresses of a `srcset` with their descriptors, by the HTML standard's own steps."""
    found: list[tuple[str, str]] = []
    rest = srcset
    while rest := rest.lstrip(" \t\r\n\f,"):
        href = re.match(r"[^ \t\r\n\f]+", rest)
        assert href is not None
        rest = rest[href.end() :]
        if href.group().endswith(","):
            found.append((href.group().rstrip(","), ""))
            continue
        descriptor = re.match(r"(?:[^,(]|\([^)]*\)?)*", rest)
        assert descriptor is not None
        found.append((href.group(), descriptor.group().strip()))
        rest = rest[descriptor.end() :]
    return found


def _from_set(srcset: str, src: str, sizes: str | None, device: Device) -> tuple[str, float]:
    size: float | None = None
    by_density: dict[float, str] = {}
    widths = False
    for href, descriptor in candidates(srcset) if srcset else ():
        match = re.fullmatch(r"(\d+)w(?:\s+\d+h)?|([\d.]+(?:e-?\d+)?)x|", descriptor)
        if match is None:
            continue
        density = 1.0
        if match.group(1):
            widths = True
            size = source_size(sizes, device) if size is None else size
            density = int(match.group(1)) / size if size else math.inf
        elif match.group(2):
            try:
                density = float(match.group(2))
            except ValueError:
                continue
        if not data_address(href):
            by_density.setdefault(density, href)
    if src and not widths and 1.0 not in by_density:
        by_density[1.0] = src
    if not by_density:
        return (src, 1.0)
    return _picked(sorted(by_density.items()), device.ratio)


def data_address(href: str) -> bool:
    """Is the thing itself written in the address, so that nothing is asked for?"""
    return href[:5].lower() == "data:"


def _picked(found: list[tuple[float, str]], ratio: float) -> tuple[str, float]:
    """Chromium 150's choice on a phone, as seen: the least dense file that is sharp enough, else the densest."""
    return next(((href, density) for density, href in found if density >= ratio), (found[-1][1], found[-1][0]))


@lru_cache(maxsize=2048)
def source_size(sizes: str | None, device: Device = PHONE) -> float:
    """The width in CSS pixels that `sizes` promises; the whole viewport where it says nothing that can be read."""
    ruler = Ruler(device=device)
    for part in _comma_parts(sizes or ""):
        tokens = [token for token in part if token.type not in {"whitespace", "comment"}]
        if not tokens:
            continue
        pixels = css_length(tinycss2.serialize(tokens[-1:]), ruler)
        if pixels is None or pixels < 0 or tokens[-1].type == "percentage":
            continue
        condition = tinycss2.serialize(part[: _last_place(part, tokens[-1])]).strip()
        if matches(condition, device):
            return pixels
    return device.width


def _last_place(part: Sequence[Any], token: Any) -> int:
    return next(place for place, one in enumerate(part) if one is token)


def _comma_parts(text: str) -> Iterator[list[Any]]:
    part: list[Any] = []
    for token in tinycss2.parse_component_value_list(text):
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


_IMAGE_TYPES = {
    "", "image/jpeg", "image/jpg", "image/pjpeg", "image/png", "image/x-png", "image/apng", "image/gif", "image/webp",
    "image/avif", "image/svg+xml", "image/bmp", "image/x-icon", "image/vnd.microsoft.icon",
}  # fmt: skip
_SCRIPT_TYPES = {
    "", "module", "text/javascript", "application/javascript", "application/x-javascript", "text/ecmascript",
    "application/ecmascript", "text/jscript", "text/livescript", "text/x-javascript", "text/x-ecmascript",
    *(f"text/javascript1.{version}" for version in range(6)),
}  # fmt: skip


def _image_readable(kind: str | None) -> bool:
    return (kind or "").partition(";")[0].strip().lower() in _IMAGE_TYPES


def _font_readable(href: str, kind: str) -> bool:
    ending = href.partition("?")[0].partition("#")[0].rpartition(".")[2].lower()
    if kind:
        return kind in {"woff2", "woff", "truetype", "opentype", "woff2-variations", "woff-variations",
                        "truetype-variations", "opentype-variations", "collection"}  # fmt: skip
    return ending not in {"eot", "svg"} and not data_address(href)


def _in_ranges(ranges: str, letters: str) -> bool:
    spans = _spans(ranges)
    codes = _codes(letters)
    return not spans or any(bisect_left(codes, first) < bisect_right(codes, last) for first, last in spans)


@lru_cache(maxsize=64)
def _codes(letters: str) -> tuple[int, ...]:
    return tuple(sorted(map(ord, set(letters))))


@lru_cache(maxsize=512)
def _spans(ranges: str) -> tuple[tuple[int, int], ...]:
    spans = []
    for part in ranges.split(","):
        match = re.fullmatch(r"\s*u\+([0-9a-f?]{1,6})(?:-([0-9a-f]{1,6}))?\s*", part, re.IGNORECASE)
        if match:
            first = int(match.group(1).replace("?", "0"), 16)
            spans.append((first, int(match.group(2) or match.group(1).replace("?", "f"), 16)))
    return tuple(spans)


def _has_address(content: Iterable[Any]) -> bool:
    for token in content:
        if token.type == "url" or (token.type == "function" and (address(token) or _has_address(token.arguments))):
            return True
        if token.type == "{} block" and _has_address(token.content):
            return True
    return False


def _loading(root: HtmlElement, tags: Collection[str] = ()) -> Iterator[HtmlElement]:
    """Elements in document order without what a browser with scripts leaves alone: `noscript` and `template`.

    Of the others at least those with these tags, where tags are given.
    """
    inert: set[HtmlElement] = set(_moved(root))
    if not inert and next(root.iter(*_INERT), None) is None:
        yield from root.iter(*(tags or ("*",)))
        return
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        parent = element.getparent()
        if element in inert or (parent is not None and parent in inert):
            inert.add(element)
            continue
        if element.tag in _INERT:
            inert.add(element)
            continue
        yield element


_INERT = frozenset(("noscript", "template", "noframes", "noembed"))


def _moved(root: HtmlElement) -> Iterator[HtmlElement]:
    """The pictures and frames of a `noscript` of the head: the tree of a reader without scripts has them in the body.

    There they end the head, so the `noscript` stands empty as its last, and they come first in the body.
    """
    head, body = root.find("head"), root.find("body")
    if head is None or body is None or not len(head) or head[-1].tag != "noscript" or len(head[-1]):
        return
    if (body.text or "").strip():
        return
    for element in body:
        if element.tag not in {"img", "iframe"}:
            return
        yield element
        if (element.tail or "").strip():
            return


def letters_of(root: HtmlElement) -> str:
    """The letters of a document, by which fonts that hold only parts of the alphabet are chosen; "a" for all of ASCII."""
    text = str(_TEXT(root))
    return "a" if text.isascii() else "a" + "".join(sorted({letter for letter in set(text) if ord(letter) > 127}))


_TEXT = etree.XPath("string()")


def _base(root: HtmlElement, base_url: str) -> str:
    for element in root.iter("base"):
        if href := (element.get("href") or "").strip():
            try:
                return str(ada_url.join_url(base_url, href))
            except ValueError:
                return base_url
    return base_url


def _note(found: dict[str, Reference], one: Reference) -> None:
    """Each address once, by its most pressing use."""
    known = found.get(one.url)
    if known is None:
        found[one.url] = one
        return
    found[one.url] = replace(
        known,
        # A picture that is the icon of the tab too is waited for like any other.
        kind=one.kind if known.kind == "icon" else known.kind,
        lazy=known.lazy and one.lazy,
        blocking=known.blocking or one.blocking,
        deferred=known.deferred and one.deferred,
        partial=known.partial and one.partial,
        minor=known.minor and one.minor,
        awaited=known.awaited or one.awaited,
    )


def _of_element(element: HtmlElement, base: str, device: Device, *, style: bool) -> Iterator[Reference]:
    tag = str(element.tag)
    maker = _BY_TAG.get(tag)
    if maker is not None:
        yield from maker(element, base, device)
    if style:
        yield from _styled(element, tag, base, device)


def _styled(element: HtmlElement, tag: str, base: str, device: Device) -> Iterator[Reference]:
    if (style := element.get("style")) and "(" in style:
        for url in images_of(((one.name, one.value) for one in inline_declarations(style)), base):
            yield Reference(url, "image")
    if (background := element.get("background")) and tag in _WITH_BACKGROUND and (url := join(base, background)):
        yield Reference(url, "image")
    if tag == "style":
        yield from _style(element, base, device)


_WITH_BACKGROUND = {"body", "table", "thead", "tbody", "tfoot", "tr", "td", "th"}


def _lazy(element: HtmlElement) -> bool:
    return (element.get("loading") or "").strip().lower() == "lazy"


def _image(element: HtmlElement, base: str, device: Device) -> Iterator[Reference]:
    if url := image_choice(element, base, device):
        yield Reference(url, "image", lazy=_lazy(element), minor=_small(element))


def _small(image: HtmlElement) -> bool:
    # With candidates by width, Chromium takes the size that `sizes` says, which is seldom so small.
    if _BY_WIDTH.search(image.get("srcset", "")):
        return False
    width, height = image.get("width", ""), image.get("height", "")
    return width.isdecimal() and height.isdecimal() and int(width[:6]) * int(height[:6]) < _SMALL_AREA


_BY_WIDTH = re.compile(r"\d+w\b")
_SMALL_AREA = 10_000  # square pixels (Chromium's `kBoostImagePriority`)


def _input(element: HtmlElement, base: str, _device: Device) -> Iterator[Reference]:
    if (element.get("type") or "").strip().lower() == "image" and (url := join(base, element.get("src") or "")):
        yield Reference(url, "image")


def _svg_image(element: HtmlElement, base: str, _device: Device) -> Iterator[Reference]:
    href = element.get("href") or element.get("xlink:href") or element.get("{http://www.w3.org/1999/xlink}href") or ""
    if url := join(base, href):
        yield Reference(url, "image")


def _script(element: HtmlElement, base: str, _device: Device) -> Iterator[Reference]:
    kind = (element.get("type") or "").partition(";")[0].strip().lower()
    if kind not in _SCRIPT_TYPES or ("nomodule" in element.attrib and kind != "module"):
        return
    if "type" not in element.attrib and (element.get("language") or "").lower().startswith("vb"):
        return
    if url := join(base, element.get("src") or ""):
        waits = _parser_waits(element)
        held = waits and _in_head(element)
        yield Reference(url, "script", blocking=held, minor=not waits, awaited=held)


def _parser_waits(script: HtmlElement) -> bool:
    kind = (script.get("type") or "").partition(";")[0].strip().lower()
    if kind == "module" or kind not in _SCRIPT_TYPES:
        return False
    return "src" not in script.attrib or ("async" not in script.attrib and "defer" not in script.attrib)


def _script_follows(sheet: HtmlElement) -> bool:
    """Does a script of the head, also one without a file, stand after this sheet and so wait for it?"""
    return _in_head(sheet) and any(_parser_waits(script) for script in sheet.itersiblings("script"))


def _in_head(element: HtmlElement) -> bool:
    return next(element.iterancestors("head"), None) is not None


def _link(element: HtmlElement, base: str, device: Device) -> Iterator[Reference]:
    words = (element.get("rel") or "").lower().split()
    url = join(base, element.get("href") or "")
    applies = matches((element.get("media") or "").strip(), device)
    if "stylesheet" in words:
        kind = (element.get("type") or "").strip().lower()
        if url and kind in {"", "text/css"} and "disabled" not in element.attrib:
            waits = applies and "alternate" not in words
            yield Reference(
                url, "style", blocking=waits, deferred=not waits, awaited=waits and _script_follows(element)
            )
    elif "icon" in words:
        if url and applies:
            yield Reference(url, "icon", deferred=True)
    elif "preload" in words or "modulepreload" in words:
        if "modulepreload" in words:
            kind_of: Kind = "script"
        else:
            kind_of = _PRELOADED.get((element.get("as") or "").strip().lower(), "other")
        if element.get("imagesrcset"):
            href, _ = _from_set(
                element.get("imagesrcset") or "", element.get("href") or "", element.get("imagesizes"), device
            )
            url = join(base, href)
        if url and applies and (kind_of != "other" or element.get("as") == "fetch"):
            yield Reference(url, kind_of)
    elif "prefetch" in words and url:
        yield Reference(url, "other", deferred=True)


_PRELOADED: dict[str, Kind] = {
    "style": "style", "script": "script", "image": "image", "font": "font", "video": "media", "audio": "media",
    "track": "other", "worker": "script",
}  # fmt: skip


def _frame(element: HtmlElement, base: str, _device: Device) -> Iterator[Reference]:
    if "srcdoc" in element.attrib:
        return
    if url := join(base, element.get("src") or ""):
        yield Reference(url, "frame", lazy=_lazy(element) and element.tag == "iframe")


def _object(element: HtmlElement, base: str, _device: Device) -> Iterator[Reference]:
    href = element.get("data") or element.get("src") or ""
    url = join(base, href)
    kind = (element.get("type") or "").partition(";")[0].strip().lower()
    ending = url.partition("?")[0].rpartition(".")[2].lower()
    # No browser has plugins any more: what only one could play is not even asked for.
    if not url or kind.startswith("application/x-") or ending in {"swf", "flv", "class", "xap", "dcr"}:
        return
    if kind.startswith("image/") or ending in {"svg", "png", "jpg", "jpeg", "gif", "webp", "avif"}:
        yield Reference(url, "image")
    elif kind.startswith(("video/", "audio/")) or ending in _MEDIA_ENDINGS:
        yield Reference(url, "media", partial=True)
    elif kind in {"text/html", "application/xhtml+xml"} or ending in {"html", "htm", "php", "asp", "aspx"}:
        yield Reference(url, "frame")
    else:
        yield Reference(url, "other")


_MEDIA_ENDINGS = {"mp4", "m4v", "webm", "ogv", "ogg", "oga", "mp3", "m4a", "aac", "wav", "flac", "opus", "mov"}


def _media(element: HtmlElement, base: str, _device: Device) -> Iterator[Reference]:
    if element.tag == "video" and (url := join(base, element.get("poster") or "")):
        yield Reference(url, "image")
    playing = "autoplay" in element.attrib
    if (element.get("preload") or "").strip().lower() == "none" and not playing:
        return
    href = element.get("src") or ""
    if not href:
        for source in element.iter("source"):
            if source.get("src") and _media_readable(source):
                href = source.get("src") or ""
                break
    if url := join(base, href):
        yield Reference(url, "media", partial=not playing)


def _media_readable(source: HtmlElement) -> bool:
    kind = (source.get("type") or "").partition(";")[0].strip().lower()
    return kind in {"", "video/mp4", "video/webm", "video/ogg", "audio/mpeg", "audio/mp3", "audio/ogg", "audio/mp4",
                    "audio/aac", "audio/wav", "audio/webm", "audio/flac", "audio/x-wav", "application/ogg"}  # fmt: skip


def _style(element: HtmlElement, base: str, device: Device) -> Iterator[Reference]:
    kind = (element.get("type") or "").strip().lower()
    if kind in {"", "text/css"} and matches((element.get("media") or "").strip(), device):
        text = element.text or ""
        letters = letters_of(element.getroottree().getroot()) if "unicode-range" in text.lower() else "a"
        yield from sheet_references(text, base, (device,), letters)


_BY_TAG: dict[str, Any] = {
    "img": _image, "input": _input, "image": _svg_image, "use": _svg_image, "feimage": _svg_image, "script": _script,
    "link": _link, "iframe": _frame, "frame": _frame, "object": _object, "embed": _object, "video": _media,
    "audio": _media,
}  # fmt: skip
