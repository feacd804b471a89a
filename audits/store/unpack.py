"""Takes the Content-Encoding off a body, with a cap on what comes out."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import brotli

try:  # Python 3.14 holds it; Scrapy brings the backport for the others.
    from compression import zstd  # type: ignore[import-not-found,unused-ignore]
except ImportError:  # pragma: no cover - depends on the Python in use
    from backports import zstd  # type: ignore[import-not-found,no-redef,unused-ignore]

BODY_CAP = 8 * 1024 * 1024
"""Unpacked bytes we look at: a bomb of 300 KB unpacks to gigabytes, no real page of text to more than this."""

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The body, whether it was cut at the cap, and what was wrong with its packing (empty: nothing)."""

    body: bytes
    cut: bool = False
    problem: str = ""


def unpack(wire: bytes, encoding: str, cap: int = BODY_CAP) -> Unpacked:
    """Unpack `wire` by its Content-Encoding line; what is not packed as it says comes back as it is, said to be so."""
    body, cut, problem = wire, False, ""
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name in {"identity", "utf-8", "none"}:
            continue
        try:
            body, cut = _DECODERS[name](body, cap)
        except KeyError:
            return Unpacked(body, cut, f"unknown Content-Encoding {name!r}")
        except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as error:
            return Unpacked(body, cut, f"Content-Encoding says {name}, the body is not ({error})")
    if len(body) > cap:
        body, cut = body[:cap], True
    return Unpacked(body, cut, problem)


def _gzip(body: bytes, cap: int) -> tuple[bytes, bool]:
    return _inflate(body, cap, 16 + zlib.MAX_WBITS)


def _deflate(body: bytes, cap: int) -> tuple[bytes, bool]:
    try:
        return _inflate(body, cap, zlib.MAX_WBITS)
    except zlib.error:  # servers differ on whether deflate means zlib or raw; browsers take both
        return _inflate(body, cap, -zlib.MAX_WBITS)


def _inflate(body: bytes, cap: int, bits: int) -> tuple[bytes, bool]:
    out = bytearray()
    rest = body
    while rest and len(out) <= cap:
        inflater = zlib.decompressobj(bits)
        try:
            out += inflater.decompress(rest, cap + 1 - len(out))
        except zlib.error:
            if out:  # a broken tail, or junk behind a whole member: browsers keep what came out
                break
            raise
        if inflater.unconsumed_tail:
            break
        rest = inflater.unused_data
    return bytes(out[:cap]), len(out) > cap


def _brotli(body: bytes, cap: int) -> tuple[bytes, bool]:
    decoder = brotli.Decompressor()
    out = bytearray()
    feed = body
    while len(out) <= cap:
        out += decoder.process(feed, output_buffer_limit=_CHUNK)
        feed = b""
        if decoder.is_finished() or decoder.can_accept_more_data():
            break
    return bytes(out[:cap]), len(out) > cap


def _zstd(body: bytes, cap: int) -> tuple[bytes, bool]:
    decoder = zstd.ZstdDecompressor()
    out = bytearray()
    feed = body
    while len(out) <= cap and not decoder.eof:
        piece = decoder.decompress(feed, _CHUNK)
        feed = b""
        if not piece:
            break
        out += piece
    return bytes(out[:cap]), len(out) > cap


_DECODERS = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
