"""Serves folders on loopback addresses, one address a site, the way small web hosts do."""

from __future__ import annotations

import gzip
import mimetypes
import os
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKED = {".html", ".htm", ".css", ".js", ".svg", ".txt", ".xml", ".json"}
INDEX = ("index.html", "index.htm", "default.htm")
PORT = int(os.environ.get("BENCH_PORT", "8099"))


class Handler(SimpleHTTPRequestHandler):
    """GET of files below the site's folder; text packed with gzip where `pack` is set, chunked where `chunk` is."""

    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        path = self.server.root / unquote(urlsplit(self.path).path).lstrip("/")
        if path.is_dir():
            path = next((path / name for name in INDEX if (path / name).is_file()), path)
        if self.server.root.resolve() not in path.resolve().parents or not path.is_file():
            self._send(404, "text/html", b"<h1>Not Found</h1>", packed=False)
            return
        body = path.read_bytes()
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        packed = (
            self.server.pack and path.suffix.lower() in PACKED and "gzip" in self.headers.get("Accept-Encoding", "")
        )
        self._send(200, kind, gzip.compress(body, 6, mtime=0) if packed else body, packed=packed)

    def _send(self, status: int, kind: str, body: bytes, *, packed: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        chunked = self.server.chunk and packed
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if chunked:
            for start in range(0, len(body), 4096):
                piece = body[start : start + 4096]
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


class Site(ThreadingHTTPServer):
    """One folder on one loopback address."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, root: Path, number: int, *, pack: bool = False, chunk: bool = False, block: int = 1) -> None:
        super().__init__((f"127.0.{block}.{number}", PORT), Handler)
        self.root, self.pack, self.chunk = root, pack, chunk
        self.url = f"http://127.0.{block}.{number}:{PORT}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_: object) -> None:
        """A browser that hangs up is no error."""
