"""A site's file comes back as it was written; broken and foreign files say so."""

import gzip
import io
from datetime import UTC, datetime

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from audits.store.records import Fetch
from audits.store.warc import SiteWarc, WarcError, read_warc

MOMENT = datetime(2026, 6, 1, 12, tzinfo=UTC)
PAGE = Fetch(
    "https://example.org/ü?x=1",
    "page",
    MOMENT,
    200,
    (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
    gzip.compress(b"<p>Hello", mtime=0),
    28,
    seconds=0.25,
    via="https://example.org/",
    address="192.0.2.1",
)
PICTURE = Fetch(
    "https://example.org/a.png", "resource", MOMENT, 200, (("Content-Type", "image/png"),), b"\x89PNG", 5000
)
STREAM = Fetch("https://example.org/b.png", "resource", MOMENT, 200, (), b"", 512000, at_least=True)
GONE = Fetch("https://example.net/", "page", MOMENT, failure="dns_not_found", detail="no such name", via="x")


def written(tmp_path, *fetches, seal=True):
    warc = SiteWarc(tmp_path / "site.warc.gz", "Frontline/1")
    for fetch in fetches:
        warc.write(fetch)
    warc.write_facts("https://example.org/", {"width": 412}, MOMENT)
    return warc.seal({"pages": 1, "cut": ""}, MOMENT) if seal else warc


def test_what_is_written_comes_back(tmp_path):
    archive = read_warc(written(tmp_path, PAGE, PICTURE, STREAM, GONE))
    assert archive.fetches == (PAGE, PICTURE, STREAM, GONE)
    assert archive.notes["pages"] == 1
    assert archive.facts == {"https://example.org/": {"width": 412}}
    assert archive.whole


def test_nothing_stands_under_the_name_before_the_seal(tmp_path):
    warc = written(tmp_path, PAGE, seal=False)
    assert [path.name for path in tmp_path.iterdir()] == ["site.warc.gz.part"]
    warc.discard()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8, 0.99])
def test_a_file_that_breaks_off_is_not_whole(tmp_path, share):
    path = written(tmp_path, PAGE, PICTURE, GONE)
    body = path.read_bytes()
    path.write_bytes(body[: int(len(body) * share)])
    archive = read_warc(path)
    assert not archive.whole
    assert len(archive.fetches) < 4


@pytest.mark.parametrize(
    "body",
    [b"", b"hello", b"\x1f\x8bjunk", gzip.compress(b"hello", mtime=0), b"WARC"],
    ids=["empty", "text", "junk", "packed text", "a word"],
)
def test_what_is_no_warc_is_refused(tmp_path, body):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(body)
    with pytest.raises(WarcError, match=r"x\.warc\.gz"):
        read_warc(path)


def test_hostile_headers_cannot_break_the_record(tmp_path):
    fetch = Fetch("https://example.org/", "page", MOMENT, 200, (("X-Ü\r\nEvil", "a\r\nWARC-Type: x\0ü"),), b"<p>hi", 5)
    archive = read_warc(written(tmp_path, fetch))
    assert archive.fetches[0].wire == b"<p>hi"
    assert len(archive.fetches[0].headers) == 1


def test_files_of_other_programs(tmp_path):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    body = b"5\r\n<html\r\n7\r\n><p>Hi!\r\n0\r\n\r\n"
    headers = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")], protocol="HTTP/1.1"
    )
    writer.write_record(
        writer.create_warc_record(
            "http://example.org/", "response", io.BytesIO(body), length=len(body), http_headers=headers
        )
    )
    feed = StatusAndHeaders("200 OK", [("Content-Type", "application/rss+xml")], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            "http://example.org/feed", "response", io.BytesIO(b"<rss/>"), length=6, http_headers=feed
        )
    )
    path = tmp_path / "foreign.warc.gz"
    path.write_bytes(out.getvalue())
    archive = read_warc(path)
    assert [fetch.kind for fetch in archive.fetches] == ["page", "feed"]
    assert archive.fetches[0].wire == b"<html><p>Hi!"
    assert archive.whole
