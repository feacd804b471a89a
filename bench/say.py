"""CPU of the audits of what sites say: per derived fact and per audit, in milliseconds a page.

    python bench/say.py [--rounds 5] [--categories freshness,content,interactivity,social] [FILE.html …]

Without files it makes pages of 43 KB. Facts that several audits share are computed first and told apart; an audit's own
figure is what is left for it. Parsing and the index of elements are shown and not counted: all audits share them.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from audits.derived.language import language
from audits.derived.text_blocks import text_blocks
from audits.registry import all_audits
from audits.store.records import Fetch, SiteEntry
from audits.visit import visit_of

WORDS = (
    "the club meets every week in the old hall by the river and young people from the town come to sail climb cook paint "
    "sing play talk and plan what they want to do next summer when the camp begins at the lake behind the hills"
).split()
MONTHS = ("January", "March", "May", "July", "September", "November")


def made_page(seed: int, size: int = 43_000) -> bytes:
    random = Random(seed)
    parts = [
        '<!doctype html><html lang="en"><head><title>Club</title><meta name="viewport" content="width=device-width"></head><body>'
    ]
    parts.append(
        "<nav><ul>" + "".join(f'<li><a href="/p{n}.html">Page {n}</a></li>' for n in range(25)) + "</ul></nav><main>"
    )
    while sum(map(len, parts)) < size:
        text = " ".join(random.choices(WORDS, k=random.randint(20, 90))).capitalize()
        if random.random() < 0.25:
            parts.append(f"<h2>{random.randint(1, 28)} {random.choice(MONTHS)} {random.randint(2015, 2025)}</h2>")
        parts.append(f'<p class="news">{text}. <a href="/n{random.randint(1, 99)}.html"><b>Read</b> more</a></p>')
        parts.append(
            f'<div class="card"><img src="/i{random.randint(1, 99)}.jpg" alt="A boat"><span>Hall {random.randint(1, 9)}</span></div>'
        )
    parts.append("</main><footer>© 2024 Club</footer></body></html>")
    return "".join(parts).encode()


def page_of(body: bytes, number: int) -> Fetch:
    url = f"http://bench.test/{number or ''}"
    headers = (("Content-Type", "text/html"),)
    return Fetch(url, "page", datetime(2026, 6, 1, tzinfo=UTC), 200, headers, body, len(body))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--categories", default="freshness,content,interactivity,social")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    bodies = [file.read_bytes() for file in options.files] or [made_page(seed) for seed in range(12)]
    audits = [audit for audit in all_audits() if audit.card.category in options.categories.split(",")]
    spent: dict[str, float] = defaultdict(float)
    for round_number in range(options.rounds + 1):
        if round_number == 1:
            spent.clear()  # the first round compiles patterns and loads the language model
        one_round(bodies, audits, spent)
    show(spent, len(bodies) * options.rounds, sum(map(len, bodies)) / len(bodies))


def one_round(bodies: list[bytes], audits: list, spent: dict[str, float]) -> None:
    visit = visit_of(SiteEntry(2, "http://bench.test/", "bench"), [page_of(body, n) for n, body in enumerate(bodies)])
    # What others are made of comes first, so that each figure is of the fact itself.
    needs = dict.fromkeys([text_blocks, language, *(need for audit in audits for need in audit.needs)])
    for page in visit.pages:
        timed(spent, "- parse", lambda page=page: page.root)
        timed(spent, "- index", lambda page=page: page.index)
        for need in needs:
            timed(
                spent,
                f"fact {need.__module__.removeprefix('audits.derived.')}.{need.__name__}",
                lambda page=page, need=need: need(page),
            )
        for audit in audits:
            if audit.card.scope == "page":
                timed(spent, f"page {audit.id}", lambda page=page, audit=audit: audit.run(page))
    for audit in audits:
        if audit.card.scope == "site":
            timed(spent, f"site {audit.id}", lambda audit=audit: audit.run(visit))


def timed(spent: dict[str, float], name: str, run) -> None:
    start = time.process_time()
    run()
    spent[name] += time.process_time() - start


def show(spent: dict[str, float], pages: int, size: float) -> None:
    print(f"{pages} pages of {size / 1000:.0f} KB; milliseconds of CPU a page")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{seconds / pages * 1000:8.3f}  {name}")
    counted = sum(seconds for name, seconds in spent.items() if not name.startswith("-"))
    parse = spent["- parse"]
    print(f"{counted / pages * 1000:8.3f}  together, {counted / parse:.1f} times the parsing of the page")


if __name__ == "__main__":
    main()
