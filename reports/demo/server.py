"""Serves the example sites on loopback, each on its own address, all on one port."""

from __future__ import annotations

import csv
import gzip
import io
import posixpath
import socket
import threading
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from reports.demo import pictures

HERE = Path(__file__).parent
PORTS = range(8460, 8500)
"""Tried in this order, so that the addresses in a report are the same each time; any free port after that."""

TYPES = {
    ".html": "text/html; charset=utf-8", ".htm": "text/html", ".php": "text/html; charset=UTF-8",
    ".css": "text/css", ".js": "text/javascript", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml",
    ".ics": "text/calendar; charset=utf-8", ".png": "image/png", ".gif": "image/gif", ".jpg": "image/jpeg",
    ".swf": "application/x-shockwave-flash",
}  # fmt: skip
"""`.htm` carries no charset on purpose: the servers of its day sent none."""

FEEDS = {"/feed.xml", "/feed/"}
INDEXES = ("index.html", "index.htm", "index.xml")


@dataclass(frozen=True, slots=True)
class DemoSite:
    """One example site: its line in the list, its folder, and how its server behaves.

    `start` is the path of the front page, `modified` the Last-Modified of its files (empty: none is sent).
    """

    name: str
    group: str
    folder: Path
    start: str = "/"
    area: str = ""
    lat: float | None = None
    lon: float | None = None
    charity_number: str = ""
    gzip: bool = False
    modified: str = ""
    fallback: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    modified_paths: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@cache
def demo_sites() -> tuple[DemoSite, ...]:
    """The example sites, in the order of their list."""
    with (HERE / "sites.toml").open("rb") as lines:
        return tuple(
            DemoSite(**{**entry, "folder": HERE / "sites" / entry["folder"]}) for entry in tomllib.load(lines)["site"]
        )


@contextmanager
def serve() -> Iterator[list[str]]:
    """Serve every example site until the block ends; gives the address of each front page, in order."""
    sites = demo_sites()
    servers = _listen(sites)
    threads = [threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield [server.root + site.start for server, site in zip(servers, sites, strict=True)]
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
        for thread in threads:
            thread.join()


def demo_csv(urls: list[str]) -> str:
    """The list of the example sites as `frontline run` reads it, with one column more than it needs."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["url", "name", "group", "area", "lat", "lon", "charity_number"])
    for url, site in zip(urls, demo_sites(), strict=True):
        table.writerow([url, site.name, site.group, site.area, site.lat, site.lon, site.charity_number])
    return text.getvalue()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a browser's idle connection must not hold up the end

    def __init__(self, site: DemoSite, address: tuple[str, int]) -> None:
        self.site = site
        super().__init__(address, _Handler)
        self.root = f"http://{address[0]}:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who hangs up is no news."""


def _listen(sites: tuple[DemoSite, ...]) -> list[_Server]:
    """One server per site on 127.0.2.1 and up, all on one port.

    Where the machine knows no loopback address but 127.0.0.1 (macOS), the sites get a port each instead.
    """
    try:
        _probe("127.0.2.1", 0)
    except OSError:
        return [_Server(site, ("127.0.0.1", 0)) for site in sites]
    addresses = [f"127.0.2.{place}" for place in range(1, len(sites) + 1)]
    for port in (*PORTS, *(0 for _ in range(20))):
        opened: list[_Server] = []
        try:
            for site, address in zip(sites, addresses, strict=True):
                opened.append(_Server(site, (address, opened[0].server_port if opened else port)))
        except OSError:
            for server in opened:
                server.server_close()
        else:
            return opened
    raise OSError("No port is free on 127.0.2.1 and the addresses after it: the example sites cannot be served.")


def _probe(address: str, port: int) -> None:
    with socket.socket() as probe:
        probe.bind((address, port))


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 30
    error_bodies: ClassVar[Mapping[int, str]] = {
        404: "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>",
        405: "<html><head><title>405</title></head><body><h1>This demonstration takes no messages</h1></body></html>",
    }

    def do_GET(self) -> None:
        path = posixpath.normpath("/" + unquote(urlsplit(self.path).path).lstrip("/"))
        if urlsplit(self.path).path.endswith("/") and path != "/":
            path += "/"
        body = self._body(path)
        if body is None and not path.endswith("/") and (self.server.site.folder / path[1:]).is_dir():
            self._answer(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": path + "/"})
        elif body is not None:
            self._file(path, body)
        elif self.server.site.fallback:
            self._file(self.server.site.fallback, self._body(self.server.site.fallback) or b"")
        else:
            self._error(HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET  # noqa: N815 - the name is the standard library's

    def do_POST(self) -> None:
        self.close_connection = True
        self._error(HTTPStatus.METHOD_NOT_ALLOWED)

    def _body(self, path: str) -> bytes | None:
        """The bytes at a path: a drawn picture, a file, a folder's index; None when there is nothing."""
        drawing = self.server.site.pictures.get(path)
        if drawing:
            return _draw(**drawing)
        file = self._find(path)
        if file is None:
            return None
        body = file.read_bytes()
        if file.suffix in {".xml", ".txt"}:
            body = body.replace(b"{root}", self.server.root.encode())
        return body

    def _find(self, path: str) -> Path | None:
        folder = self.server.site.folder
        file = folder / path[1:]
        if path.endswith("/"):
            return next((file / name for name in INDEXES if (file / name).is_file()), None)
        return file if file.is_file() and folder in file.parents else None

    def _file(self, path: str, body: bytes) -> None:
        site = self.server.site
        file = self._find(path)
        headers = {
            "Content-Type": TYPES.get(
                Path(path if file is None else file.name).suffix.lower(), "application/octet-stream"
            )
        }
        if path in FEEDS:
            headers["Content-Type"] = "application/rss+xml; charset=UTF-8"
        stamp = site.modified_paths.get(path, site.modified)
        if stamp:
            moment = datetime.fromisoformat(stamp)
            headers["Last-Modified"] = format_datetime(moment.astimezone(UTC), usegmt=True)
            if self._unchanged_since(moment):
                self._answer(HTTPStatus.NOT_MODIFIED, b"", headers)
                return
        packable = headers["Content-Type"].startswith(("text/", "application/xml", "application/rss"))
        if site.gzip and packable:
            headers["Vary"] = "Accept-Encoding"
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                headers["Content-Encoding"] = "gzip"
                body = gzip.compress(body, 6, mtime=0)
        self._answer(HTTPStatus.OK, body, headers)

    def _unchanged_since(self, moment: datetime) -> bool:
        try:
            return parsedate_to_datetime(self.headers["If-Modified-Since"]) >= moment
        except (TypeError, ValueError):  # no such header, or no date in it
            return False

    def _error(self, status: HTTPStatus) -> None:
        own = self.server.site.folder / f"{status.value}.html"
        body = own.read_bytes() if own.is_file() else self.error_bodies[status.value].encode()
        self._answer(status, body, {"Content-Type": "text/html; charset=utf-8"})

    def _answer(self, status: HTTPStatus, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response_only(status)
        for name, value in (("Date", self.date_time_string()), *self.server.site.headers.items(), *headers.items()):
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD" and status != HTTPStatus.NOT_MODIFIED:
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the standard library's
        """Nothing: standard error is for progress."""


def _draw(kind: str, scene: str = "", width: int = 0, height: int = 0, grain: int = 0, *, clear: bool = False) -> bytes:
    if kind == "png":
        return pictures.png(scene, width, height, grain)
    if kind == "gif":
        return pictures.gif(scene, width, height, clear=clear)
    if kind == "jpeg":
        return pictures.jpeg(scene, width, height)
    return pictures.swf()
