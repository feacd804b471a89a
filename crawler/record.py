"""Turns Scrapy's responses and exceptions into `Fetch` records; the only translator."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy import Request
from scrapy.http import Response

from audits.store.records import Fetch, FetchKind
from crawler.failures import failure_name

PAGE_CAP = 8 * 1024 * 1024
"""Bytes read of one page, style, script or feed: more is no page but an accident or an attack."""

KEPT_OF_IMAGE = 2048
"""Bytes kept of a picture: its format and size in pixels stand there. GIF is kept whole: its frames are counted."""

_KEPT = (
    b"text/", b"application/javascript", b"application/x-javascript", b"application/json", b"application/xml",
    b"application/ecmascript", b"image/svg", b"image/gif",
)  # fmt: skip


def fetch_of(request: Request, response: Response, kind: FetchKind, via: str, seconds: float) -> Fetch:
    """An answer, with the body as it came on the wire."""
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
    flags, body = response.flags or [], response.body
    stopped = "download_stopped" in flags
    promised = _number(response.headers.get("Content-Length"))
    if promised is not None and (stopped or len(body) == promised):
        wire_bytes, at_least = promised, False
    else:
        wire_bytes, at_least = len(body), stopped
    failure, detail = "", ""
    if "dataloss" in flags:
        failure, detail = "body_cut", f"{len(body)} bytes came" + (f" of {promised} promised" if promised else "")
    elif stopped and kind != "resource":
        failure, detail = "body_too_large", f"read to {len(body)} bytes"
    return Fetch(
        url=request.url,
        kind=kind,
        fetched_at=datetime.now(UTC),
        status=response.status,
        headers=headers,
        wire=_kept(response, body) if kind == "resource" else body,
        wire_bytes=wire_bytes,
        at_least=at_least,
        failure=failure,
        detail=detail,
        via=via,
        seconds=round(seconds, 3),
        address=str(response.ip_address or ""),
    )


def failure_of(request: Request, error: Exception, kind: FetchKind, via: str) -> Fetch:
    """The named reason why there is no answer."""
    detail = " ".join(str(error).split())[:300]
    return Fetch(request.url, kind, datetime.now(UTC), failure=failure_name(request, error), detail=detail, via=via)


def _kept(response: Response, body: bytes) -> bytes:
    media = (response.headers.get("Content-Type") or b"").partition(b";")[0].strip().lower()
    if media.startswith(_KEPT):
        return body
    return body[:KEPT_OF_IMAGE]


def _number(value: bytes | None) -> int | None:
    text = (value or b"").strip()
    return int(text) if text.isdigit() and len(text) < 16 else None
