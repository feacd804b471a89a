"""Gives a page on the disk to the browser, and what lies beside it; everything else stays shut."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

ROOT = "https://file.invalid"
"""Host that files are given, as in audits/inspection.py: nothing is asked of it (RFC 2606)."""

CAP = 16 * 1024 * 1024
SHOWN = frozenset({
    ".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".css", ".js", ".mjs", ".json", ".svg", ".png", ".jpg",
    ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".vtt", ".xml", ".txt",
})  # fmt: skip


async def give(route: Any, page: Path) -> None:
    """Answer one request out of the folders above the page. An address from `/` counts from whichever of them has it."""
    path = unquote(urlsplit(route.request.url).path)
    found = page if path == page.as_posix() else _find(page, path)
    if found is None or found.stat().st_size > CAP:
        await route.fulfill(status=404, content_type="text/plain", body="")
        return
    kind, body = mimetypes.guess_type(found.name)[0] or "text/html", found.read_bytes()
    await route.fulfill(status=200, content_type=kind + _label(kind, body), body=body)


def _label(kind: str, body: bytes) -> str:
    """An unlabelled file in UTF-8 is read as that, as the audits read it: over a server's answer a browser would not guess."""
    if not kind.startswith("text/") or b"charset" in body[:1024].lower() or body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    try:
        body.decode()
    except UnicodeDecodeError:
        return ""
    return "; charset=utf-8"


def _find(page: Path, wanted: str) -> Path | None:
    for folder in (Path("/"), *page.parents):
        path = folder / wanted.lstrip("/")
        if path.suffix.lower() in SHOWN and ".." not in path.parts and path.is_file():
            return path
    return None
