"""The example sites are served as their servers would: types, encodings, dates, dead links."""

import csv
import gzip
import http.client
import io
import re
import struct
import zlib
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from audits.store.text import decode
from reports.demo import pictures
from reports.demo.server import HERE, demo_csv, demo_sites, serve

MODERN, BILINGUAL, HEAVY, TABLES, FRAMES, SHELL = range(6)


@pytest.fixture(scope="module")
def urls():
    with serve() as addresses:
        yield addresses


def get(url, method="GET", **headers):
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        connection.request(method, parts.path or "/", headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        self.found |= {value for name, value in attrs if name in {"href", "src", "background"} and value}


def walk(start):
    """Status, type and body of every address of the site that a link, frame or picture names."""
    todo, seen = [start], {}
    while todo:
        url = todo.pop()
        if url in seen:
            continue
        answer, body = get(url)
        seen[url] = (answer.status, answer.getheader("Content-Type", ""), body)
        if answer.status == 200 and answer.getheader("Content-Type", "").startswith("text/html"):
            links = Links()
            links.feed(body.decode("latin-1"))
            for link in links.found:
                target = urljoin(url, link.replace("\\", "/").replace(" ", "%20")).partition("#")[0]
                if urlsplit(target).netloc == urlsplit(start).netloc:
                    todo.append(target)
    return seen


def test_six_sites_each_on_its_own_address(urls):
    assert len(urls) == len(demo_sites()) == 6
    assert len({urlsplit(url).netloc for url in urls}) == 6
    for url in urls:
        answer, body = get(url)
        assert answer.status == 200 and answer.getheader("Content-Type").startswith("text/html")
        assert b"<html" in body.lower()


def test_every_site_has_pages_and_types_are_right(urls):
    pages = []
    for url in urls:
        seen = walk(url)
        pages.append(sum(status == 200 and kind.startswith("text/html") for status, kind, _ in seen.values()))
        for address, (status, kind, body) in seen.items():
            if status != 200:
                continue
            if kind == "image/png":
                assert body[:8] == b"\x89PNG\r\n\x1a\n", address
            elif kind == "image/gif":
                assert body[:6] == b"GIF89a" and body[-1:] == b";", address
            elif kind == "image/jpeg":
                assert body[:3] == b"\xff\xd8\xff" and body[-2:] == b"\xff\xd9", address
    assert pages == [9, 9, 5, 7, 8, 1], "what links reach: the shell shows nothing without JavaScript"


@pytest.mark.parametrize(
    ("site", "dead"),
    [
        (MODERN, set()),
        (BILINGUAL, {"/calendr/", "/2021/09/", "/author/admin/", "/wp-content/uploads/2018/11/volunteer-form.doc"}),
        (HEAVY, {"/datenschutz.html", "/blog-single.html"}),
        (TABLES, {"/badges.htm", "/gallery/camp2008.htm", "/files/health%20form.doc", "/ring.htm"}),
        (FRAMES, {"/summer.htm", "/parish/index.htm", "/cgi-bin/counter.gif"}),
    ],
)
def test_dead_links_are_the_ones_meant(urls, site, dead):
    lost = {urlsplit(url).path for url, (status, _, _) in walk(urls[site]).items() if status == 404}
    assert dead <= lost if dead else not lost


def test_gzip_only_where_the_server_has_it(urls):
    answer, body = get(urls[MODERN], **{"Accept-Encoding": "gzip, deflate"})
    assert answer.getheader("Content-Encoding") == "gzip" and answer.getheader("Vary") == "Accept-Encoding"
    assert b"A workshop of your own" in gzip.decompress(body)
    plain, text = get(urls[MODERN])
    assert plain.getheader("Content-Encoding") is None and text == gzip.decompress(body)
    assert get(urls[HEAVY], **{"Accept-Encoding": "gzip"})[0].getheader("Content-Encoding") is None


def test_dates_and_conditional_requests(urls):
    answer, _ = get(urls[FRAMES])
    assert answer.getheader("Last-Modified") == "Sun, 14 Mar 1999 22:51:00 GMT"
    assert get(urls[BILINGUAL])[0].getheader("Last-Modified") is None
    again, body = get(urls[FRAMES], **{"If-Modified-Since": answer.getheader("Last-Modified")})
    assert again.status == 304 and body == b""
    assert get(urls[FRAMES], **{"If-Modified-Since": "Sat, 13 Mar 1999 00:00:00 GMT"})[0].status == 200
    assert get(urls[FRAMES], **{"If-Modified-Since": "yesterday"})[0].status == 200


def test_old_sites_are_stored_in_the_encodings_of_their_day(urls):
    _, welcome = get(urljoin(urls[FRAMES], "welcome.htm"))
    assert b"\x93Welcome!\x94" in welcome and b"\xa335" in welcome and b"we\x92ve" in welcome
    _, exchange = get(urljoin(urls[FRAMES], "TUEBINGEN.HTM"))
    assert b"T\xfcbingen" in exchange and b"\x80 1.48" in exchange and b"\x85" in exchange
    assert get(urls[FRAMES])[0].getheader("Content-Type") == "text/html"
    _, about = get(urljoin(urls[TABLES], "aboutus.htm"))
    assert b"L\xf8vgren-Price" in about and b"Caf\xe9" in about
    with pytest.raises(UnicodeDecodeError):
        welcome.decode()


def test_old_pages_are_read_as_they_were_meant(urls):
    _, diary = get(urljoin(urls[FRAMES], "diary.htm"))  # says nothing about its encoding
    assert "“Can you be cool and kind?”" in decode(diary, "text/html").text
    _, about = get(urljoin(urls[TABLES], "aboutus.htm"))
    assert "Løvgren-Price" in decode(about, "text/html").text


def test_missing_pages(urls):
    answer, body = get(urljoin(urls[MODERN], "/no-such-page"))
    assert answer.status == 404 and b"That page is not here" in body
    assert get(urljoin(urls[TABLES], "/no-such-page"))[0].status == 404
    shell, body = get(urljoin(urls[SHELL], "/no-such-page"))
    assert shell.status == 200 and b'<div id="root"></div>' in body
    moved, _ = get(urljoin(urls[MODERN], "/news"))
    assert moved.status == 301 and moved.getheader("Location") == "/news/"


@pytest.mark.parametrize("path", ["/../sites.toml", "/%2e%2e/sites.toml", "/..%2f..%2fserver.py", "/news/../../x"])
def test_nothing_outside_the_folder_is_served(urls, path):
    assert get(urls[MODERN].rstrip("/") + path)[0].status == 404


def test_head_gives_the_size_without_the_body(urls):
    address = urljoin(urls[HEAVY], "/img/hero.png")
    answer, body = get(address, "HEAD")
    assert body == b"" and int(answer.getheader("Content-Length")) == len(get(address)[1]) > 2_000_000


def test_posting_is_refused(urls):
    assert get(urljoin(urls[MODERN], "/contact"), "POST")[0].status == 405


def test_addresses_inside_files_are_absolute(urls):
    root = urls[MODERN].rstrip("/")
    assert f"Sitemap: {root}/sitemap.xml".encode() in get(root + "/robots.txt")[1]
    feed, body = get(root + "/feed.xml")
    assert feed.getheader("Content-Type").startswith("application/rss+xml") and f"<link>{root}/".encode() in body
    assert get(urljoin(urls[BILINGUAL], "/feed/"))[0].getheader("Content-Type").startswith("application/rss+xml")
    for url in re.findall(rb"<loc>(.*?)</loc>", get(root + "/sitemap.xml")[1]):
        assert get(url.decode())[0].status == 200


def test_the_list_has_a_line_per_site_and_a_column_more(urls):
    rows = list(csv.DictReader(io.StringIO(demo_csv(urls))))
    assert [row["url"] for row in rows] == urls
    assert list(rows[0]) == ["url", "name", "group", "area", "lat", "lon", "charity_number"]
    assert all(row["name"] and row["group"] and float(row["lat"]) for row in rows)


def test_two_runs_at_once_do_not_collide(urls):
    with serve() as others:
        assert not {urlsplit(url).netloc for url in others} & {urlsplit(url).netloc for url in urls}
        assert get(others[MODERN])[0].status == 200


def test_the_package_stays_light():
    assert sum(path.stat().st_size for path in HERE.rglob("*") if path.is_file()) < 600_000


def test_no_page_loads_anything_from_another_host():
    loading = re.compile(
        rb"""<(?:script|img|iframe|embed|link(?=[^>]*stylesheet))[^>]*(?:src|href)=["']?(?:https?:)?//"""
    )
    for path in (HERE / "sites").rglob("*.htm*"):
        assert not loading.search(path.read_bytes()), path


def test_pictures_decode():
    body = pictures.png("camp", 40, 24)
    size = struct.unpack(">II", body[16:24])
    length = struct.unpack(">I", body[33:37])[0]
    assert size == (40, 24) and len(zlib.decompress(body[41 : 41 + length])) == 24 * (40 * 3 + 1)
    assert len(gif_pixels(pictures.gif("camp", 300, 180))) == 300 * 180
    assert pictures.png("camp", 40, 24, 3) == pictures.png.__wrapped__("camp", 40, 24, 3)
    assert len(pictures.swf()) == struct.unpack("<I", pictures.swf()[4:8])[0]


def gif_pixels(body):
    """Decode the only frame of our GIFs, by the book."""
    at = 13 + 128 * 3
    assert body[at] == 0x2C
    at += 10
    size = body[at] + 1
    data, at = bytearray(), at + 1
    while body[at]:
        data += body[at + 1 : at + 1 + body[at]]
        at += 1 + body[at]
    bits = int.from_bytes(data, "little")
    fresh = [bytes([n]) for n in range(128)] + [b"", b""]
    table, width, place, before, out = list(fresh), size, 0, b"", bytearray()
    while True:
        code = bits >> place & (1 << width) - 1
        place += width
        if code == 128:
            table, width, before = list(fresh), size, b""
            continue
        if code == 129:
            return bytes(out)
        word = table[code] if code < len(table) else before + before[:1]
        out += word
        if before:
            table.append(before + word[:1])
        before = word
        if len(table) == 1 << width and width < 12:
            width += 1
