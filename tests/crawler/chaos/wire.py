"""One connection of a visitor: reads a request, and writes whatever a broken server would write."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator, Iterable, Mapping
from email.utils import formatdate
from http import HTTPStatus
from urllib.parse import unquote

from tests.crawler.chaos.case import Hosted

REASONS = {status.value: status.phrase for status in HTTPStatus}

IDLE = 30.0
"""Seconds that a kept connection may lie idle."""


class Hangup(Exception):
    """Ends a handler and its connection at once."""


class Wire:
    """What a handler works with: the request in `method`, `target`, `path`, `query` and `headers`, and ways to answer."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, hosted: Hosted, address: str, port: int
    ) -> None:
        self.reader, self.writer = reader, writer
        self.hosted, self.address, self.port = hosted, address, port
        self.method = self.target = self.path = self.query = ""
        self.headers: dict[str, str] = {}
        self.keep = False
        self.sent = 0
        self.answered = 0

    @property
    def root(self) -> str:
        """Scheme, host and port as the visitor wrote them."""
        scheme = "https" if self.port == self.hosted.tls else "http"
        return f"{scheme}://{self.headers.get('host', f'{self.address}:{self.port}')}"

    async def request(self) -> bool:
        """Read the next request; False when the visitor has gone or has said nothing for too long."""
        try:
            async with asyncio.timeout(IDLE):
                head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, OSError):
            return False
        first, *lines = head.strip().split("\r\n")
        self.method, _, rest = first.partition(" ")
        self.target = rest.rpartition(" ")[0]
        self.path, _, self.query = self.target.partition("?")
        self.path = unquote(self.path, "utf-8", "replace")
        self.headers = {key.strip().lower(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
        size = self.headers.get("content-length", "0")
        if size.isdigit() and int(size):
            await self.reader.readexactly(min(int(size), 1 << 20))
        self.keep = self.headers.get("connection", "").lower() != "close"
        self.sent = 0
        return True

    async def reply(
        self,
        body: str | bytes = b"",
        status: int = 200,
        content_type: str = "text/html; charset=utf-8",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """An answer as it should be, with its length."""
        data = body.encode() if isinstance(body, str) else body
        fields = {"Content-Type": content_type, "Content-Length": str(len(data)), **(headers or {})}
        await self.head(status, {name: value for name, value in fields.items() if value})
        if self.method != "HEAD":
            await self.send(data)

    async def head(self, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """Status line and header lines, with the empty line behind them."""
        reason = REASONS.get(status, "Odd")
        lines = [f"HTTP/1.1 {status} {reason}", f"Date: {formatdate(usegmt=True)}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if not self.keep:
            lines.append("Connection: close")
        await self.send(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace"))
        self.answered = status

    async def unsized(self, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """Head of an answer whose end is the end of the connection."""
        self.keep = False
        await self.head(status, {"Content-Type": "text/html; charset=utf-8", **(headers or {})})
        if self.method == "HEAD":
            raise Hangup

    async def send(self, data: bytes) -> None:
        """Bytes, as they are; comes back when the visitor's side has room for more."""
        self.writer.write(data)
        self.sent += len(data)
        await self.writer.drain()

    async def pour(self, pieces: Iterable[bytes] | AsyncIterator[bytes], pause: float = 0.0) -> None:
        """One piece after the other until the visitor hangs up or there are none left."""
        if isinstance(pieces, AsyncIterator):
            async for piece in pieces:
                await self.send(piece)
            return
        for piece in pieces:
            await self.send(piece)
            await asyncio.sleep(pause)

    async def redirect(self, location: str, status: int = 301, headers: Mapping[str, str] | None = None) -> None:
        await self.reply(b"", status, "", {"Location": location, **(headers or {})})

    async def stall(self) -> None:
        """Say nothing more, until the visitor gives up."""
        with contextlib.suppress(OSError):
            while await self.reader.read(4096):
                pass
        raise Hangup

    async def reset(self) -> None:
        """Break the connection off with a TCP reset; what was sent has time to arrive."""
        await asyncio.sleep(0.05)
        plug: socket.socket = self.writer.get_extra_info("socket")
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()
        raise Hangup

    async def hang_up(self) -> None:
        """Close the connection in an orderly way."""
        raise Hangup
