"""Weighs groups of audits as a worker runs them, with no clock inside: what bench/audits.py breaks down, in one figure each.

`python bench/groups.py CORPUS/sites dev` from the root of the checkout. A page's text and tree are made outside; every
derived fact that a group needs is paid for by it. The best of several rounds counts, because other work only lengthens.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from audits.judgement import prepare
from audits.page import Page
from audits.registry import page_audits, site_audits
from audits.store.records import CATEGORIES
from bench.pages import pages_of

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
    options.add_argument("pages", nargs="+", help="files, folders, or `dev`")
    options.add_argument("--rounds", type=int, default=6)
    options.add_argument("--limit", type=int, default=40, help="pages of one folder")
    given = options.parse_args()
    gc.set_threshold(200_000, 1000, 1000)  # as the audit processes do
    print("| ms per page | " + " | ".join(given.pages) + " | budget |\n| --- |" + " --- |" * (len(given.pages) + 1))
    sources = [list(pages_of(source, given.limit)) for source in given.pages]
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
            page.release(())
            _ = page.decoded, page.parsed
            begun = time.thread_time()
            for audit in chosen:
                audit.run(page)
            prepare(page, needs)
            spent += time.thread_time() - begun
        best = min(best, spent / len(pages) * 1000)
    return best


if __name__ == "__main__":
    main()
