"""Pictures come back from a site's file with what they show, and the sizes that WebP files say themselves."""

from datetime import UTC, datetime

import pytest

from audits.faulty import faulty
from audits.store.records import Picture
from audits.store.warc import SiteWarc, WarcError, read_pictures, read_warc
from audits.store.webp import webp_size

MOMENT = datetime(2026, 6, 1, 12, tzinfo=UTC)
URL = "https://example.org/a:b?c=1"


def lossy(width: int, height: int) -> bytes:
    frame = b"\x30\x01\x00\x9d\x01\x2a" + width.to_bytes(2, "little") + height.to_bytes(2, "little")
    return b"RIFF\0\0\0\0WEBPVP8 " + len(frame).to_bytes(4, "little") + frame


def lossless(width: int, height: int) -> bytes:
    bits = (width - 1) | (height - 1) << 14
    return b"RIFF\0\0\0\0WEBPVP8L\x05\0\0\0\x2f" + bits.to_bytes(4, "little") + b"\0" * 8


def extended(width: int, height: int) -> bytes:
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + sizes


@pytest.mark.parametrize("make", [lossy, lossless, extended])
@pytest.mark.parametrize("size", [(1, 1), (400, 200), (1280, 800), (16383, 7)])
def test_sizes(make, size):
    assert webp_size(make(*size)) == size


@pytest.mark.parametrize("body", [b"", b"RIFF", b"\x89PNG" + b"\0" * 40, b"RIFF\0\0\0\0WEBPWHAT" + b"\0" * 30])
def test_what_is_no_webp_has_no_size(body):
    assert webp_size(body) == (0, 0)


def test_pictures_come_back(tmp_path):
    selector = "html > body > div:nth-of-type(2) > p, ä\r\n"
    given = (
        Picture(URL, "phone", lossy(412, 823), 412, 823),
        Picture(URL, "desktop", lossy(1280, 800), 1280, 800),
        Picture(URL, "crop", lossless(90, 40), 90, 40, "#a"),
        Picture(URL, "crop", extended(400, 200), 400, 200, selector),
    )
    warc = SiteWarc(tmp_path / "site.warc.gz", "Frontline/1")
    for picture in given:
        warc.write_picture(picture, MOMENT)
    path = warc.seal({"pages": 1}, MOMENT)
    assert read_pictures(path) == given
    assert read_warc(path).fetches == (), "pictures are no pages"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    assert 0 < len(read_pictures(path)) < 4, "a file that breaks off gives what came before"
    with pytest.raises(WarcError):
        read_pictures(tmp_path / "none.warc.gz")


def test_the_source_names_its_faults_the_worst_first():
    named = faulty(
        "https://example.org/", b'<html lang="en"><title>A</title><center>Old</center><img id="a" src="b">', "text/html"
    )
    assert named[0] == ("accessibility/image-alt", "#a")
    assert any(selector.endswith("center") for _, selector in named)
    assert faulty("https://example.org/", b"", "text/html") is not None
