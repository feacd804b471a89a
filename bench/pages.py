"""The pages that the benchmarks of the audits weigh: files and folders of HTML, and the large pages of the shared sites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from audits.page import Page
from audits.store.records import Fetch, SiteEntry
from audits.visit import visit_of
from tests import corpus

LARGE = 15_000
"""Bytes from which a page of the shared sites, or of a folder, counts as large."""

_MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


def pages_of(source: str, limit: int) -> Iterator[Page]:
    """The pages of a file or folder, at most `limit` spread over it, or those of the shared sites (`dev`)."""
    if source == "dev":
        for name in corpus.site_names():
            yield from (page for page in corpus.visit_from_disk(name).pages if len(page.fetch.wire) > LARGE)
        return
    path = Path(source)
    files = [path] if path.is_file() else [f for f in sorted(path.rglob("*.html")) if f.stat().st_size > LARGE]
    for file in files[:: max(1, len(files) // limit)][:limit]:
        yield page_of(file)


def page_of(file: Path) -> Page:
    """The page, with the style sheets of its site (the folder that holds a robots.txt) as answers."""
    root = next((folder for folder in file.parents if (folder / "robots.txt").is_file()), file.parent)
    host = f"http://{root.name or 'page'}.test"
    url = f"{host}/{file.relative_to(root)}"
    return visit_of(SiteEntry(2, url, "bench"), [_fetch(url, file, "text/html"), *_styles(root, host)]).pages[0]


@cache
def _styles(root: Path, host: str) -> list[Fetch]:
    return [_fetch(f"{host}/{sheet.relative_to(root)}", sheet, "text/css") for sheet in sorted(root.rglob("*.css"))]


def _fetch(url: str, file: Path, media: str) -> Fetch:
    body = file.read_bytes()
    what = "page" if media == "text/html" else "resource"
    return Fetch(url, what, _MOMENT, 200, (("content-type", media),), body, len(body))
