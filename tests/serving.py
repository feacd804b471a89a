"""Serves folders of files on loopback, each on an address of its own, and remembers what was asked for."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Served:
    """The addresses of the served folders by name, and the requests as (time, address, method, path)."""

    port: int
    urls: dict[str, str] = field(default_factory=dict)
    log: list[tuple[float, str, str, str]] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    index_pages = ("index.html", "index.htm", "default.htm")

    def __init__(self, *args, log: list, **kwargs):
        self._log = log
        super().__init__(*args, **kwargs)

    def log_message(self, *args):
        pass

    def log_request(self, code="-", size="-"):
        self._log.append((time.monotonic(), self.server.server_address[0], self.command, self.path))

    def list_directory(self, path):
        self.send_error(404)

    def guess_type(self, path):
        return super().guess_type(path)


class _Listing(_Handler):
    """As `python -m http.server` does it: a folder without an index page is listed."""

    def list_directory(self, path):
        return SimpleHTTPRequestHandler.list_directory(self, path)


@contextmanager
def serve(folders: Mapping[str, Path], net: str = "127.0.1", listing: bool = False) -> Iterator[Served]:
    """Serve each folder on its own address `net`.1, `net`.2, …, all on one free port."""
    servers: list[_Server] = []
    served = Served(0)
    handler = _Listing if listing else _Handler
    try:
        for number, (name, folder) in enumerate(folders.items(), 1):
            server = _Server((f"{net}.{number}", served.port), partial(handler, directory=str(folder), log=served.log))
            served.port = server.server_address[1]
            served.urls[name] = f"http://{net}.{number}:{served.port}"
            servers.append(server)
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield served
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
