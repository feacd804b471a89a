"""The corpus of real sites beside the checkout: test input only, never copied; tests that need it skip loudly without."""

from __future__ import annotations

import csv
import mimetypes
import os
from collections import deque
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from lxml import html as lxml_html

from audits.page import Page
from audits.store.records import Fetch, SiteEntry
from audits.store.sniff import is_html
from audits.visit import Visit, visit_of

SHARED = Path(os.environ.get("FRONTLINE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
DEV = SHARED / "corpus" / "dev"
START = {"troop22-freeservers": "/home.html", "xfiles-sculder24": "/The%20X%20Files.htm"}
FETCHED = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

needs_corpus = pytest.mark.skipif(not DEV.is_dir(), reason=f"NO CORPUS at {DEV}: this test did not run")
needs_cases = pytest.mark.skipif(
    not (SHARED / "accessibility").is_dir(), reason=f"NO ACCESSIBILITY CASES at {SHARED}: this test did not run"
)


def site_names() -> list[str]:
    return sorted(path.name for path in DEV.iterdir()) if DEV.is_dir() else []


def labels() -> dict[str, dict[str, str]]:
    with (SHARED / "corpus" / "labels.csv").open(encoding="utf-8", newline="") as lines:
        return {row["name"]: row for row in csv.DictReader(lines)}


@cache
def visit_from_disk(name: str, limit: int = 60) -> Visit:
    """Follow a site's links on disk, breadth first from its start page, as a crawl of it would, and return the visit."""
    root = DEV / name
    host = f"http://{name}.test"
    start = host + START.get(name, "/")
    fetches: list[Fetch] = [_read(root, host + "/robots.txt", "robots")]
    queue, seen, pages = deque([start]), {start}, 0
    resources: list[str] = []
    while queue and pages < limit:
        fetch = _read(root, queue.popleft(), "page")
        fetches.append(fetch)
        if not is_html(fetch):
            continue
        pages += 1
        page = Page(fetch, fetch.url)
        for element, attribute, _, _ in lxml_html.HtmlElement.iterlinks(page.root):
            reference = element.get(attribute or "", "") if attribute else ""
            url = urldefrag(page.join(reference)).url
            if not url.startswith(host + "/") or url in seen:
                continue
            seen.add(url)
            if element.tag in {"a", "area", "frame", "iframe"}:
                queue.append(url)
            else:
                resources.append(url)
    fetches += [_read(root, url, "resource") for url in resources]
    key = name
    return visit_of(SiteEntry(2, start, key, name=name), fetches)


def _read(root: Path, url: str, kind: str) -> Fetch:
    path = root / unquote(urlsplit(url).path).lstrip("/")
    if path.is_dir():
        path = next((path / n for n in ("index.html", "index.htm", "default.htm") if (path / n).is_file()), path)
    if root.resolve() not in path.resolve().parents or not path.is_file():
        return Fetch(
            url,
            kind,
            FETCHED,
            status=404,
            headers=(("Content-Type", "text/html"),),
            wire=b"<h1>Not Found</h1>",
            wire_bytes=18,
        )
    body = path.read_bytes()
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    keep = media.startswith(
        ("text/", "application/xml", "application/javascript", "application/xhtml", "application/json")
    )
    headers = (("Content-Type", media), ("Content-Length", str(len(body))))
    return Fetch(url, kind, FETCHED, 200, headers, body if keep else b"", len(body))
