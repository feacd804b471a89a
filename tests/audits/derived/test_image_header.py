"""Format and size of pictures from their first bytes, and from broken ones none."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.derived.image_header import ImageHeader, read_header

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\x02\x00\x00\x00"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
    + b"\x00" * 9
    + b"\xff\xc2\x00\x11\x08"
    + struct.pack(">HH", 300, 400)
    + b"\x03"
    + b"\0" * 9
)
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PNG, ImageHeader("png", 640, 480)),
        (b"GIF89a" + struct.pack("<HH", 16, 12) + b"\0" * 9, ImageHeader("gif", 16, 12)),
        (b"GIF89a" + struct.pack("<HH", 16, 12) + b"\0\0\0\x21\xff\x0bNETSCAPE2.0", ImageHeader("gif", 16, 12, animated=True)),
        (JPEG, ImageHeader("jpeg", 400, 300)),
        (JPEG[:20], ImageHeader("jpeg")),
        (b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0" + (799).to_bytes(3, "little") + (599).to_bytes(3, "little"), ImageHeader("webp", 800, 600)),
        (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0/" + struct.pack("<I", 99 | 49 << 14) + b"\0", ImageHeader("webp", 100, 50)),
        (b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 320, 200), ImageHeader("webp", 320, 200)),
        (b"\0\0\0\x1cftypavif" + b"\0" * 40 + b"ispe\0\0\0\0" + struct.pack(">II", 1200, 800), ImageHeader("avif", 1200, 800)),
        (b"BM" + b"\0" * 16 + struct.pack("<ii", 64, -32) + b"\0\0\0\0", ImageHeader("bmp", 64, 32)),
        (SVG, ImageHeader("svg", 200, 100)),
        (b"<html><body>404", None),
        (b"", None),
        (PNG[:18], None),
    ],
)  # fmt: skip
def test_header(data: bytes, expected: ImageHeader | None):
    assert read_header(data) == expected


@given(st.sampled_from([PNG, JPEG, SVG, b"RIFF\0\0\0\0WEBPVP8X", b"\0\0\0\x1cftypavif", b"BM"]), st.binary(max_size=80))
def test_broken_headers_never_raise(start: bytes, rest: bytes):
    found = read_header(start[: len(rest)] + rest)
    assert found is None or isinstance(found.kind, str)
