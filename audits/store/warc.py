"""Writes and reads the WARC file of one site; it takes foreign WARC files too."""

from __future__ import annotations

import io
import json
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast, get_args
from urllib.parse import quote, unquote, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from audits.store.records import Fetch, FetchKind, Picture, PictureKind
from audits.store.webp import webp_size

NOTES = "urn:frontline:visit"
"""Target of the last record of a site's file: what the crawl has to say of itself."""

BROWSER = "urn:frontline:browser:"
"""Target prefix of what a browser saw of a page; the page's URL follows."""

PICTURE = "urn:frontline:picture:"
"""Target prefix of a picture of a page, as WebP; its kind, a colon and the page's URL follow."""

BODY_CAP = 16 * 1024 * 1024
"""Bytes read of one record of a foreign file: a page is never longer, a video may be."""

_KINDS = frozenset(get_args(FetchKind))
_PICTURES = frozenset(get_args(PictureKind))
_SELECTOR = "Frontline-Selector"
_STAMP = "%Y-%m-%dT%H:%M:%S.%fZ"


class WarcError(Exception):
    """A WARC file cannot be read; the message is one sentence for the user."""


class SiteWarc:
    """The file of one site while it is being written: `.part` until it is sealed.

    A sealed file is the checkpoint of the crawl: it appears whole, under its name, or not at all.
    """

    def __init__(self, path: Path, software: str) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part")
        path.parent.mkdir(parents=True, exist_ok=True)
        # Unbuffered, a record at a time: what a full disk leaves in a buffer could never be closed.
        self._file = self._part.open("wb", buffering=0)
        self._buffer = io.BytesIO()
        self._packed = _Members(self._buffer)
        self._writer = WARCWriter(self._packed, gzip=False)
        info = {"software": software, "format": "WARC File Format 1.1", "robots": "obey"}
        try:
            self._put(self._writer.create_warcinfo_record(path.name, info))
        except OSError:
            self.discard()
            raise

    def write(self, fetch: Fetch) -> None:
        """Write one answer as a `response` record, or one failure as a `metadata` record."""
        if fetch.status is None:
            payload = {"kind": fetch.kind, "failure": fetch.failure, "detail": fetch.detail, "via": fetch.via}
            self._metadata(fetch.url, payload, fetch.fetched_at)
            return
        headers = {
            "WARC-Date": _stamp(fetch.fetched_at),
            "Frontline-Kind": fetch.kind,
            "Frontline-Wire-Bytes": "" if fetch.wire_bytes is None else str(fetch.wire_bytes),
            "Frontline-At-Least": "yes" if fetch.at_least else "",
            "Frontline-Seconds": "" if fetch.seconds is None else f"{fetch.seconds:.3f}",
            "Frontline-Via": _line(fetch.via),
            "Frontline-Failure": fetch.failure,
            "Frontline-Detail": _line(fetch.detail),
            "WARC-IP-Address": fetch.address,
        }
        if fetch.wire_bytes is None or fetch.at_least or len(fetch.wire) < fetch.wire_bytes:
            headers["WARC-Truncated"] = "length"
        http = StatusAndHeaders(
            f"{fetch.status} {_REASONS.get(fetch.status, '')}".strip(),
            [(_name(name), _line(value)) for name, value in fetch.headers],
            protocol="HTTP/1.1",
        )
        if fetch.header("content-encoding") or fetch.media_type.startswith(("image/", "font/")):
            self._packed.level = zlib.Z_BEST_SPEED
        record = self._writer.create_warc_record(
            fetch.url,
            "response",
            payload=io.BytesIO(fetch.wire),
            length=len(fetch.wire),
            http_headers=http,
            warc_headers_dict={name: value for name, value in headers.items() if value},
        )
        self._put(record)

    def write_facts(self, url: str, facts: Mapping[str, Any], moment: datetime) -> None:
        """Write what a browser saw of a page as a `resource` record."""
        body = json.dumps(facts, ensure_ascii=False).encode()
        record = self._writer.create_warc_record(
            BROWSER + url,
            "resource",
            payload=io.BytesIO(body),
            length=len(body),
            warc_content_type="application/json",
            warc_headers_dict={"WARC-Date": _stamp(moment)},
        )
        self._put(record)

    def write_picture(self, picture: Picture, moment: datetime) -> None:
        """Write a picture of a page, or of an element of it, as a `resource` record."""
        headers = {"WARC-Date": _stamp(moment)}
        if picture.selector:
            headers[_SELECTOR] = quote(picture.selector)
        record = self._writer.create_warc_record(
            f"{PICTURE}{picture.kind}:{picture.url}",
            "resource",
            payload=io.BytesIO(picture.body),
            length=len(picture.body),
            warc_content_type="image/webp",
            warc_headers_dict=headers,
        )
        self._packed.level = zlib.Z_BEST_SPEED
        self._put(record)

    def seal(self, notes: Mapping[str, Any], moment: datetime) -> Path:
        """Write the crawl's own notes as the last record and give the file its name. It is on disk after that."""
        self._metadata(NOTES, notes, moment)
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._path)
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return self._path

    def discard(self) -> None:
        """Throw away what is not whole."""
        self._file.close()
        self._part.unlink(missing_ok=True)

    def _put(self, record: Any) -> None:
        self._writer.write_record(record)
        self._packed.flush()
        rest = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        while rest:
            rest = rest[self._file.write(rest) :]

    def _metadata(self, target: str, payload: Mapping[str, Any], moment: datetime) -> None:
        body = json.dumps(payload, ensure_ascii=False, default=str).encode()
        record = self._writer.create_warc_record(
            target,
            "metadata",
            payload=io.BytesIO(body),
            length=len(body),
            warc_content_type="application/json",
            warc_headers_dict={"WARC-Date": _stamp(moment)},
        )
        self._put(record)


class _Members:
    """Packs each record as one gzip member, as the standard asks; warcio's own packing takes pains that cost more than they save."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.level = _LEVEL
        self._packer: Any = None

    def write(self, data: bytes) -> None:
        if self._packer is None:
            self._packer = zlib.compressobj(self.level, zlib.DEFLATED, zlib.MAX_WBITS + 16)
        self._file.write(self._packer.compress(data))

    def flush(self) -> None:
        """The end of a record."""
        if self._packer is not None:
            self._file.write(self._packer.flush())
        self._packer, self.level = None, _LEVEL


_LEVEL = 5
"""Of packing text: 9 takes three times as long for 2 % less; what came packed gets the least."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What a WARC file holds of one or more sites.

    `whole` is false where the file breaks off; `notes` is empty in foreign files; `facts` are browser facts by URL.
    """

    fetches: tuple[Fetch, ...]
    notes: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    whole: bool = True


def read_warc(path: Path) -> Archive:
    """Read a site's file, or any WARC or ARC file. Raises `WarcError` where it is none at all."""
    fetches: list[Fetch] = []
    facts: dict[str, Mapping[str, Any]] = {}
    notes: Mapping[str, Any] = {}
    whole, seen, ours = True, False, False
    try:
        _must_be_warc(path)
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, arc2warc=True):
                seen = True
                if record.rec_type == "warcinfo":
                    ours = ours or record.raw_stream.read(4096).lower().startswith(b"software: frontline")
                    continue
                target = record.rec_headers.get_header("WARC-Target-URI") or ""
                if target == NOTES:
                    notes = json.loads(record.raw_stream.read())
                elif target.startswith(BROWSER):
                    facts[target.removeprefix(BROWSER)] = json.loads(record.raw_stream.read())
                elif fetch := _fetch(record, target):
                    fetches.append(fetch)
    except OSError as error:
        raise WarcError(f"{path} cannot be read ({error.strerror or error}).") from error
    except (ArchiveLoadFailed, EOFError, ValueError, KeyError, AttributeError, TypeError, zlib.error) as error:
        # A cut or damaged file: what was read before it broke is true, and it is said that it broke.
        if not seen:
            raise WarcError(f"{path} is no WARC file ({_short(error)}).") from error
        whole = False
    if not seen:
        raise WarcError(f"{path} holds no WARC record.")
    # warcio reads a file that breaks off inside a gzip member as if it ended there; ours end with their notes.
    return Archive(tuple(fetches), notes, facts, whole and (bool(notes) or not ours))


def read_pictures(path: Path) -> tuple[Picture, ...]:
    """The pictures that a site's file holds, in its order: of each opened page the phone's, the desk's, then its crops.

    To show them: `phone` and `desktop` are the first glass of the page whose address is `url` (the same as the page's in
    `run.sqlite`). A `crop` is the element at `selector` of that page, as findings name it (`Place.url`,
    `Place.selector`), so `{(each.url, each.selector): each for each in read_pictures(path) if each.kind == "crop"}`
    has the crop of a finding, where there is one. All are WebP: `data:image/webp;base64,…` shows them without a file.
    `width` and `height` are the picture's own pixels, one for each CSS pixel of the page.

    A file that breaks off gives those that came before. Raises `WarcError` where the file cannot be read.
    """
    found: list[Picture] = []
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                target = record.rec_headers.get_header("WARC-Target-URI") or ""
                if target.startswith(PICTURE):
                    kind, _, url = target.removeprefix(PICTURE).partition(":")
                    selector = unquote(record.rec_headers.get_header(_SELECTOR) or "")
                    body = record.raw_stream.read(BODY_CAP)
                    width, height = webp_size(body)
                    if kind in _PICTURES and width:
                        found.append(Picture(url, cast("PictureKind", kind), body, width, height, selector))
    except OSError as error:
        raise WarcError(f"{path} cannot be read ({error.strerror or error}).") from error
    except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, TypeError, zlib.error):
        return tuple(found)
    return tuple(found)


def _must_be_warc(path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith(b"\x1f\x8b"):
        head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 64)
    if not head.startswith((b"WARC/", b"filedesc:")):
        raise WarcError(f"{path} is no WARC file. Name files that a web archive or a crawler wrote (.warc, .warc.gz).")


def _fetch(record: Any, target: str) -> Fetch | None:
    if record.rec_type == "metadata" and record.rec_headers.get_header("Content-Type") == "application/json":
        return _failure(record, target)
    if urlsplit(target).scheme not in {"http", "https"}:
        return None
    if record.rec_type == "resource":
        body = record.raw_stream.read(BODY_CAP)
        media = record.rec_headers.get_header("Content-Type") or ""
        return Fetch(target, _guess(target, media), _moment(record), 200, (("Content-Type", media),), body, len(body))
    if record.rec_type != "response" or record.http_headers is None:
        return None
    return _response(record, target)


def _response(record: Any, target: str) -> Fetch:
    http, warc = record.http_headers, record.rec_headers
    stream: Any = record.raw_stream
    headers = tuple((str(name), str(value)) for name, value in http.headers)
    chunked = (http.get_header("Transfer-Encoding") or "").lower() == "chunked"
    if chunked:
        stream = ChunkedDataReader(stream, decomp_type=None)
    body = _read_all(stream)
    if chunked:
        headers = tuple(pair for pair in headers if pair[0].lower() != "transfer-encoding")
    kind = warc.get_header("Frontline-Kind") or ""
    wire_bytes = warc.get_header("Frontline-Wire-Bytes")
    length = int(wire_bytes) if wire_bytes else (None if kind else len(body))
    seconds = warc.get_header("Frontline-Seconds")
    cut = bool(warc.get_header("WARC-Truncated"))
    return Fetch(
        url=target,
        kind=cast("FetchKind", kind) if kind in _KINDS else _guess(target, http.get_header("Content-Type") or ""),
        fetched_at=_moment(record),
        status=int(http.get_statuscode()),
        headers=headers,
        wire=body,
        wire_bytes=length,
        at_least=bool(warc.get_header("Frontline-At-Least")) or (cut and not kind),
        failure=warc.get_header("Frontline-Failure") or "",
        detail=warc.get_header("Frontline-Detail") or "",
        via=warc.get_header("Frontline-Via") or "",
        seconds=float(seconds) if seconds else None,
        address=warc.get_header("WARC-IP-Address") or "",
    )


def _read_all(stream: Any) -> bytes:
    parts, size = [], 0
    while size < BODY_CAP and (part := stream.read(min(65536, BODY_CAP - size))):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _failure(record: Any, target: str) -> Fetch | None:
    try:
        payload = json.loads(record.raw_stream.read(BODY_CAP))
    except ValueError:
        return None
    if not isinstance(payload, dict) or payload.get("kind") not in _KINDS or "failure" not in payload:
        return None
    return Fetch(
        target,
        payload["kind"],
        _moment(record),
        failure=str(payload["failure"]),
        detail=str(payload.get("detail", "")),
        via=str(payload.get("via", "")),
    )


def _guess(url: str, media: str) -> FetchKind:
    """What a foreign record was fetched for, told from its address and label."""
    path = urlsplit(url).path.lower()
    media = media.partition(";")[0].strip().lower()
    if path == "/robots.txt":
        return "robots"
    if media in {"application/rss+xml", "application/atom+xml"}:
        return "feed"
    if media in {"text/xml", "application/xml"} and "sitemap" in path:
        return "sitemap"
    if media in {"text/xml", "application/xml"} and any(word in path for word in ("feed", "rss", "atom")):
        return "feed"
    return "page" if media in {"text/html", "application/xhtml+xml", ""} else "resource"


def _moment(record: Any) -> datetime:
    text = record.rec_headers.get_header("WARC-Date") or ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_STAMP)


def _line(value: str) -> str:
    """Header values end where a line ends; what a server smuggled in stays in its line."""
    return " ".join(value.split("\r\n")).replace("\n", " ").replace("\r", " ").replace("\0", "")


def _name(name: str) -> str:
    """Header names are tokens (RFC 9110 5.1); warcio raises on anything but ASCII there."""
    return "".join(character if "!" <= character <= "~" and character != ":" else "_" for character in name) or "_"


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


_REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 403: "Forbidden", 404: "Not Found", 429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable"}  # fmt: skip
