"""Certificates that are over, home-made or of somebody else, and servers that cannot encrypt."""

from __future__ import annotations

from tests.crawler.chaos.case import case, raw
from tests.crawler.chaos.pages import PAGES, ordinary
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
@case(
    "unreachable",
    "tls_too_old",
    "TLS 1.0 and nothing newer: no browser of today gets in, and nor do we.",
    name="tls_1_0_only",
    url=URL,
    http="",
    tls="old",
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
