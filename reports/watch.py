"""Says how far a run is, from its store alone, also while it runs."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from audits.store.database import site
from audits.store.failures import FAILURES
from audits.store.run_folder import RunFolder
from reports.language import language
from reports.tables import run_store
from reports.terminal import duration

STALE = 30.0  # seconds after which a running night would have left word

_STATES = (("waiting", "waiting"), ("crawling", "being crawled"), ("sealed", "crawled, not yet audited"), ("audited", "done"), ("invalid", "unusable"))  # fmt: skip


def status_lines(run: RunFolder) -> Iterator[str]:
    """Sites by state, by status, and failures by name with their number."""
    say = language().say
    with run_store(run.database) as engine, engine.connect() as connection:
        rows = connection.execute(
            select(site.c.state, site.c.status, site.c.failure, site.c.pages, site.c.wire_bytes)
        ).all()
    states = Counter(row.state for row in rows)
    if not rows:
        yield say("terminal.none")
        return
    yield f"{say('count.sites', n=len(rows))}: " + ", ".join(
        f"{states[name]:,} {words}" for name, words in _STATES if states[name]
    )
    statuses = Counter(row.status for row in rows if row.status)
    if statuses:
        yield "By status: " + ", ".join(f"{count} {name}" for name, count in statuses.most_common())
    failures = Counter(row.failure for row in rows if row.failure)
    if failures:
        yield "Why not whole, or not at all:"
        yield from (f"  {count:,} {name}: {_sentence(name)}".rstrip(": ") for name, count in failures.most_common())
    pages, sizes = sum(row.pages for row in rows), sum(row.wire_bytes for row in rows)
    if speed := _speed(run):
        yield speed
    yield f"{say('count.pages', n=pages)} measured, {sizes / 1e6:,.1f} MB fetched."


def _sentence(name: str) -> str:
    return FAILURES[name].sentence if name in FAILURES else ""


def _speed(run: RunFolder) -> str:
    """Pages per second and time left, while the run is going on."""
    try:
        note = json.loads(run.progress.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    if abs(time.time() - note["at"]) > STALE:
        return "The run does not answer; it was probably ended. The same command goes on from here."
    left = f", {duration(note['left'])} left" if note["left"] else ""
    return f"Running: {note['running']} sites being crawled, {note['rate']:.1f} pages a second{left}."
