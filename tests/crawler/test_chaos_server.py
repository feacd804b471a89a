"""The hostile web does what it says: each kind of trouble is really on the wire, and all of it ends."""

import csv
import gzip
import http.client
import json
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import warnings
import zlib
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import brotli
import pytest

from audits.store.text import decode
from audits.store.unpack import unpack
from crawler.failures import FAILURES
from tests.crawler.chaos import CASES, chaos_web, most_in_flight, pauses
from tests.crawler.chaos.pages import PAGES
from tests.crawler.chaos.server import Record, available

pytestmark = pytest.mark.skipif(not available(), reason="NO LOOPBACK BEYOND 127.0.0.1: this test did not run")

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def web():
    with chaos_web() as running:
        yield running
    assert running.faults == []


def get(web, name, path="/", method="GET", timeout=10, **headers):
    hosted = web.one(name)
    connection = http.client.HTTPConnection(hosted.address, hosted.port, timeout=timeout)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def talk(web, name, path="/", limit=1 << 20, timeout=3.0, request=True):
    """What comes over a bare connection, and how it ended: closed, reset, silent or full."""
    hosted = web.one(name)
    with socket.create_connection((hosted.address, hosted.port), timeout) as plug:
        if request:
            plug.sendall(f"GET {path} HTTP/1.1\r\nHost: {hosted.address}\r\nConnection: close\r\n\r\n".encode())
        got = bytearray()
        try:
            while piece := plug.recv(1 << 16):
                got += piece
                if len(got) >= limit:
                    return bytes(got), "full"
        except TimeoutError:
            return bytes(got), "silent"
        except ConnectionResetError:
            return bytes(got), "reset"
        return bytes(got), "closed"


# What each case expects


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_expectations_use_the_closed_lists(case):
    for status, failure in case.outcomes:
        assert not failure or failure in FAILURES
        assert bool(failure) == (status not in {"ok", "parked", "moved", "social_only"})
    assert not case.seen or case.seen in FAILURES
    assert len(case.note) > 15 and case.note.endswith(".")
    assert all(path.startswith("/") for path in (*case.must, *case.never))
    assert case.others or not case.untouched


def test_every_status_is_expected_somewhere():
    assert {case.status for case in CASES.values()} == {
        "ok", "partial", "unreachable", "refused", "parked", "moved", "social_only", "invalid",
    }  # fmt: skip


def test_failures_without_a_case_are_known():
    """A new failure name needs a case, or a place here with the reason why it has none."""
    expected = {failure for case in CASES.values() for _, failure in case.outcomes} | {
        case.seen for case in CASES.values()
    }
    # bytes_budget depends on the budget given; crawl_error is a fault of our own
    assert set(FAILURES) - expected == {"bytes_budget", "crawl_error"}


def test_every_case_has_its_own_addresses(web):
    addresses = [address for hosted in web.hosted for address in hosted.addresses]
    assert len(addresses) == len(set(addresses))
    assert len({hosted.url for hosted in web.hosted}) == len(web.hosted)


# The server


def test_ordinary_site(web):
    for path in PAGES:
        answer, body = get(web, "plain", path)
        assert answer.status == 200 and int(answer.getheader("Content-Length")) == len(body) > 500
    assert get(web, "plain", "/nothing")[0].status == 404
    assert get(web, "plain", method="HEAD")[1] == b""


def test_connections_are_kept(web):
    hosted = web.one("plain")
    connection = http.client.HTTPConnection(hosted.address, hosted.port, timeout=5)
    for path in PAGES:
        connection.request("GET", path)
        connection.getresponse().read()
    connection.close()
    assert len({record.connection for record in web.requests(hosted)[-len(PAGES) :]}) == 1


def test_log_tells_requests_and_bare_connections(web):
    hosted = web.one("soft_404")
    before = len(web.requests(hosted))
    get(web, "soft_404", "/old/story?x=1", **{"User-Agent": "Frontline test"})
    with socket.create_connection((hosted.address, hosted.port)):
        pass
    deadline = time.monotonic() + 5
    while len(web.contacts(hosted)) < before + 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    (record,) = web.requests(hosted)[before:]
    assert (record.method, record.target, record.status) == ("GET", "/old/story?x=1", 200)
    assert record.headers["user-agent"] == "Frontline test" and record.end >= record.start
    assert [bare.method for bare in web.contacts(hosted)][-1] == ""


def test_conditional_requests(web):
    answer, _ = get(web, "conditional", "/about.html")
    for name, asked in {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}.items():
        again, body = get(web, "conditional", "/about.html", **{asked: answer.getheader(name)})
        assert again.status == 304 and body == b""
    assert get(web, "conditional", "/about.html", **{"If-None-Match": '"old"'})[0].status == 200


def test_hosts_and_list(web, tmp_path):
    hosts = dict(pair.split("=", 1) for pair in web.hosts.split(","))
    for hosted in web.hosted:
        host = urlsplit(hosted.url).hostname if hosted.case.handler and "://[" not in hosted.url else None
        if host and host.endswith(".test"):
            assert host in hosts
    first, second = hosts["rebinding.test"].split("|")
    assert first == "+" + web.one("rebinding").addresses[0] and second == web.one("rebinding").addresses[1]
    assert "name-unknown.test" not in hosts
    usual = web.write_list(tmp_path / "usual.csv")
    guarded = web.write_list(tmp_path / "guarded.csv", guarded=True)
    assert len(usual) + len(guarded) == len(CASES)
    with (tmp_path / "usual.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["name"] for row in rows] == [hosted.name for hosted in usual]
    assert {row["name"]: row["expected_failure"] for row in rows}["refused"] == "connection_refused"


QUERY = "=&%;/:?.,~"


def reach(web, hosted, most=60):
    """Paths that links, frames, refreshes, redirects, sitemaps and feeds lead to, breadth first, on the site's hosts."""
    loose = ssl.create_default_context()
    loose.check_hostname, loose.verify_mode = False, ssl.CERT_NONE
    own = {hosted.address, *hosted.hosts, urlsplit(hosted.url).hostname}
    todo = [hosted.url, urljoin(hosted.url, "/robots.txt")]
    seen = {}
    while todo and len(seen) < most:
        url = todo.pop(0)
        parts = urlsplit(url)
        if url in seen or parts.hostname not in own or parts.port not in {web.port, web.tls}:
            continue
        https = {"context": loose} if parts.scheme == "https" else {}
        kind = http.client.HTTPSConnection if https else http.client.HTTPConnection
        connection = kind(hosted.address, parts.port, timeout=5, **https)
        target = quote(parts.path or "/", safe="/%") + (f"?{quote(parts.query, safe=QUERY)}" if parts.query else "")
        try:
            connection.request("GET", target, headers={"Host": parts.netloc})
            answer = connection.getresponse()
            wire = answer.read(6 << 20)
        finally:
            connection.close()
        seen[url] = answer.status
        if url.endswith(".gz"):
            wire = gzip.decompress(wire)
        text = decode(
            unpack(wire, answer.getheader("Content-Encoding", "")).body, answer.getheader("Content-Type", "")
        ).text
        found = re.findall(
            r"""(?:href|src)=["']([^"'>]*)|<loc>([^<&]*)|(?i:sitemap): (\S+)|url=([^"'>]+)""",
            text[:1_000_000],
            re.IGNORECASE,
        )
        found = [next(filter(None, groups), "") for groups in found][:300]
        if parts.path == "/sitemap.txt":
            found += text.split()
        if 300 <= answer.status < 400:
            found.append((answer.getheader("Location") or "").encode("latin-1").decode("utf-8", "replace"))
        for link in found:
            try:
                todo.append(urljoin(url, link.strip().replace("\\", "/")).partition("#")[0])
                urlsplit(todo[-1]).port  # noqa: B018 - raises where there is no such port
            except ValueError:
                todo.pop()
    return {unquote(urlsplit(url).path) for url, status in seen.items() if status == 200}


# Answers that Python's own client cannot read, or waits for too long
UNREADABLE = set(
    "bare_line_feeds early_hints robots_endless robots_long_line silent_pictures sitemap_50_mb sitemap_gzip_bomb sitemap_silent".split()
)
DEMANDING = [name for name, case in CASES.items() if case.must and name not in UNREADABLE]


@pytest.mark.parametrize("name", DEMANDING)
def test_what_a_crawl_must_ask_for_can_be_found(web, name):
    hosted = web.one(name)
    hosted.memory.clear()
    if name in {"error_then_fine", "retry_after_seconds", "retry_after_date"}:
        get(web, name)
        time.sleep(0.9)
    missing = set(hosted.case.must) - reach(web, hosted)
    if name == "some_pages_fail":
        missing -= {"/news.html", "/sessions.html"}
    if name == "redirect_chain_of_4":
        missing.discard("/")
    assert not missing


# The network


def test_refused_and_hung_up_and_reset(web):
    hosted = web.one("refused")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((hosted.address, hosted.port), 2)
    assert talk(web, "hangs_up", request=False) == (b"", "closed")
    assert talk(web, "reset_at_once") == (b"", "reset")
    got, end = talk(web, "reset_in_body")
    assert end == "reset" and b"Mill Street" in got


def test_silence(web):
    assert talk(web, "silent", timeout=0.5) == (b"", "silent")
    got, end = talk(web, "silent_body", timeout=0.5)
    assert end == "silent" and got.endswith(b"\r\n\r\n")


def test_drips(web):
    hosted = web.one("one_byte_a_second")
    with socket.create_connection((hosted.address, hosted.port), 5) as plug:
        plug.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        start, got = time.monotonic(), b""
        while len(got.partition(b"\r\n\r\n")[2]) < 3:
            got += plug.recv(100)
    assert 1.8 < time.monotonic() - start < 5 and got.endswith(b"<!d")
    got, _ = talk(web, "one_header_byte_a_second", limit=3, timeout=1.5)
    assert got == b"HTT"


def test_headers_without_end(web):
    got, end = talk(web, "endless_headers", limit=100_000)
    assert end == "full" and b"\r\n\r\n" not in got and got.count(b"X-Filler") > 40
    got, end = talk(web, "endless_header_line", limit=100_000)
    assert end == "full" and got.count(b"\r\n") == 1


def test_lengths_that_lie(web):
    with pytest.raises(http.client.IncompleteRead):
        get(web, "body_shorter")
    with pytest.raises(http.client.IncompleteRead):
        get(web, "chunks_cut")
    answer, body = get(web, "body_longer")
    assert len(body) == int(answer.getheader("Content-Length")) and b"bad" not in body
    assert b"bad" in talk(web, "body_longer")[0]


def test_not_http(web):
    with pytest.raises(http.client.HTTPException):
        get(web, "not_http")
    assert talk(web, "ssh_at_the_port", request=False)[0].startswith(b"SSH-2.0")


def test_odd_but_right_http(web):
    assert talk(web, "early_hints")[0].count(b"HTTP/1.1 ") == 2  # Python 3.11 takes the hints for the answer
    for name in ("no_length", "bare_line_feeds", "tiny_chunks"):
        answer, body = get(web, name)
        assert answer.status == 200, name
        assert b"Mill Street" in (gzip.decompress(body) if name == "tiny_chunks" else body), name


def test_endless_body(web):
    got, end = talk(web, "endless_body", limit=20 << 20)
    assert end == "full" and got.count(b"Mill Street") > 100_000


# Redirects


def follow(web, name, most=50):
    path, seen = "/", []
    for _ in range(most):
        answer, _ = get(web, name, path)
        if answer.status not in {301, 302, 303, 307}:
            return seen, answer.status
        path = answer.getheader("Location")
        seen.append(path)
        if not path.startswith("/"):
            return seen, path
    return seen, "more"


def test_redirects(web):
    assert follow(web, "redirect_loop", 6)[0] == ["/a", "/b", "/"] * 2
    assert follow(web, "redirect_chain_of_40") == ([f"/hop/{n}" for n in range(1, 41)], 200)
    assert follow(web, "redirect_chain_of_4")[1] == 200
    seen, end = follow(web, "redirect_growing", 30)
    assert end == "more" and len(set(seen)) == 30
    assert follow(web, "redirect_to_file")[1] == "file:///etc/hostname"
    assert get(web, "redirect_with_cookie", Cookie="seen=1")[0].status == 200
    assert get(web, "redirect_with_cookie")[0].getheader("Set-Cookie")
    assert follow(web, "redirect_to_metadata")[1].startswith("http://169.254.169.254/")
    hosted = web.one("redirect_to_https")
    assert follow(web, "redirect_to_https")[1] == f"https://{hosted.address}:{web.tls}/"


# Refusals that change with time


def test_failing_first_and_fine_then():
    with chaos_web("error_then_fine", "retry_after_seconds", "retry_after_date") as web:
        assert [get(web, "error_then_fine")[0].status for _ in range(3)] == [500, 200, 200]
        web.forget()
        assert get(web, "error_then_fine")[0].status == 500
        for name in ("retry_after_seconds", "retry_after_date"):
            answer, _ = get(web, name)
            assert answer.status == 429 and answer.getheader("Retry-After")
        time.sleep(0.9)
        assert get(web, "retry_after_seconds")[0].status == get(web, "retry_after_date")[0].status == 200


@pytest.mark.parametrize(
    ("name", "status"),
    [("password", 401), ("forbidden", 403), ("bot_wall_503", 503), ("bot_wall_200", 200), ("retry_after_absurd", 429), ("home_410", 410), ("error_599", 599), ("no_content", 204)],
)  # fmt: skip
def test_status_codes(web, name, status):
    assert get(web, name)[0].status == status


# Encryption


def handshake(web, name, context):
    hosted = web.one(name)
    with (
        socket.create_connection((hosted.address, web.tls), 3) as plug,
        context.wrap_socket(plug, server_hostname=hosted.address) as secure,
    ):
        secure.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        return secure.recv(100)


def test_certificates(web):
    strict = ssl.create_default_context(cafile=str(web.authority))
    assert handshake(web, "tls_good", strict).startswith(b"HTTP/1.1 200")
    for name, words in {
        "tls_expired": "expired",
        "tls_self_signed": "self-signed",
        "tls_unknown_issuer": "local issuer",
        "tls_wrong_name": "mismatch",
    }.items():
        with pytest.raises(ssl.SSLCertVerificationError, match=words):
            handshake(web, name, strict)
    loose = ssl.create_default_context()
    loose.check_hostname, loose.verify_mode = False, ssl.CERT_NONE
    for name in ("tls_expired", "tls_self_signed", "tls_unknown_issuer", "tls_wrong_name"):
        assert handshake(web, name, loose).startswith(b"HTTP/1.1 200")
    for name in ("tls_plain", "tls_alert", "tls_hangs_up"):
        with pytest.raises((ssl.SSLError, ConnectionError)):
            handshake(web, name, loose)
    with pytest.raises(ssl.SSLError, match="PROTOCOL_VERSION"):
        handshake(web, "tls_1_0_only", loose)
    with pytest.raises(ssl.SSLError, match="UNSUPPORTED_PROTOCOL"):
        handshake(web, "tls_1_0_answer", loose)


def test_old_encryption_really_is_spoken(web):
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1
    old.set_ciphers("ALL:@SECLEVEL=0")
    try:
        assert handshake(web, "tls_1_0_only", old).startswith(b"HTTP/1.1 200")
    except ssl.SSLError as error:  # an OpenSSL that was built without it
        pytest.skip(f"NO TLS 1.0 HERE ({error}): this test did not run")


# Packing and bodies


def test_bombs(web):
    answer, packed = get(web, "gzip_bomb", timeout=30)
    assert answer.getheader("Content-Encoding") == "gzip" and len(packed) < 3 << 20
    opener, size, rest = zlib.decompressobj(16 + zlib.MAX_WBITS), 0, packed
    while rest:
        piece = opener.decompress(rest, 1 << 24)
        size, rest = size + len(piece), opener.unconsumed_tail
        if size == len(piece):
            assert b"Mill Street" in piece[:1000]
        if size > 64 << 20:  # a sixteenth of it shows what it is
            break
    assert size > 64 << 20
    _, packed = get(web, "brotli_bomb", timeout=30)
    assert len(packed) < 4000
    assert b"Mill Street" in brotli.Decompressor().process(packed, output_buffer_limit=1 << 16)


def test_bomb_is_a_whole_gzip_file():
    from tests.crawler.chaos.packings import _gzip_flood

    assert len(gzip.decompress(b"".join(_gzip_flood(3)))) > 3 << 20


def test_packing_labels_that_lie(web):
    answer, body = get(web, "gzip_label_plain_body")
    assert answer.getheader("Content-Encoding") == "gzip" and body.startswith(b"<!doctype")
    answer, body = get(web, "brotli_label_gzip_body")
    assert answer.getheader("Content-Encoding") == "br" and body[:2] == b"\x1f\x8b"
    assert get(web, "gzip_without_label")[0].getheader("Content-Encoding") is None
    assert b"Mill Street" in zlib.decompress(get(web, "deflate_raw")[1], -zlib.MAX_WBITS)


def test_large_bodies_are_streamed(web):
    hosted = web.one("huge_html")
    head, end = talk(web, "huge_html", limit=1 << 16)
    assert end == "full" and b"Content-Length: 199" in head
    deadline = time.monotonic() + 5
    while web.requests(hosted)[-1].end is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert web.requests(hosted)[-1].sent < 20 << 20, "who hangs up is not sent the rest"
    _, line = get(web, "one_long_line", timeout=30)
    assert 19_000_000 < len(line) < 20_100_000 and max(map(len, line.splitlines())) > 19_000_000


@pytest.mark.parametrize(
    ("name", "path", "start", "times"),
    [
        ("jpeg_as_html", "/", b"\xff\xd8\xff", None),
        ("nested_divs", "/", b"<div>", 50_000),
        ("many_links", "/", b"/p/", 200_000),
        ("nul_bytes", "/", b"\0", 5),
        ("lone_surrogates", "/", b"\xed\xa0\x80", 1),
        ("unknown_charset", "/", b"utf-9", 1),
        ("attribute_bomb", "/hostile.html", b"=1", 200_000),
    ],
)
def test_bodies(web, name, path, start, times):
    _, body = get(web, name, path, timeout=20)
    assert body.count(start) == times if times else body.startswith(start)


def test_utf16_has_no_mark(web):
    answer, body = get(web, "utf16_without_mark")
    assert answer.getheader("Content-Type") == "text/html" and body[:4] == b"<\0!\0"


# Traps


@pytest.mark.parametrize(
    ("name", "path", "next_path"),
    [
        ("calendar", "/calendar/2026/11/30", b"/calendar/2026/12/01"),
        ("calendar_in_query", "/events?month=2026-12", b"/events?month=2027-01"),
        ("path_spiral", "/a/a/a/", b'href="a/"'),
        ("next_page_for_ever", "/stories?page=41", b"/stories?page=42"),
        ("faceted_search", "/equipment?f=f1.f2", b"/equipment?f=f1.f2.f3"),
        ("return_addresses", "/login?return=%2F", b"/login?return=%2Flogin%3Freturn%3D%252F"),
    ],
)
def test_traps_go_on(web, name, path, next_path):
    answer, body = get(web, name, path)
    assert answer.status == 200 and next_path in body


def test_session_numbers_are_new_each_time(web):
    for name in ("session_in_path", "session_in_query"):
        assert get(web, name)[1] != get(web, name)[1]


# robots.txt, sitemaps, feeds


def test_robots(web):
    assert b"Disallow: /" in get(web, "robots_forbids_all", "/robots.txt")[1]
    assert get(web, "robots_500", "/robots.txt")[0].status == 500 and get(web, "robots_500")[0].status == 200
    assert len(get(web, "robots_5_mb", "/robots.txt")[1]) > 4_500_000
    assert talk(web, "robots_silent", "/robots.txt", timeout=0.4) == (b"", "silent")
    assert get(web, "robots_redirect", "/robots.txt")[0].getheader("Location") == "/rules/robots.txt"


def test_sitemaps(web):
    assert get(web, "sitemap_index_of_1000", "/sitemap.xml")[1].count(b"<sitemap>") == 1000
    assert b"/hidden.html" in gzip.decompress(get(web, "sitemap_gzip", "/sitemap.xml.gz")[1])
    assert get(web, "sitemap_entity_bomb", "/sitemap.xml")[1].count(b"<!ENTITY") == 11
    assert len(get(web, "sitemap_50_mb", "/sitemap.xml", timeout=30)[1]) > 45_000_000
    other = web.one("sitemap_of_others").addresses[1]
    assert other.encode() in get(web, "sitemap_of_others", "/sitemap.xml")[1]
    for name in CASES:
        if name.startswith("sitemap_"):
            assert b"Sitemap: http" in get(web, name, "/robots.txt")[1]


def test_feeds(web):
    assert b"01 Jan 2099" in get(web, "feed_of_2099", "/feed.xml")[1]
    assert b'href="/feed.xml"' in get(web, "feed_of_2099")[1]


# Copies, shutdown, measures


def test_copies_have_their_own_names_and_addresses():
    with chaos_web("plain", "moved", "rebinding", copies=260) as web:
        assert len(web.hosted) == 260 and not any(hosted.case.guarded for hosted in web.hosted)
        assert len({hosted.name for hosted in web.hosted}) == len({hosted.url for hosted in web.hosted}) == 260
        last = web.hosted[-1]
        assert last.address.startswith("127.0.4.")
        with socket.create_connection((last.address, web.port), 2) as plug:
            plug.sendall(b"GET / HTTP/1.0\r\nHost: moved-260.test\r\n\r\n")
            assert b"Location: http://other-moved-260.test/" in plug.recv(4096)


def test_stopping_ends_everything():
    names = ("silent", "one_byte_a_second", "endless_body", "endless_headers", "tls_silent")
    before = threading.active_count()
    with chaos_web(*names) as web:
        plugs = []
        for name in names:
            hosted = web.one(name)
            plug = socket.create_connection((hosted.address, web.tls if name.startswith("tls") else web.port), 2)
            plug.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            plugs.append(plug)
        time.sleep(0.3)
        start = time.monotonic()
    assert time.monotonic() - start < 5
    assert threading.active_count() == before
    for plug in plugs:
        plug.settimeout(2)
        try:
            while plug.recv(1 << 20):
                pass
        except ConnectionResetError:
            pass
        plug.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((web.one("silent").address, web.port), 1)
    assert all(record.end is not None for record in web.requests())


def test_two_webs_at_once():
    with chaos_web("plain", "refused") as one, chaos_web("plain", "refused") as two:
        assert one.port != two.port
        assert get(one, "plain")[0].status == get(two, "plain")[0].status == 200


def test_requests_in_flight_and_pauses():
    def record(start, end, address="a", method="GET"):
        return Record("x", "x", address, 1, 1, start, end, method)

    queue = [record(0, 1), record(1, 2), record(3.5, 4), record(0, 9, "b")]
    assert most_in_flight(queue) == {"a": 1, "b": 1}
    assert pauses(queue) == {"a": [0, 1.5], "b": []}
    assert most_in_flight([*queue, record(1.5, 5), record(0, 9, "a", "")]) == {"a": 2, "b": 1}
    assert most_in_flight([record(0, None), record(5, 6)]) == {"a": 2}


def test_command_line(tmp_path):
    listed, log = tmp_path / "out.csv", tmp_path / "log.jsonl"
    command = [
        sys.executable,
        "-W",
        "error",
        "-m",
        "tests.crawler.chaos",
        "--copies",
        "4",
        "--only",
        "plain",
        "refused",
    ]
    with subprocess.Popen(
        [*command, "--list", str(listed), "--log", str(log)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout.readline().startswith("4 sites")
            with listed.open(encoding="utf-8", newline="") as lines:
                rows = list(csv.DictReader(lines))
            assert [row["name"] for row in rows] == ["plain-1", "refused-2", "plain-3", "refused-4"]
            parts = urlsplit(rows[0]["url"])
            connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
            connection.request("GET", "/about.html")
            assert connection.getresponse().read()
            connection.close()
        finally:
            server.send_signal(signal.SIGTERM)
            _, troubles = server.communicate(timeout=20)
    assert server.returncode == 0 and "Traceback" not in troubles
    entry = json.loads(log.read_text(encoding="utf-8").splitlines()[0])
    assert (entry["case"], entry["method"], entry["target"]) == ("plain", "GET", "/about.html")
