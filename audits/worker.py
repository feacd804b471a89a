"""One audit process: reads jobs from its standard input, writes signs of life and results to its standard output."""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

MEMORY = 2 * 1024**3
"""Address space of one audit process in bytes: a page that wants more is a bomb, and ends only this process."""


MAPPED = 384 * 1024**2
"""Of which our own libraries take up to this without occupying it."""

_SWEEP, _FULL = 100, 500
"""Pages between two searches for rubbish among what is new, and among all there is: style sheets are many small things
that stay, and looking through them every 20 pages took a quarter of all the time, by Python's own rule a third."""

_RUBBISH = (200_000, 1000, 1000)
"""The young are looked through when there are so many; a hostile page may make rubbish faster than pages go by."""


def send(stream: BinaryIO, message: Any) -> None:
    """Write one message: four bytes of length, then a pickle. Both ends are our own processes."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(struct.pack(">I", len(body)) + body)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Read one message. Raises `EOFError` when the other end is gone."""
    head = _exactly(stream, 4)
    return pickle.loads(_exactly(stream, struct.unpack(">I", head)[0]))  # noqa: S301 - see send


def main() -> None:
    """`python -m audits.worker`: started by `audits.pool`, ended with it."""
    if sys.platform == "linux":
        # PR_SET_PDEATHSIG: nothing is left behind. A parent that died before this line closed our input, which ends us.
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes to the log, not into the messages
    gc.disable()  # what is loaded now stays: searching it for rubbish took a tenth of the start
    from audits.registry import cards
    from audits.run import audit_file

    send(sink, ("cards", cards()))
    ceiling = _ceiling()
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    gc.freeze()
    gc.set_threshold(*_RUBBISH)
    gc.enable()
    pages = 0
    while True:
        try:
            path, entry, skip = receive(source)
        except EOFError:
            return
        page = ""

        def begin(url: str) -> None:
            nonlocal page, pages
            page, pages = url, pages + 1
            if pages % _SWEEP == 0:
                gc.collect(2 if pages % _FULL == 0 else 1)
            send(sink, ("page", url))

        try:
            result = audit_file(Path(path), entry, begin, skip)
        except MemoryError:
            send(sink, ("memory", page))
            return
        except Exception as error:  # noqa: BLE001 - the parent makes a row of it
            send(sink, ("failed", f"{type(error).__name__}: {error}"))
            continue
        send(sink, ("done", result))


def _ceiling() -> int:
    """Bytes of address space; `--memory` is what may be occupied, and our own program maps more than it occupies."""
    given = int(os.environ.get("FRONTLINE_MEMORY") or 0)
    return min(MEMORY, MAPPED + given) if given else MEMORY


def _exactly(stream: BinaryIO, size: int) -> bytes:
    body = b""
    while len(body) < size:
        part = stream.read(size - len(body))
        if not part:
            raise EOFError
        body += part
    return body


if __name__ == "__main__":
    main()
