"""The browser's only way out: a proxy on loopback that reaches what the crawl may reach, and counts the bytes."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from crawler.addresses import METADATA, given_hosts, public, web_port

HEAD_CAP = 64 * 1024  # bytes of one request's head; browsers send a few hundred
CHUNK = 64 * 1024
CONNECT_SECONDS = 15.0


class Refused(Exception):
    """The address may not be reached; the message says why."""


@dataclass
class Proxy:
    """Resolves a name itself and connects to the address it checked, so there is no gap for rebinding.

    HTTP, HTTPS, WebSockets, beacons and IP literals all come through here, for the browser resolves nothing. `shut`
    lets nothing through at all. `cap` are the bytes that may come in for one page; `begin_page` counts anew.
    """

    allow_private: bool = False
    shut: bool = False
    cap: int = 30_000_000
    came: int = 0
    over: bool = False
    refused: list[str] = field(default_factory=list)
    port: int = 0

    async def start(self) -> None:
        """Listen on a free port of loopback."""
        self._given = given_hosts()
        self._known: dict[tuple[str, int], str] = {}
        self._open: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=HEAD_CAP)
        self.port = server.sockets[0].getsockname()[1]
        self._server = server

    async def stop(self) -> None:
        """Let go of all connections; called last, for a loop complains of tasks that it ends with."""
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    def begin_page(self, *, shut: bool = False) -> None:
        """Forget what the last page cost."""
        self.came, self.over, self.shut = 0, False, shut
        self.refused.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        task.add_done_callback(self._open.discard)
        try:
            await self._answer(reader, writer)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            pass
        finally:
            with suppress(OSError, RuntimeError):
                writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        line, _, rest = head.partition(b"\r\n")
        method, target, _ = line.split(b" ", 2)
        tunnel = method == b"CONNECT"
        url = f"//{target.decode('latin-1')}" if tunnel else target.decode("latin-1")
        parts = urlsplit(url)
        try:
            address, port = await self._reach(parts.hostname or "", parts.port or 80, url)
        except Refused as why:
            self.refused.append(f"{parts.netloc}: {why}"[:200])
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            return
        try:
            there = await asyncio.wait_for(asyncio.open_connection(address, port, limit=CHUNK), CONNECT_SECONDS)
        except (OSError, TimeoutError):
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            return
        try:
            if tunnel:
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                path = parts._replace(scheme="", netloc="").geturl() or "/"
                there[1].write(b"%s %s HTTP/1.1\r\n%s" % (method, path.encode("latin-1"), _hop(rest)))
            await self._both(reader, writer, *there)
        finally:
            there[1].close()

    async def _reach(self, host: str, port: int, url: str) -> tuple[str, int]:
        if self.shut:
            raise Refused("nothing may be reached")
        if self.over:
            raise Refused("the page has used up its bytes")
        if not self.allow_private and not web_port(url):
            raise Refused("this port is not one of the web's")
        address = self._known.get((host, port)) or await self._resolve(host, port)
        given = address.startswith("+")  # a test's stand-in for a public address
        address = address.removeprefix("+")
        if address in METADATA or not (given or self.allow_private or public(address)):
            raise Refused("a private address")
        return address, port

    async def _resolve(self, host: str, port: int) -> str:
        if host in self._given:
            return self._given[host][-1]
        with suppress(ValueError):
            return str(ip_address(host))
        if host.endswith((".test", ".invalid")):  # RFC 2606: no name server knows these, so none is asked
            raise Refused("no name that can exist")
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=1)
        except (OSError, UnicodeError) as error:
            raise Refused("the name does not resolve") from error
        return str(found[0][4][0])

    async def _both(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        far: asyncio.StreamReader,
        out: asyncio.StreamWriter,
    ) -> None:
        up = asyncio.ensure_future(self._pump(reader, out, count=False))
        try:
            await self._pump(far, writer, count=True)
        finally:
            up.cancel()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, count: bool) -> None:
        with suppress(OSError):
            while data := await source.read(CHUNK):
                if count:
                    self.came += len(data)
                    if self.came > self.cap:
                        self.over = True
                        return
                sink.write(data)
                await sink.drain()


_PROXY_HEADER = re.compile(rb"(?im)^(?:proxy-connection|connection)[ \t]*:[^\r\n]*\r\n")


def _hop(head: bytes) -> bytes:
    """The request's head for the server: one request, one connection, so that the answer ends where it ends."""
    return _PROXY_HEADER.sub(b"", head[:-2]) + b"Connection: close\r\n\r\n"
