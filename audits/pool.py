"""Audit processes that can be killed: a page that hangs or eats memory costs only itself."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from audits.store.records import AuditCard, SiteEntry, SiteResult
from audits.worker import NoProcessError, address_space, serve

PAGE_SECONDS = 60.0
"""Wall seconds for the audits of one page; the slowest real page known takes one, on a busy machine three."""

SITE_SECONDS = 900.0
"""Wall seconds for one site; fifty pages of the slowest kind take two minutes."""

PAGES_LOST = 5
"""Pages of one site that may fail this way before the site is given up."""


STRIKES = 2
"""Times a page may break its process before it is left out: the first time it may have been somebody's kill -9."""


STILLBORN = 4
"""Processes in a row that end before they are ready, after which none is begun any more: no site is to blame."""

_GLANCE = 1.0  # seconds between two looks at how long pages have taken

# Forked from a process that has loaded everything: quick, and their memory is shared. macOS forbids such forks.
_CONTEXT = get_context("forkserver") if sys.platform == "linux" else get_context("spawn")
_CONTEXT.set_forkserver_preload(["audits.nursery", "__main__"])


_BREATH = 0.25  # seconds until the system knows that what refuses us has ended


@dataclass
class _Job:
    """One file to read, the pages of it to leave out with the reason, and how often each page broke its process."""

    path: Path
    entry: SiteEntry
    skip: dict[str, str] = field(default_factory=dict)
    strikes: Counter[str] = field(default_factory=Counter)


@dataclass
class _Process:
    child: BaseProcess
    line: Connection
    job: _Job | None = None
    page: str = ""
    page_since: float = 0.0
    job_since: float = 0.0
    ready: bool = False


@dataclass
class AuditPool:
    """Some audit processes and the files they are to read. Results come out of `results`, one for each file put in.

    `cards` says which audits the processes have; it is empty until a result came. `memory` is how many bytes one process
    may occupy, 0 for the most that any may; `serve` is what it does.
    """

    size: int = 1
    log: Path | None = None
    page_seconds: float = PAGE_SECONDS
    site_seconds: float = SITE_SECONDS
    waiting: deque[_Job] = field(default_factory=deque)
    processes: list[_Process] = field(default_factory=list)
    cards: tuple[AuditCard, ...] = ()
    memory: int = 0
    stillborn: int = 0
    serve: Callable[[Connection, str, int], None] = serve

    def put(self, path: Path, entry: SiteEntry) -> None:
        """Have one site's file audited."""
        self.waiting.append(_Job(path, entry))

    def warm(self, files: int) -> None:
        """Start the processes that so many files will want: they load their audits, about a second, before the first is there."""
        while len(self.processes) < min(self.size, files):
            self.processes.append(self._spawn())

    @property
    def busy(self) -> int:
        """Files that wait or are being read."""
        return len(self.waiting) + sum(process.job is not None for process in self.processes)

    def results(self, patience: float = 0.1) -> Iterator[SiteResult]:
        """What has been finished since the last call; waits for `patience` seconds at the most.

        Raises `NoProcessError` where processes end before they can do anything, whatever they are to read.
        """
        self._feed()
        until = time.monotonic() + patience
        while True:
            found = [result for process in list(self.processes) for result in self._look(process)]
            yield from found
            self._feed()
            left = until - time.monotonic()
            if found or left <= 0:
                return
            wait([process.line for process in self.processes], min(left, _GLANCE))

    def close(self) -> None:
        """End all processes, also those in the middle of a page."""
        for process in list(self.processes):
            self._kill(process)

    def _feed(self) -> None:
        self.warm(self.busy)
        for process in self.processes:
            if process.job is None and self.waiting:
                process.job = self.waiting.popleft()
                process.page, process.page_since = "", time.monotonic()
                process.job_since = time.monotonic()
                job = process.job
                with suppress(OSError):  # it died; `_look` sees that
                    process.line.send((str(job.path), job.entry, job.skip))

    def _look(self, process: _Process) -> Iterator[SiteResult]:
        while process.line.poll():
            kind, content = _message(process.line)
            if kind == "cards":
                self.cards = content
                process.ready, self.stillborn = True, 0
            elif kind == "page":
                process.page, process.page_since = content, time.monotonic()
            elif kind == "done":
                process.job = None
                yield content
            elif kind == "failed":
                yield self._lost(process, f"our own program failed on it ({content})")
            elif kind == "memory":
                process.page = content
                yield from self._again(process, "it needs more memory than a page may have")
                return
            elif process.ready:
                yield from self._again(process, "it ended the process that read it")
                return
            else:
                self._bury(process)
                return
        if process.job is None:
            return
        now = time.monotonic()
        if now - process.page_since > self.page_seconds:
            yield from self._again(process, f"it took more than {self.page_seconds:.0f} seconds")
        elif now - process.job_since > self.site_seconds:
            yield from self._end(process, f"the site took more than {self.site_seconds:.0f} seconds")

    def _again(self, process: _Process, reason: str) -> Iterator[SiteResult]:
        """Put the job back, without the page that broke its process twice; too many such pages end it."""
        job, page = process.job, process.page
        if job is None:
            self._kill(process)
            return
        job.strikes[page] += 1
        if job.strikes[page] >= STRIKES:
            if not page or len(job.skip) >= PAGES_LOST:
                yield from self._end(process, reason)
                return
            job.skip[page] = reason
        self._kill(process)
        self.waiting.appendleft(job)

    def _bury(self, process: _Process) -> None:
        """A process ended before it was ready: its site waits for another one, and is not to blame."""
        if process.job is not None:
            self.waiting.appendleft(process.job)
        self._kill(process)
        self._lament("they end as soon as they begin")

    def _lament(self, why: str) -> None:
        self.stillborn += 1
        if self.stillborn >= STILLBORN:
            said = f"; {self.log} may say more" if self.log else ""
            raise NoProcessError(
                f"No audit process can work here ({why}): see `ulimit -a` and the free memory{said}."
                " What is finished is kept; the same command goes on from here."
            )

    def _end(self, process: _Process, reason: str) -> Iterator[SiteResult]:
        yield self._lost(process, reason)
        self._kill(process)

    def _lost(self, process: _Process, reason: str) -> SiteResult:
        assert process.job is not None
        path, entry = process.job.path, process.job.entry
        process.job = None
        why = f"The site was crawled, but could not be audited: {reason}."
        return SiteResult(entry.key, "partial", "crawl_error", why, "", None, 0, 0, path.stat().st_size, (), (), ())

    def _kill(self, process: _Process) -> None:
        self.processes.remove(process)
        process.child.kill()
        process.child.join()
        process.child.close()
        process.line.close()

    def _spawn(self) -> _Process:
        while True:
            try:
                return self._begin()
            except EOFError:
                # The process that it is forked from ended, perhaps by somebody's kill -9: that begins anew.
                self._lament("the one they are forked from ends")
            except OSError as error:
                self._lament(error.strerror or str(error))
            time.sleep(_BREATH)

    def _begin(self) -> _Process:
        ours, theirs = _CONTEXT.Pipe()
        child = _CONTEXT.Process(
            target=self.serve, args=(theirs, str(self.log or os.devnull), address_space(self.memory)), daemon=True
        )
        resource_tracker.ensure_running()  # beginning it later would let Ctrl-C through again
        # Ctrl-C is the run's to handle: what begins now inherits that it does not hear it.
        heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            child.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, heard)
        theirs.close()  # so that its end is seen here
        return _Process(child, ours)


def _message(line: Connection) -> tuple[str, Any]:
    """What a process says; `gone` when it says nothing any more."""
    try:
        kind, content = line.recv()
    except (EOFError, OSError):
        return "gone", None
    return kind, content
