"""Audits single pages: files and folders of HTML, or the pages of a WARC; nothing is crawled and nothing is kept."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from audits.judgement import PageJudgement, judge_page
from audits.page import Page
from audits.registry import find
from audits.store.failures import FAILURES
from audits.store.records import Fetch, Spot
from audits.store.sniff import is_html
from audits.store.warc import read_warc
from audits.visit import visit_of

ENDINGS = frozenset({".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".svg"})
"""Endings of files that are read out of a folder; a file that is named itself may be called anything."""

ROOT = "https://file.invalid"
"""Host that files are given: nothing is asked of it (RFC 2606 keeps the name from ever existing)."""

READ_CAP = 2 * 1024 * 1024  # bytes of a style sheet or picture that is read from disk


def files_of(target: Path) -> list[Path]:
    """The pages in a folder, sorted, or the file itself."""
    if target.is_dir():
        return sorted(path for path in target.rglob("*") if path.is_file() and _is_page(path))
    return [target]


def _is_page(path: Path) -> bool:
    ending = path.suffix.lower()
    if ending != ".xml":
        return ending in ENDINGS
    with path.open("rb") as file:  # XHTML is often kept so; a sitemap or feed is no page
        return b"http://www.w3.org/1999/xhtml" in file.read(1024)


def address_of(path: Path) -> str:
    """The address that a file is given; the browser is given the same."""
    return ROOT + quote(path.resolve().as_posix())


def inspect_file(path: Path, target: str, facts: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Audit one file, with what a browser saw of it if one did.

    What it refers to (style sheets) is read from the disk beside it. A picture, a workbook or the like is an object
    with an `error`. Raises `OSError`.
    """
    moment = datetime.now(UTC)
    body = path.read_bytes()
    media = _media(path)
    headers = (("content-type", media if media == "application/xhtml+xml" else "text/html"),)
    url = address_of(path)
    fetch = Fetch(url, "page", moment, 200, headers, body, len(body))
    if body and not is_html(fetch):
        return _unread(target, "this is no HTML file")
    page = Page(fetch, url, home=True, answers=Beside(path.resolve(), moment), facts=facts or {})
    return printed(target, judge_page(page))


def inspect_warc(path: Path, entry: Any) -> list[dict[str, Any]]:
    """Audit each page of a site's file; what could not be fetched is an object with an `error`."""
    archive = read_warc(path)
    visit = visit_of(entry, archive.fetches, archive.notes, archive.facts)
    if visit.pages:
        return [printed(entry.url if page.home else page.url, judge_page(page)) for page in visit.pages]
    last = next((fetch for fetch in reversed(visit.fetches) if fetch.kind == "page"), None)
    what = f"status {last.status}" if last and last.status else (last.failure if last else "nothing was fetched")
    why = f" ({FAILURES[what].sentence.rstrip('.')})" if what in FAILURES else ""
    return [_unread(entry.url, f"no page could be read: {what}{why}")]


def _unread(target: str, error: str) -> dict[str, Any]:
    return {"target": target, "findings": [], "measurements": {}, "error": error}


def printed(target: str, judgement: PageJudgement) -> dict[str, Any]:
    """One page as the object that `frontline inspect` prints."""
    measurements = {
        name: {"outcome": outcome.kind, "value": outcome.value, "unit": find(name).card.unit}
        | ({"reason": outcome.reason} if outcome.reason else {})
        for name, outcome in judgement.outcomes.items()
    }
    printed_page = {
        "target": target,
        "findings": [_finding(spot) for spot in judgement.spots],
        "measurements": measurements,
    }
    return printed_page | ({"note": judgement.note} if judgement.note else {})


class Beside(Mapping[str, Fetch]):
    """What lies beside a file on the disk, by the address that the page gives it; read when it is asked for.

    An address that begins with `/` counts from whichever folder above the file has it.
    """

    def __init__(self, page: Path, moment: datetime) -> None:
        self._page, self._moment = page, moment

    def __getitem__(self, url: str) -> Fetch:
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" != ROOT:
            raise KeyError(url)
        path = _find(self._page, unquote(parts.path))
        if path is None:
            raise KeyError(url)
        return _read(path, url, self._moment)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _find(page: Path, wanted: str) -> Path | None:
    for folder in (Path("/"), *page.parents):
        path = folder / wanted.lstrip("/")
        if path.is_file():
            return path
    return None


@lru_cache(maxsize=256)
def _read(path: Path, url: str, moment: datetime) -> Fetch:
    size = path.stat().st_size
    with path.open("rb") as file:
        body = file.read(READ_CAP)
    return Fetch(url, "resource", moment, 200, (("content-type", _media(path)),), body, size)


def _media(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "text/html"


def _finding(spot: Spot) -> dict[str, Any]:
    finding = {
        "audit": spot.audit,
        "level": spot.level,
        "grade": spot.grade,
        "wcag": list(spot.wcag),
        "severity": spot.severity,
        "selector": spot.place.selector,
        "snippet": spot.place.snippet,
        "message": spot.place.message,
    }
    return finding | ({"related": list(spot.related)} if spot.related else {})
