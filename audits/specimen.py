"""Makes pages and visits out of a few words, for examples, tests and single pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast
from urllib.parse import urlsplit

from audits.model import Answer, Example, SiteExample
from audits.page import Page
from audits.store.records import Fetch, FetchKind, SiteEntry
from audits.visit import Visit, visit_of

_TYPES = {
    ".css": "text/css", ".js": "text/javascript", ".xml": "application/xml", ".rss": "application/rss+xml",
    ".atom": "application/atom+xml", ".txt": "text/plain", ".png": "image/png", ".jpg": "image/jpeg",
    ".gif": "image/gif", ".svg": "image/svg+xml", ".webp": "image/webp", ".woff2": "font/woff2",
    ".pdf": "application/pdf", ".ics": "text/calendar", ".json": "application/json",
}  # fmt: skip


def example_page(example: Example) -> Page:
    """The page of a page audit's example."""
    html = example.html
    if isinstance(html, str) and "<html" not in html.lower():
        html = f'<!doctype html><html lang="en"><head><title>Example</title></head><body>{html}</body></html>'
    moment = datetime.fromisoformat(example.fetched_at)
    page = _fetch(example.url, Answer(html, headers=example.headers, kind="page"), moment)
    others = [_fetch(_absolute(example.url, path), answer, moment) for path, answer in example.files.items()]
    visit = visit_of(_entry(example.url), [page, *others], facts={example.url: example.sight})
    assert visit.home is not None, "the example is not an HTML page"
    return visit.home


def example_visit(example: SiteExample) -> Visit:
    """The visit of a site audit's example."""
    moment = datetime.fromisoformat(example.fetched_at)
    root = example.url.rstrip("/") + "/"
    fetches = [_fetch(_absolute(root, path), answer, moment) for path, answer in example.pages.items()]
    sight = {_absolute(root, path): seen for path, seen in example.sight.items()}
    return visit_of(_entry(fetches[0].url if fetches else root), fetches, facts=sight)


def page_of(
    html: str | bytes,
    url: str = "https://example.org/",
    headers: Mapping[str, str] | None = None,
    files: Mapping[str, str | bytes | Answer] | None = None,
) -> Page:
    """A page of exactly these bytes or this text."""
    text = html if isinstance(html, bytes) else html.encode()
    return example_page(Example(text, None, url=url, headers=headers or {}, files=files or {}))


def _fetch(url: str, answer: str | bytes | Answer, moment: datetime) -> Fetch:
    if not isinstance(answer, Answer):
        answer = Answer(answer)
    body = answer.body.encode() if isinstance(answer.body, str) else answer.body
    headers = {name.lower(): value for name, value in answer.headers.items()}
    path = urlsplit(url).path
    ending = path[path.rfind(".") :].lower() if "." in path.rpartition("/")[2] else ""
    if "content-type" not in headers:
        # Text that was given as text is UTF-8 and says so; bytes must speak for themselves.
        label = "; charset=utf-8" if isinstance(answer.body, str) else ""
        headers["content-type"] = _TYPES.get(ending, "text/html") + label
    length = int(headers.get("content-length", len(body)))
    return Fetch(
        url=url,
        kind=cast("FetchKind", answer.kind or _kind(path, headers["content-type"])),
        fetched_at=moment,
        status=None if answer.failure else answer.status,
        headers=tuple(headers.items()),
        wire=b"" if answer.failure else body,
        wire_bytes=None if answer.failure else length,
        failure=answer.failure,
    )


def _kind(path: str, content_type: str) -> FetchKind:
    if path == "/robots.txt":
        return "robots"
    if "rss" in content_type or "atom" in content_type or path.endswith(("feed.xml", "/feed/", "/feed")):
        return "feed"
    if "sitemap" in path and path.endswith(".xml"):
        return "sitemap"
    return "page" if content_type.startswith(("text/html", "application/xhtml")) else "resource"


def _absolute(root: str, path: str) -> str:
    if "://" in path:
        return path
    parts = urlsplit(root)
    return f"{parts.scheme}://{parts.netloc}/{path.lstrip('/')}"


def _entry(url: str) -> SiteEntry:
    return SiteEntry(line=2, url=url, key=urlsplit(url).hostname or "example")
