"""Tells a page from what is only labelled as one."""

from __future__ import annotations

from audits.store.records import Fetch

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})

_NOT_HTML = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF87a", b"GIF89a", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"BM", b"ID3",
    b"\x00\x00\x01\x00", b"MZ",
)  # fmt: skip


def is_html(fetch: Fetch) -> bool:
    """Is this answer a page that a person could read? What is labelled HTML and is not (pictures, PDF) is none."""
    if not fetch.ok or not fetch.wire:
        return False
    head = fetch.wire[:512].lstrip()
    if head.startswith(_NOT_HTML):
        # A gzip signature without a Content-Encoding line is a file, with one it is the packing.
        return bool(fetch.header("content-encoding")) and fetch.media_type in HTML_TYPES
    if fetch.media_type in HTML_TYPES:
        return True
    # Without a label, or with one that is no media type, browsers look at the bytes (WHATWG MIME Sniffing 7).
    unlabelled = fetch.media_type.count("/") != 1 or fetch.media_type in {"unknown/unknown", "*/*"}
    return unlabelled and (b"<html" in head.lower() or head.lower().startswith(b"<!doctype html"))
