"""Weighs groups of audits as a worker runs them, with no clock inside: what bench/audits.py breaks down, in one figure each.

`python bench/groups.py CORPUS/sites dev` from the root of the checkout. A page's text and tree are made outside; every
derived fact that a group needs is paid for by it. The best of several rounds counts, because other work only lengthens.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from audits.judgement import prepare
from audits.page import MADE, Page
from audits.registry import page_audits, site_audits
from audits.store.records import CATEGORIES, Fetch, SiteEntry
from audits.visit import visit_of
from tests import corpus

LARGE = 15_000  # bytes from which a page counts as large
MOMENT = datetime(2026, 11, 23, tzinfo=UTC)
GROUPS = {
    "freshness, content, interactivity, social": 6.0,
    "accessibility": 8.0,
    "legacy, safety": 2.0,
    "weight, mobile": 0.0,
    ", ".join(CATEGORIES): 0.0,
}
"""Milliseconds a page that each may take; 0 where nothing was asked for."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pages", nargs="+", help="folders, or `dev`")
    options.add_argument("--rounds", type=int, default=6)
    options.add_argument("--limit", type=int, default=40, help="pages of one folder")
    given = options.parse_args()
    gc.set_threshold(200_000, 1000, 1000)  # as the audit processes do
    print("| ms per page | " + " | ".join(given.pages) + " | budget |\n| --- |" + " --- |" * (len(given.pages) + 1))
    sources = [list(_dev() if source == "dev" else _folder(Path(source), given.limit)) for source in given.pages]
    for group, budget in GROUPS.items():
        cells = [f"{weighed(pages, group.split(', '), given.rounds):.2f}" for pages in sources]
        print(f"| {group if budget or len(group) < 40 else 'all'} | {' | '.join(cells)} | {budget or ''} |", flush=True)


def weighed(pages: list[Page], categories: list[str], rounds: int) -> float:
    """Milliseconds of CPU per page, text and tree not counted."""
    chosen = [audit for audit in page_audits() if audit.card.category in categories]
    needs = [need for audit in site_audits() if audit.card.category in categories for need in audit.needs]
    best = float("inf")
    for _ in range(rounds):
        spent = 0.0
        for page in pages:
            for name in MADE:
                page.__dict__.pop(name, None)
            page.memo.clear()
            _ = page.decoded, page.parsed
            begun = time.thread_time()
            for audit in chosen:
                audit.run(page)
            prepare(page, needs)
            spent += time.thread_time() - begun
        best = min(best, spent / len(pages) * 1000)
    return best


def _dev() -> Iterator[Page]:
    for name in corpus.site_names():
        yield from (page for page in corpus.visit_from_disk(name).pages if len(page.fetch.wire) > LARGE)


def _folder(folder: Path, limit: int) -> Iterator[Page]:
    """Pages spread over the folder's sites, each with the style sheets of its site as answers."""
    files = [file for file in sorted(folder.rglob("*.html")) if file.stat().st_size > LARGE]
    for file in files[:: max(1, len(files) // limit)][:limit]:
        root = next((above for above in file.parents if (above / "robots.txt").is_file()), file.parent)
        host = f"http://{root.name or 'page'}.test"
        sheets = [_fetch(f"{host}/{each.relative_to(root)}", each, "text/css") for each in sorted(root.rglob("*.css"))]
        url = f"{host}/{file.relative_to(root)}"
        yield visit_of(SiteEntry(2, url, "bench"), [_fetch(url, file, "text/html"), *sheets]).pages[0]


def _fetch(url: str, file: Path, media: str) -> Fetch:
    body = file.read_bytes()
    what = "page" if media == "text/html" else "resource"
    return Fetch(url, what, MOMENT, 200, (("content-type", media),), body, len(body))


if __name__ == "__main__":
    main()
