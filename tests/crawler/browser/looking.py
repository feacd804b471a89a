"""Opens pages of the tests' own in a browser; without one the tests say loudly that they did not run."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from audits.store.browser import NoBrowserError, require_browser
from crawler.browser.client import BrowserClient
from crawler.browser.sight import Sight

try:
    require_browser()
    WHY = ""
except NoBrowserError as error:
    WHY = str(error)

needs_browser = pytest.mark.skipif(bool(WHY), reason=f"NO BROWSER, this test did not run: {WHY}")


@dataclass
class Site:
    """A small site: bodies (with type) by path; `log` has the requests, `sent` the bytes of each answer."""

    answers: dict[str, tuple[str, bytes]]
    url: str = ""
    log: list[tuple[str, str]] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)


@contextmanager
def site(pages: Mapping[str, str | tuple[str, bytes]], *, web_port: bool = False) -> Iterator[Site]:
    """Serve the pages on loopback, on a free port; with `web_port` on one that the crawl takes for the web's."""
    made = Site(
        {
            path: page if isinstance(page, tuple) else ("text/html; charset=utf-8", page.encode())
            for path, page in pages.items()
        }
    )

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_args):
            pass

        def do_GET(self):
            made.log.append((self.command, self.path))
            path = self.path.partition("?")[0]
            if path not in made.answers:
                kind, body, status = "text/plain", b"", 404
            else:
                (kind, body), status = made.answers[path], 200
            head = (
                f"HTTP/1.1 {status} Fine\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
                "Cache-Control: max-age=600\r\n\r\n"
            ).encode()
            self.wfile.write(head + body)
            made.sent[self.path] = made.sent.get(self.path, 0) + len(head) + len(body)

        do_POST = do_PUT = do_GET  # noqa: N815 - the names that http.server looks for

    server = _server(Handler, range(8100, 8200) if web_port else (0,))
    server.daemon_threads = True
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()


def _server(handler: type[BaseHTTPRequestHandler], ports: Iterable[int]) -> ThreadingHTTPServer:
    for port in ports:
        try:
            return ThreadingHTTPServer(("127.0.0.1", port), handler)
        except OSError:
            continue
    raise RuntimeError("no port is free")


def look(*urls: str, settings: Mapping[str, object] | None = None, **job: object) -> list[Sight]:
    """What a browser of its own sees of these pages, in order."""

    async def run() -> list[Sight]:
        client = BrowserClient({"allow_private": True, **(settings or {})})
        try:
            return [sight async for sight in client.look(urls, **job)]
        finally:
            await client.close()

    return asyncio.run(run())
