"""Shows a run's progress on standard error, as bars for a person and as a line now and then for a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.night import Progress

LINE_EVERY = 30.0  # seconds between lines where there is no terminal


@contextmanager
def progress_shown(*, quiet: bool, crawling: bool = True) -> Iterator[Callable[[Progress], None]]:
    """Gives the function that shows how far a run is."""
    if quiet:
        yield lambda _progress: None
    elif sys.stderr.isatty():
        yield from _bars(crawling=crawling)
    else:
        yield from _lines()


def _lines() -> Iterator[Callable[[Progress], None]]:
    last = time.monotonic()

    def show(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= LINE_EVERY:
            last = time.monotonic()
            print(_sentence(progress), file=sys.stderr, flush=True)  # noqa: T201 - progress belongs there

    yield show


def _bars(*, crawling: bool) -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("sites"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[more]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        crawl = bars.add_task("Crawled", total=None, more="") if crawling else None
        audit = bars.add_task("Audited", total=None, more="")

        def show(progress: object) -> None:
            state: Progress | object = progress
            total = getattr(state, "sites", 0)
            if crawl is not None:
                pages = f"{getattr(state, 'pages', 0):,} pages, {getattr(state, 'rate', 0.0):.1f} a second"
                bars.update(crawl, total=total, completed=getattr(state, "crawled", 0), more=pages)
            left = getattr(state, "left", None)
            bars.update(
                audit,
                total=total,
                completed=getattr(state, "audited", 0),
                more=f"{duration(left)} left" if left else "",
            )

        yield show


def _sentence(progress: Progress) -> str:
    left = f", {duration(progress.left)} left" if progress.left else ""
    return (
        f"{progress.audited} of {progress.sites} sites done, {progress.running} being crawled, "
        f"{progress.pages:,} pages, {progress.rate:.1f} pages a second{left}"
    )


def duration(seconds: float | None) -> str:
    """Seconds as a person says them: 40 s, 12 min, 3 h 20 min."""
    if seconds is None:
        return ""
    whole = int(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
