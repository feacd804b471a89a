"""Reads format and size of a picture from the first bytes of its file, where the crawl kept them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audits.page import Page
from audits.store.records import Fetch

HEAD = 2048
"""Bytes of a picture that are worth keeping: PNG, GIF, WebP, BMP and most AVIF say their size in 100, JPEG before any
large preview in 2,000."""


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """`kind` such as "jpeg"; width and height in the file's own pixels, `None` where the bytes kept do not say."""

    kind: str
    width: int | None = None
    height: int | None = None
    animated: bool = False


_BY_TYPE = {
    "image/jpeg": "jpeg", "image/jpg": "jpeg", "image/pjpeg": "jpeg", "image/png": "png", "image/gif": "gif",
    "image/webp": "webp", "image/avif": "avif", "image/svg+xml": "svg", "image/bmp": "bmp", "image/x-ms-bmp": "bmp",
    "image/tiff": "tiff", "image/x-icon": "ico", "image/vnd.microsoft.icon": "ico", "image/heic": "heic",
}  # fmt: skip
_BY_ENDING = {"jpg": "jpeg", "jpeg": "jpeg", "jpe": "jpeg", "tif": "tiff", **{
    kind: kind for kind in ("png", "gif", "webp", "avif", "svg", "bmp", "tiff", "ico")
}}  # fmt: skip


def image_of(page: Page, url: str) -> ImageHeader | None:
    """The header of the picture at that address; `None` where it was not fetched or failed."""
    fetch = page.answer(url)
    return image_header(fetch) if fetch is not None and fetch.ok else None


def image_header(fetch: Fetch) -> ImageHeader:
    """From the bytes where some were kept, else the kind alone from label or name."""
    found = read_header(fetch.wire[:65_536]) if fetch.wire else None
    if found is not None:
        return found
    ending = fetch.url.partition("?")[0].rpartition(".")[2].lower()
    return ImageHeader(_BY_TYPE.get(fetch.media_type, "") or _BY_ENDING.get(ending, ""))


def read_header(data: bytes) -> ImageHeader | None:
    """The header of a picture's first bytes; `None` where they are no picture's. Never raises."""
    try:
        return _read(data)
    except (IndexError, ValueError):
        return None


def _read(data: bytes) -> ImageHeader | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ImageHeader("png", _big(data, 16, 4), _big(data, 20, 4), b"acTL" in data[:200])
    if data.startswith((b"GIF87a", b"GIF89a")):
        animated = b"NETSCAPE2.0" in data or data.count(b"\x21\xf9\x04") > 1
        return ImageHeader("gif", _little(data, 6, 2), _little(data, 8, 2), animated)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    if data.startswith(b"BM") and len(data) > 26:
        return ImageHeader("bmp", _little(data, 18, 4), abs(_little(data, 22, 4, signed=True)))
    if data[4:8] == b"ftyp":
        return _avif(data)
    if data.startswith(b"\x00\x00\x01\x00") and len(data) > 8:
        return ImageHeader("ico", data[6] or 256, data[7] or 256)
    if data.startswith((b"II*\x00", b"MM\x00*")):
        return ImageHeader("tiff")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in data[:4096]:
        return _svg(data)
    return None


def _big(data: bytes, start: int, size: int) -> int:
    if len(data) < start + size:
        raise ValueError("cut short")
    return int.from_bytes(data[start : start + size], "big")


def _little(data: bytes, start: int, size: int, *, signed: bool = False) -> int:
    if len(data) < start + size:
        raise ValueError("cut short")
    return int.from_bytes(data[start : start + size], "little", signed=signed)


_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # the frame headers of JPEG


def _jpeg(data: bytes) -> ImageHeader:
    place = 2
    while place + 9 < len(data):
        if data[place] != 0xFF:
            break
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
        elif marker in _SIZES:
            return ImageHeader("jpeg", _big(data, place + 7, 2), _big(data, place + 5, 2))
        elif 0xD0 <= marker <= 0xD9 or marker == 1:
            place += 2
        else:
            place += 2 + _big(data, place + 2, 2)
    return ImageHeader("jpeg")


def _webp(data: bytes) -> ImageHeader:
    form = data[12:16]
    if form == b"VP8X":
        return ImageHeader("webp", 1 + _little(data, 24, 3), 1 + _little(data, 27, 3), bool(data[20] & 2))
    if form == b"VP8L":
        bits = _little(data, 21, 4)
        return ImageHeader("webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if form == b"VP8 ":
        return ImageHeader("webp", _little(data, 26, 2) & 0x3FFF, _little(data, 28, 2) & 0x3FFF)
    return ImageHeader("webp")


def _avif(data: bytes) -> ImageHeader | None:
    brand = data[8:12]
    if brand not in {b"avif", b"avis", b"heic", b"heix", b"mif1"}:
        return None
    kind = "avif" if b"avif" in data[8:64] or brand == b"avis" else "heic"
    place = data.find(b"ispe")
    if place < 0:
        return ImageHeader(kind)
    return ImageHeader(kind, _big(data, place + 8, 4), _big(data, place + 12, 4), brand == b"avis")


_SVG_TAG = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_SVG_SIZE = re.compile(rb"""\s(width|height)\s*=\s*["']\s*([\d.]+)\s*(px)?\s*["']""")
_SVG_BOX = re.compile(rb"""\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)""", re.IGNORECASE)


def _svg(data: bytes) -> ImageHeader:
    tag = _SVG_TAG.search(data)
    if tag is None:
        return ImageHeader("svg")
    sizes = {name: float(number) for name, number, _ in _SVG_SIZE.findall(tag.group())}
    box = _SVG_BOX.search(tag.group())
    width, height = sizes.get(b"width"), sizes.get(b"height")
    if box is not None and float(box.group(1)) and float(box.group(2)):
        ratio = float(box.group(1)) / float(box.group(2))
        if width is None:
            width = height * ratio if height else float(box.group(1))
        if height is None:
            height = width / ratio
    return ImageHeader("svg", round(width) if width else None, round(height) if height else None)
