"""One audit process: takes jobs, gives signs of life and results."""

from __future__ import annotations

import gc
import os
import resource
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from audits.store.parent import end_with_parent

MEMORY = 2 * 1024**3
"""Address space of one audit process in bytes: a page that wants more is a bomb, and ends only this process."""


MAPPED = 384 * 1024**2
"""Of which our own libraries take up to this without occupying it."""

LEAST = 256_000_000
"""Bytes that one may occupy at the least, as with `--memory`: less would blame pages for what the machine lacks."""

_SWEEP, _FULL = 100, 500
"""Pages between two searches for rubbish among what is new, and among all there is: style sheets are many small things
that stay, and looking through them every 20 pages took a quarter of all the time, by Python's own rule a third."""

_RUBBISH = (200_000, 1000, 1000)
"""The young are looked through when there are so many; a hostile page may make rubbish faster than pages go by."""


class NoProcessError(Exception):
    """No audit process can begin here; the message is for the user."""


def serve(line: Connection, log: str, ceiling: int) -> None:
    """One audit process, from its beginning to its end: jobs come in by `line`, signs of life and results go out.

    What it or a library prints goes to the file `log`; `ceiling` is how many bytes of address space it may use.
    """
    end_with_parent()
    _print_to(log)
    gc.disable()  # what is loaded now stays: searching it for rubbish took a tenth of the start
    from audits.registry import cards

    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    gc.freeze()
    gc.set_threshold(*_RUBBISH)
    gc.enable()
    with suppress(EOFError, ConnectionError):  # the run is gone
        line.send(("cards", cards()))
        _work(line)


def _work(line: Connection) -> None:
    from audits.run import audit_file

    pages = 0
    while True:
        path, entry, skip = line.recv()
        page = ""

        def begin(url: str) -> None:
            nonlocal page, pages
            page, pages = url, pages + 1
            if pages % _SWEEP == 0:
                gc.collect(2 if pages % _FULL == 0 else 1)
            line.send(("page", url))

        try:
            result = audit_file(Path(path), entry, begin, skip)
        except MemoryError:
            line.send(("memory", page))
            return
        except Exception as error:  # noqa: BLE001 - the run makes a row of it
            line.send(("failed", f"{type(error).__name__}: {error}"))
            continue
        line.send(("done", result))


def address_space(occupied: int) -> int:
    """Bytes of address space for a process that may occupy so many; our own program maps more than it occupies.

    Never more than the system allows: the limit could not be set. Raises `NoProcessError` where that is too little.
    """
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY:
        most = MEMORY
    if most < MAPPED + LEAST:
        raise NoProcessError(
            f"An audit process may use {most // 1_000_000} MB of address space here (`ulimit -v`) and needs"
            f" {(MAPPED + LEAST) // 1_000_000}. What is finished is kept: raise that limit and give the same command again."
        )
    return min(MEMORY, most, MAPPED + occupied) if occupied else min(MEMORY, most)


def _print_to(log: str) -> None:
    try:
        file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    except OSError:  # the run says why its folder can't be written to
        file = os.open(os.devnull, os.O_WRONLY)
    os.dup2(file, 1)
    os.dup2(file, 2)
    os.close(file)
