"""Fetches one page and everything a phone would load of it from loopback, as the crawl does, without its manners."""

from __future__ import annotations

import http.client
from datetime import UTC, datetime
from urllib.parse import urldefrag, urlsplit

from audits.page import Page
from audits.store.records import Fetch, FetchKind, SiteEntry
from audits.store.sniff import is_html
from audits.store.subresources import join, letters_of, sheet_references, subresources
from audits.store.text import decode
from audits.store.unpack import unpack
from audits.visit import Visit, visit_of

KEPT = ("text/", "application/javascript", "application/xml", "application/xhtml", "application/json", "image/svg")
HEAD = 2048  # of a picture, so that its dimensions can be read


def gather(url: str) -> Visit:
    """The visit of that page alone."""
    connections: dict[str, http.client.HTTPConnection] = {}
    fetches: dict[str, Fetch] = {}
    letters = set("a")
    queue: list[tuple[str, FetchKind, int]] = [(url, "page", 0)]
    while queue:
        address, kind, depth = queue.pop(0)
        address = urldefrag(address).url
        if address in fetches or not urlsplit(address).hostname or not address.startswith("http://127."):
            continue
        fetch = fetches[address] = _get(address, kind, connections)
        if fetch.location:
            queue.append((join(address, fetch.location), kind, depth))
            continue
        if is_html(fetch) and depth < 4:
            page = Page(fetch, address)
            letters.update(letters_of(page.root))
            queue += [
                (one.url, "page" if one.kind == "frame" else "resource", depth + 1)
                for one in subresources(page.root, address)
            ]
        elif fetch.ok and fetch.media_type == "text/css" and depth < 8:
            text = decode(unpack(fetch.wire, fetch.header("content-encoding")).body, fetch.header("content-type")).text
            queue += [
                (one.url, "resource", depth + 1) for one in sheet_references(text, address, letters="".join(letters))
            ]
    for connection in connections.values():
        connection.close()
    return visit_of(SiteEntry(2, url, "bench"), list(fetches.values()))


def _get(url: str, kind: FetchKind, connections: dict[str, http.client.HTTPConnection]) -> Fetch:
    parts = urlsplit(url)
    if parts.netloc not in connections:
        connections[parts.netloc] = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection = connections[parts.netloc]
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    now = datetime.now(UTC)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip, deflate, br", "Accept": "*/*"})
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        connections.pop(parts.netloc, None)
        return Fetch(url, kind, now, failure="connection", detail=str(error))
    media = answer.headers.get_content_type()
    keep = body if media.startswith(KEPT) else body[:HEAD]
    return Fetch(url, kind, now, answer.status, tuple(answer.getheaders()), keep, len(body))
