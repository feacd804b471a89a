"""Bodies that unpack to a flood, or are not packed the way they say."""

from __future__ import annotations

import asyncio
import gzip
import struct
import zlib
from collections.abc import Iterator
from functools import cache

import brotli

from tests.crawler.chaos.case import case
from tests.crawler.chaos.pages import PAGES, club, missing, ordinary
from tests.crawler.chaos.wire import Wire

MEBI = 1 << 20
FLOOD = (b"<p>" + b" " * 1020 + b"\n") * 1024
HTML = "text/html; charset=utf-8"


@case(
    "partial", "body_too_large", "Two megabytes of gzip unpack to a gigabyte; the page in front of the flood is real."
)
async def gzip_bomb(wire: Wire) -> None:
    if wire.path != "/":
        await ordinary(wire)
        return
    await wire.unsized(200, {"Content-Encoding": "gzip"})
    await wire.pour(_gzip_flood(1024))


@case("partial", "body_too_large", "A few hundred bytes of brotli unpack to 256 megabytes.")
async def brotli_bomb(wire: Wire) -> None:
    if wire.path != "/":
        await ordinary(wire)
        return
    packed = await asyncio.to_thread(_brotli_flood)
    await wire.reply(packed, headers={"Content-Encoding": "br"})


@case(
    "partial",
    "body_too_large",
    "Gzip in gzip: the first unpacking gives two megabytes, the second one a gigabyte.",
    also=(("partial", "bad_encoding"), ("unreachable", "bad_encoding")),
)
async def gzip_twice_bomb(wire: Wire) -> None:
    if wire.path != "/":
        await ordinary(wire)
        return
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    packed = b"".join(packer.compress(piece) for piece in _gzip_flood(1024)) + packer.flush()
    await wire.reply(packed, headers={"Content-Encoding": "gzip, gzip"})


def _gzip_flood(mebibytes: int) -> Iterator[bytes]:
    """A whole gzip file: the ordinary front page, then so many MiB that pack to two kilobytes each."""
    page = club("/").encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    yield b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + packer.compress(page) + packer.flush(zlib.Z_FULL_FLUSH)
    flood = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = flood.compress(FLOOD) + flood.flush(zlib.Z_FULL_FLUSH)
    check = zlib.crc32(page)
    for _ in range(mebibytes):
        yield piece
        check = zlib.crc32(FLOOD, check)
    size = (len(page) + mebibytes * MEBI) & 0xFFFFFFFF
    yield b"\x03\0" + struct.pack("<II", check, size)


@cache
def _brotli_flood() -> bytes:
    packer = brotli.Compressor(quality=5, lgwin=22)
    return packer.process(club("/").encode()) + b"".join(packer.process(FLOOD) for _ in range(256)) + packer.finish()


def _packed(wire: Wire) -> bytes | None:
    return club(wire.path).encode() if wire.path in PAGES else None


@case(
    "partial",
    "bad_encoding",
    "Content-Encoding says gzip and the body is plain: browsers show an error, we can read it, and say both.",
    also=(("unreachable", "bad_encoding"),),
)
async def gzip_label_plain_body(wire: Wire) -> None:
    body = _packed(wire)
    if body is None:
        await missing(wire)
    else:
        await wire.reply(body, content_type=HTML, headers={"Content-Encoding": "gzip"})


@case(
    "unreachable",
    "bad_encoding",
    "Content-Encoding says brotli, the body is gzip: neither browsers nor we read it.",
    also=(("partial", "bad_encoding"), ("unreachable", "not_html")),
)
async def brotli_label_gzip_body(wire: Wire) -> None:
    body = _packed(wire)
    if body is None:
        await missing(wire)
    else:
        await wire.reply(gzip.compress(body, mtime=0), headers={"Content-Encoding": "br"})


@case(
    "unreachable",
    "not_html",
    "A gzip file comes as text/html, with no word of packing: browsers show rubbish.",
    also=(("unreachable", "bad_encoding"),),
)
async def gzip_without_label(wire: Wire) -> None:
    body = _packed(wire)
    if body is None:
        await missing(wire)
    else:
        await wire.reply(gzip.compress(body, mtime=0))


@case("ok", "", "Content-Encoding names a charset, a common mistake: browsers pass over it.", must=PAGES)
async def charset_as_encoding(wire: Wire) -> None:
    body = _packed(wire)
    if body is None:
        await missing(wire)
    else:
        await wire.reply(body, headers={"Content-Encoding": "utf-8"})


@case("ok", "", "deflate without the zlib header, as some servers understand it.", must=PAGES)
async def deflate_raw(wire: Wire) -> None:
    body = _packed(wire)
    if body is None:
        await missing(wire)
        return
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    await wire.reply(packer.compress(body) + packer.flush(), headers={"Content-Encoding": "deflate"})


@case("ok", "", "gzip in two members, and rubbish behind them.", must=PAGES)
async def gzip_members(wire: Wire) -> None:
    body = _packed(wire)
    if body is None:
        await missing(wire)
        return
    half = len(body) // 2
    packed = gzip.compress(body[:half], mtime=0) + gzip.compress(body[half:], mtime=0) + b"\0\0junk"
    await wire.reply(packed, headers={"Content-Encoding": "gzip"})


@case("ok", "", "x-gzip is gzip under its old name; names are not case-sensitive.", must=PAGES)
async def old_name_of_gzip(wire: Wire) -> None:
    body = _packed(wire)
    if body is None:
        await missing(wire)
    else:
        await wire.reply(gzip.compress(body, mtime=0), headers={"Content-Encoding": "X-GZip"})


@case(
    "partial",
    "body_cut",
    "The length is right and the gzip stream in it stops half-way: browsers show the first half.",
    also=(("partial", "bad_encoding"), ("ok", "")),
)
async def gzip_stops(wire: Wire) -> None:
    if wire.path != "/":
        await ordinary(wire)
        return
    packed = gzip.compress(club("/").encode(), mtime=0)
    await wire.reply(packed[: len(packed) * 2 // 3], headers={"Content-Encoding": "gzip"})
