"""Certificates that are over, home-made or of somebody else, and servers that cannot encrypt."""

from __future__ import annotations

import ssl

from tests.crawler.chaos.case import case, raw
from tests.crawler.chaos.certificates import Certificates
from tests.crawler.chaos.pages import PAGES, club, ordinary
from tests.crawler.chaos.wire import Wire

URL = "https://{address}:{tls}/"


@case(
    "ok",
    "",
    "https as it should be, under an authority named by SSL_CERT_FILE.",
    url=URL,
    http="",
    tls="good",
    must=PAGES,
)
@case(
    "ok",
    "",
    "The certificate ran out forty days ago: fetched once more without looking at it, with a finding.",
    name="tls_expired",
    url=URL,
    http="",
    tls="expired",
    seen="tls_expired",
    must=PAGES,
)
@case(
    "ok",
    "",
    "The server signed its certificate itself: the site can be seen, with a finding.",
    name="tls_self_signed",
    url=URL,
    http="",
    tls="self_signed",
    seen="tls_self_signed",
    must=PAGES,
)
@case(
    "ok",
    "",
    "An authority nobody knows signed the certificate: signed by nobody browsers trust.",
    name="tls_unknown_issuer",
    url=URL,
    http="",
    tls="unknown_issuer",
    seen="tls_self_signed",
    must=PAGES,
)
@case(
    "ok",
    "",
    "The certificate is for another name, as on shared hosts: the site can be seen, with a finding.",
    name="tls_wrong_name",
    url=URL,
    http="",
    tls="wrong_name",
    seen="tls_wrong_name",
    must=PAGES,
)
async def tls_good(wire: Wire) -> None:
    await ordinary(wire)


@raw
@case("unreachable", "tls_error", "Plain HTTP is spoken at the https port.", url=URL, http="", tls="plain")
async def tls_plain(wire: Wire) -> None:
    await wire.reader.read(100)
    await wire.send(
        b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<h1>Bad Request</h1>"
    )
    await wire.hang_up()


@raw
@case(
    "unreachable",
    "tls_error",
    "The server hangs up at the greeting.",
    url=URL,
    http="",
    tls="plain",
    also=(("unreachable", "connection_reset"),),
)
async def tls_hangs_up(wire: Wire) -> None:
    await wire.reader.read(100)
    await wire.hang_up()


@raw
@case(
    "unreachable",
    "no_answer",
    "The server takes the connection and never greets back.",
    url=URL,
    http="",
    tls="plain",
    also=(("unreachable", "tls_error"),),
)
async def tls_silent(wire: Wire) -> None:
    await wire.stall()


@raw
@case(
    "unreachable",
    "tls_error",
    "The greeting is answered with an alarm: handshake failure.",
    url=URL,
    http="",
    tls="plain",
)
async def tls_alert(wire: Wire) -> None:
    await wire.reader.read(100)
    await wire.send(bytes((21, 3, 3, 0, 2, 2, 40)))
    await wire.hang_up()


@raw
@case(
    "unreachable",
    "tls_too_old",
    "TLS 1.0 and nothing newer: no browser of today gets in, and nor do we.",
    url=URL,
    http="",
    tls="plain",
)
async def tls_1_0_only(wire: Wire) -> None:
    """Really speaks TLS 1.0; done by hand, since asyncio keeps the alarm of a failed handshake to itself."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    secure = wire.hosted.memory.setdefault("context", _old_context(wire.address)).wrap_bio(
        incoming, outgoing, server_side=True
    )
    request = b""
    try:
        while b"\r\n\r\n" not in request:
            try:
                request += secure.read(4096) if request else _greet(secure)
            except ssl.SSLWantReadError:
                await wire.send(outgoing.read())
                got = await wire.reader.read(4096)
                if not got:
                    return
                incoming.write(got)
        body = club("/").encode()
        secure.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(body), body))
    except ssl.SSLError:
        pass
    finally:
        await wire.send(outgoing.read())


def _greet(secure: ssl.SSLObject) -> bytes:
    secure.do_handshake()
    return secure.read(4096)


def _old_context(address: str) -> ssl.SSLContext:
    return Certificates().context("old", address)


@raw
@case(
    "unreachable",
    "tls_too_old",
    "The server answers every greeting with TLS 1.0, whatever is offered, as the oldest ones do.",
    url=URL,
    http="",
    tls="plain",
)
async def tls_1_0_answer(wire: Wire) -> None:
    await wire.reader.read(4096)
    hello = bytes((3, 1)) + bytes(range(32)) + bytes((0, 0, 0x2F, 0))  # version, random, no session, AES128-SHA
    message = bytes((2, 0, 0, len(hello))) + hello
    await wire.send(bytes((22, 3, 1, 0, len(message))) + message)
    await wire.reader.read(100)
    await wire.hang_up()
