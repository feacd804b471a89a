"""Names that lead nowhere, connections that break, answers that are cut or never end."""

from __future__ import annotations

import asyncio
import gzip
import itertools

from tests.crawler.chaos.case import Case, add, case, raw
from tests.crawler.chaos.pages import PAGES, TEXTS, club, missing, ordinary, page
from tests.crawler.chaos.wire import Wire

add(
    Case(
        "name_unknown",
        "unreachable",
        "dns_not_found",
        "The name is in no list of names: nobody can be asked.",
        family="network",
        url="http://{name}:{port}/",
        http="",
    )
)
add(
    Case(
        "refused",
        "unreachable",
        "connection_refused",
        "Nothing listens at the port.",
        family="network",
        http="shut",
    )
)


@case("ok", "", "Nothing is wrong: whoever sees trouble here is the trouble.", must=PAGES)
async def plain(wire: Wire) -> None:
    await ordinary(wire)


@case("ok", "", "Every answer takes its time: whoever asks for two things at once is seen to.", must=PAGES)
async def unhurried(wire: Wire) -> None:
    await asyncio.sleep(0.3)
    await ordinary(wire)


@case("ok", "", "Pages carry an ETag and a date, and answer 304 to who has them already.", must=PAGES)
async def conditional(wire: Wire) -> None:
    if wire.path not in PAGES:
        await missing(wire)
        return
    stamp = {"ETag": f'"{len(wire.path)}-mill"', "Last-Modified": "Mon, 12 Oct 2026 09:00:00 GMT"}
    known = wire.headers.get("if-none-match") == stamp["ETag"]
    if known or (
        "if-none-match" not in wire.headers and wire.headers.get("if-modified-since") == stamp["Last-Modified"]
    ):
        await wire.head(304, stamp)
    else:
        await wire.reply(club(wire.path), headers=stamp)


@case(
    "partial", "pages_budget", "2,000 honest pages of 20 KB in a tree: more than any budget, for measuring.", must=PAGES
)
async def two_thousand_pages(wire: Wire) -> None:
    number = wire.path.removeprefix("/story/")
    if not number.isdigit() or int(number) >= 2000:
        await ordinary(wire, links=[f"/story/{n}" for n in range(1, 11)])
        return
    place = int(number)
    words = [f"Part {part} of story {place}: {TEXTS[PAGES[(place + part) % 5]][part % 2]}" for part in range(75)]
    await wire.reply(page(f"Story {place}", *words, links=[f"/story/{place * 10 + n}" for n in range(10)]))


@case("ok", "", "HTTP/1.0 without a length: the end of the connection is the end of the page.", must=PAGES)
async def no_length(wire: Wire) -> None:
    if wire.path not in PAGES:
        await missing(wire)
        return
    await wire.unsized()
    await wire.send(club(wire.path).encode())


@case("ok", "", "103 Early Hints come before the answer; they are no answer.", must=PAGES)
async def early_hints(wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n")
    await ordinary(wire)


@case("ok", "", "Header lines end with a bare line feed and the status has no words: browsers read on.", must=PAGES)
async def bare_line_feeds(wire: Wire) -> None:
    body = club(wire.path).encode() if wire.path in PAGES else b"Not Found"
    wire.keep = False
    status = 200 if wire.path in PAGES else 404
    await wire.send(f"HTTP/1.1 {status}\nContent-Type: text/html\nContent-Length: {len(body)}\n\n".encode() + body)
    wire.answered = status


@raw
@case("unreachable", "connection_reset", "The server takes the connection and closes it without a word.")
async def hangs_up(wire: Wire) -> None:
    await wire.hang_up()


@case("unreachable", "connection_reset", "The server resets the connection when the request has come.")
async def reset_at_once(wire: Wire) -> None:
    await wire.reset()


@case(
    "partial",
    "connection_reset",
    "Half a front page comes, each time, before the connection is reset: what came is shown as partial.",
    also=(("partial", "body_cut"),),
)
async def reset_in_body(wire: Wire) -> None:
    if wire.path != "/":
        await ordinary(wire)
        return
    body = club("/").encode()
    await wire.head(200, {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body) * 2)})
    await wire.send(body)
    await wire.reset()


@case("unreachable", "no_answer", "The server takes the request and never says anything.")
async def silent(wire: Wire) -> None:
    await wire.stall()


@case(
    "unreachable",
    "too_slow",
    "Headers come, and then nothing: the answer has begun and is too slow to be waited for.",
    also=(("unreachable", "no_answer"),),
)
async def silent_body(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
        return
    await wire.head(200, {"Content-Type": "text/html", "Content-Length": "5000"})
    await wire.stall()


@case(
    "unreachable",
    "too_slow",
    "One byte a second: a page of 2 KB takes over half an hour. The few bytes that came are no page.",
)
async def one_byte_a_second(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
        return
    body = club("/").encode()
    await wire.head(200, {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))})
    await wire.pour((bytes([byte]) for byte in body), pause=1.0)


@case(
    "unreachable",
    "too_slow",
    "The header itself comes at one byte a second, so that no silence is ever long.",
    also=(("unreachable", "no_answer"),),
)
async def one_header_byte_a_second(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
        return
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Poem: " + b"slowly " * 100
    await wire.pour((bytes([byte]) for byte in head), pause=1.0)


@case(
    "unreachable",
    "bad_response",
    "Header lines follow each other for ever: there is no answer behind them.",
    also=(("unreachable", "too_slow"), ("unreachable", "no_answer")),
)
async def endless_headers(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
        return
    wire.keep = False
    await wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
    # 200 KB a second: fast enough to fill a memory that has no limit, slow enough for a machine with other work.
    await wire.pour((b"X-Filler-%d: %s\r\n" % (n, b"x" * 2000) for n in itertools.count()), pause=0.01)


@case(
    "unreachable",
    "bad_response",
    "One header line never ends.",
    also=(("unreachable", "too_slow"), ("unreachable", "no_answer"), ("unreachable", "connection_reset")),
)
async def endless_header_line(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
        return
    wire.keep = False
    await wire.send(b"HTTP/1.1 200 OK\r\nX-Filler: ")
    await wire.pour((b"x" * 2000 for _ in itertools.count()), pause=0.01)


@case("unreachable", "bad_response", "Random bytes: not HTTP.", name="not_http")
async def not_http(wire: Wire) -> None:
    await wire.send(bytes(range(1, 200)) * 5 + b"\r\n\r\n")
    await wire.hang_up()


@raw
@case("unreachable", "bad_response", "Another kind of server answers at the port, and speaks first.")
async def ssh_at_the_port(wire: Wire) -> None:
    await wire.send(b"SSH-2.0-OpenSSH_7.4\r\n")
    await asyncio.sleep(0.3)
    await wire.send(b"Protocol mismatch.\n")
    await wire.hang_up()


@case("partial", "body_cut", "Content-Length promises twice what comes before the connection is closed.")
async def body_shorter(wire: Wire) -> None:
    if wire.path != "/":
        await ordinary(wire)
        return
    body = club("/").encode()
    wire.keep = False
    await wire.head(200, {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body) * 2)})
    await wire.send(body)


@case("ok", "", "More comes than Content-Length says: what was promised is the page, as in browsers.", must=PAGES)
async def body_longer(wire: Wire) -> None:
    if wire.path not in PAGES:
        await missing(wire)
        return
    body = club(wire.path).encode()
    wire.keep = False
    await wire.head(200, {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))})
    await wire.send(body + b"\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad" + b"junk " * 2000)


@case("partial", "body_cut", "A chunked answer stops without its last chunk.")
async def chunks_cut(wire: Wire) -> None:
    if wire.path != "/":
        await ordinary(wire)
        return
    wire.keep = False
    await wire.head(200, {"Content-Type": "text/html; charset=utf-8", "Transfer-Encoding": "chunked"})
    body = club("/").encode()
    await wire.send(b"%x\r\n%s\r\n" % (len(body), body))


@case(
    "partial",
    "body_cut",
    "The second chunk has no length: what the first one brought is all there is.",
    also=(("partial", "bad_response"), ("unreachable", "bad_response")),
)
async def chunks_garbled(wire: Wire) -> None:
    if wire.path != "/":
        await ordinary(wire)
        return
    wire.keep = False
    await wire.head(200, {"Content-Type": "text/html; charset=utf-8", "Transfer-Encoding": "chunked"})
    body = club("/").encode()
    await wire.send(b"%x\r\n%s\r\n" % (len(body), body))
    await wire.send(b"not a number\r\n\r\n")


@case(
    "partial",
    "body_too_large",
    "The front page never ends. It is cut at the limit, and what came is a real page as far as it goes.",
)
async def endless_body(wire: Wire) -> None:
    if wire.path != "/":
        await ordinary(wire)
        return
    await wire.unsized()
    await wire.send(club("/").encode())
    line = b"<p>And another thing that has to be said about the old school at the end of Mill Street.</p>\n" * 500
    await wire.pour(line for _ in itertools.count())


@case("ok", "", "The answer is gzip in chunks of a few bytes, header and all.", must=PAGES)
async def tiny_chunks(wire: Wire) -> None:
    if wire.path not in PAGES:
        await missing(wire)
        return
    body = gzip.compress(club(wire.path).encode(), mtime=0)
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
    await wire.head(200, fields)
    if wire.method != "HEAD":
        for at in range(0, len(body), 7):
            piece = body[at : at + 7]
            await wire.send(b"%x\r\n%s\r\n" % (len(piece), piece))
        await wire.send(b"0\r\n\r\n")
