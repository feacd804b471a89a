"""Reads the size of a WebP picture from its first bytes."""

from __future__ import annotations

_EXTENDED, _LOSSLESS, _LOSSY = b"VP8X", b"VP8L", b"VP8 "


def webp_size(body: bytes) -> tuple[int, int]:
    """Width and height in pixels; 0, 0 where the bytes are no WebP (RFC 9649)."""
    if len(body) < 30 or body[:4] != b"RIFF" or body[8:12] != b"WEBP":
        return 0, 0
    kind = body[12:16]
    if kind == _EXTENDED:
        return int.from_bytes(body[24:27], "little") + 1, int.from_bytes(body[27:30], "little") + 1
    if kind == _LOSSLESS:
        bits = int.from_bytes(body[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == _LOSSY:
        return int.from_bytes(body[26:28], "little") & 0x3FFF, int.from_bytes(body[28:30], "little") & 0x3FFF
    return 0, 0
