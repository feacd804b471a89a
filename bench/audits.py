"""Weighs the audits: CPU time per page of each audit and each derived fact, each charged to itself alone.

`python bench/audits.py PAGES…` from the root of the checkout; PAGES are `.html` files, folders of them, or `dev` for the
large pages of the shared sites. Ratios are to one lxml parse of the same page, because machines differ and are shared.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import partial, wraps
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import lxml.html

import audits.derived
import audits.page

GROUPS = {
    "freshness+content+interactivity+social": (6.0, ("freshness", "content", "interactivity", "social")),
    "accessibility": (8.0, ("accessibility",)),
    "legacy+safety": (2.0, ("legacy", "safety")),
    "weight+mobile": (0.0, ("weight", "mobile")),
}
"""Milliseconds that the audits of these categories may take of a page of 43 KB, parsing and derived facts included."""


class Clock:
    """Exclusive time by name: what is called inside is charged to what is called, not to the caller."""

    def __init__(self) -> None:
        self.spent: dict[str, int] = defaultdict(int)
        self.by: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.stack: list[list[Any]] = []
        self.owner = ""

    def run(self, name: str, function: Any, *given: Any) -> Any:
        frame = [name, time.thread_time_ns(), 0]
        self.stack.append(frame)
        try:
            return function(*given)
        finally:
            self.stack.pop()
            whole = time.thread_time_ns() - frame[1]
            self.spent[name] += whole - frame[2]
            self.by[self.owner][name] += whole - frame[2]
            if self.stack:
                self.stack[-1][2] += whole


CLOCK = Clock()


def _watched(function: Any) -> Any:
    """`audits.derived.derived`, with a clock."""
    name = f"derived/{function.__module__.rpartition('.')[2]}"
    name += "" if name.endswith("/" + function.__name__) else f":{function.__name__}"

    @wraps(function)
    def once(subject: Any) -> Any:
        memo = subject.memo
        if once not in memo:
            memo[once] = CLOCK.run(name, function, subject)
        return memo[once]

    return once


def _watch_page() -> None:
    for name in audits.page.MADE:
        cached = vars(audits.page.Page)[name]
        cached.func = partial(CLOCK.run, f"page/{name}", cached.func)


audits.derived.derived = _watched  # before the audits are imported, which take it from there
_watch_page()

import audits.derived.cascade  # noqa: E402
import audits.derived.stylebook  # noqa: E402
import audits.store.plain_selector  # noqa: E402
import audits.store.style_sheet  # noqa: E402
from audits.judgement import judge_page, prepare  # noqa: E402
from audits.model import Audit, Outcome  # noqa: E402
from audits.registry import page_audits, site_audits  # noqa: E402
from bench.pages import pages_of  # noqa: E402


def main() -> None:
    gc.set_threshold(200_000, 1000, 1000)  # as the audit processes do
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pages", nargs="+", help="files, folders, or `dev`")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--limit", type=int, default=60, help="pages of one folder")
    options.add_argument("--top", type=int, default=10)
    given = options.parse_args()
    for source in given.pages:
        pages = list(pages_of(source, given.limit))
        gc.collect()
        gc.freeze()
        print(
            f"\n## {source}: {len(pages)} pages, mean {sum(len(p.fetch.wire) for p in pages) / len(pages) / 1024:.1f} KiB\n"
        )
        table(pages, given.rounds, given.top)
        first_visits(pages, given.top)


def table(pages: list[Any], rounds: int, top: int) -> None:
    parse = []
    spent: list[dict[str, float]] = []
    owned: list[dict[str, dict[str, float]]] = []
    for number in range(rounds + 1):
        CLOCK.spent.clear()
        CLOCK.by.clear()
        begun = time.thread_time_ns()
        for page in pages:
            lxml.html.document_fromstring(page.fetch.wire)
        if number:
            parse.append((time.thread_time_ns() - begun) / len(pages) / 1e6)
        for page in pages:
            weigh(page)
        if number:  # the first round pays for tables and models, once per process
            spent.append({name: ns / len(pages) / 1e6 for name, ns in CLOCK.spent.items()})
            owned.append({o: {n: ns / len(pages) / 1e6 for n, ns in by.items()} for o, by in CLOCK.by.items()})
    unit = median(parse)
    times = {name: median(one.get(name, 0.0) for one in spent) for name in spent[0]}
    whole = sum(times.values())
    print(f"one lxml parse {unit:.2f} ms; everything {whole:.2f} ms = {whole / unit:.1f} parses\n")
    print("| whose | ms | parses | budget ms |\n| --- | --- | --- | --- |")
    making = sum(times[name] for name in times if name.startswith("page/"))
    print(f"| text and tree | {making:.2f} | {making / unit:.1f} | |")
    for label, (budget, categories) in GROUPS.items():
        mine = alone(pages, categories)
        print(f"| {label}, alone | {mine:.2f} | {mine / unit:.1f} | {budget or ''} |")
    for category in (
        "freshness",
        "content",
        "interactivity",
        "social",
        "weight",
        "mobile",
        "accessibility",
        "legacy",
        "safety",
    ):
        mine = sum(ms for name, ms in times.items() if name.startswith(category + "/"))
        print(f"| {category}, own functions only | {mine:.2f} | {mine / unit:.1f} | |")
    print(f"\n| dearest {top} | ms | parses |\n| --- | --- | --- |")
    for name, ms in sorted(times.items(), key=lambda pair: -pair[1])[:top]:
        print(f"| {name} | {ms:.3f} | {ms / unit:.2f} |")


def first_visits(pages: list[Any], top: int) -> None:
    """What a page costs that is met for the first time, once another page of its site has been read.

    The sheets that the pages of the site share are known then, the page's own `style` element is not: all that is
    remembered of styles is forgotten before each page, and a neighbour of it is weighed first.
    """
    pairs = list(_with_neighbours(pages))
    lines = {"everything": (), **{label: categories for label, (_, categories) in GROUPS.items()}}
    print(f"\n| first visit of {len(pairs)} pages | ms |\n| --- | --- |")
    parts: dict[str, float] = {}
    for label, categories in lines.items():
        spent: dict[str, float] = defaultdict(float)
        for page, neighbour in pairs:
            forget()
            weigh(neighbour, categories)
            CLOCK.spent.clear()
            weigh(page, categories)
            for name, ns in CLOCK.spent.items():
                spent[name] += ns / len(pairs) / 1e6
        making = ("page/unpacked", "page/decoded", "page/parsed") if categories else ()
        print(f"| {label} | {sum(ms for name, ms in spent.items() if name not in making):.2f} |")
        parts = parts or spent
    print(f"| of it: reading and matching styles | {sum(ms for name, ms in parts.items() if name in STYLES):.2f} |")
    print(f"\n| dearest {top} at first visit | ms |\n| --- | --- |")
    for name, ms in sorted(parts.items(), key=lambda pair: -pair[1])[:top]:
        print(f"| {name} | {ms:.3f} |")


STYLES = {
    "derived/cascade", "derived/declared_properties", "derived/known_style:colours_known", "derived/hidden:concealment",
    "derived/text_contrast:text_contrasts", "derived/focus_signs", "derived/states:state_rules", "style/read",
    "style/match",
}  # fmt: skip


def _with_neighbours(pages: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Each page with another one of its host, where there is one."""
    hosts: dict[str, list[Any]] = defaultdict(list)
    for page in pages:
        hosts[urlsplit(page.url).netloc].append(page)
    for page in pages:
        other = next((other for other in hosts[urlsplit(page.url).netloc] if other is not page), None)
        if other is not None:
            yield page, other


def forget() -> None:
    """Empty every memory that reading and matching styles keep over pages."""
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "") in REMEMBERING:
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    for module, name in ((audits.derived.cascade, "_BY_FETCH"), (audits.store.style_sheet, "_KNOWN")):
        getattr(module, name).clear()
    for module, name in ((audits.store.style_sheet, "_PRELUDES"), (audits.store.plain_selector, "_KNOWN")):
        getattr(module, name).clear()
    audits.derived.stylebook._COMPILED.clear()  # noqa: SLF001


REMEMBERING = {
    *(f"audits.store.{name}" for name in ("declarations", "style_sheet", "css_length", "media_query")),
    *(f"audits.derived.{name}" for name in (
        "cascade", "css_color", "gradient", "presentation", "selector", "states", "stylebook", "text_contrast",
        "text_width",
    )),
}  # fmt: skip


def weigh(page: Any, chosen: tuple[str, ...] = ()) -> None:
    """What a worker does with one page, and forgetting it."""
    page.release(())
    _ = page.decoded, page.parsed
    if chosen:
        for audit in page_audits():
            if audit.card.category in chosen:
                CLOCK.run(audit.id, audit.run, page)
        prepare(page, [need for audit in site_audits() if audit.card.category in chosen for need in audit.needs])
        page.release(())
        return
    judge_page(page, AUDITS)
    CLOCK.run("prepare", prepare, page, NEEDS)
    page.release(())


def alone(pages: list[Any], categories: tuple[str, ...]) -> float:
    """Milliseconds per page when only the audits of these categories run, without making text and tree."""
    CLOCK.spent.clear()
    for page in pages:
        weigh(page, categories)
    making = ("page/unpacked", "page/decoded", "page/parsed")
    return sum(ns for name, ns in CLOCK.spent.items() if name not in making) / len(pages) / 1e6


def _clocked(audit: Audit) -> Audit:
    def run(page: Any) -> Outcome:
        return CLOCK.run(audit.id, audit.run, page)

    return Audit(audit.card, audit.examples, run, audit.needs)


def _watch_styles() -> None:
    """Reading sheets and matching them are charged to themselves, not to the audit that asks first."""
    cascade, kind = audits.derived.cascade, audits.derived.cascade.Cascade
    cascade.parse_sheet = partial(_charged, "style/read", cascade.parse_sheet)
    cascade.stylebook = partial(_charged, "style/read", cascade.stylebook)
    match = kind._match  # noqa: SLF001

    def matched(self: Any, *given: Any) -> None:
        CLOCK.run("style/match", match, self, *given)

    kind._match = matched  # noqa: SLF001


def _charged(name: str, function: Any, *given: Any) -> Any:
    return CLOCK.run(name, function, *given)


_watch_styles()
AUDITS = [_clocked(audit) for audit in page_audits()]
NEEDS = tuple(dict.fromkeys(need for audit in site_audits() for need in audit.needs))


if __name__ == "__main__":
    main()
