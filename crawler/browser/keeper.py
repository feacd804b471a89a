"""Stands between a crawl process and its browser: whatever ends, the whole tree of browser processes ends with it."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

MEMORY = 2_500_000_000
"""Resident bytes of the browser and its helpers together; a page that wants more is ended with its browser."""

END_SECONDS = 30.0
"""A killed process is gone when it has its turn, which a busy machine may give it late."""

PATH_MOST = 60
LOOK_EVERY = 0.5  # seconds
TOO_MUCH_MEMORY = 86
"""Exit code that says why the browser was ended."""


def main() -> None:
    """`python -m crawler.browser.keeper SETTINGS_JSON`: passes its pipes on to `crawler.browser.process`."""
    # Who started us says so itself: asked only now, the kernel would name whoever took us over if it died at once.
    parent = int(json.loads(sys.argv[1]).get("parent") or os.getppid())
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        library.prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: a browser's helpers that lose their parent become ours
        library.prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
    place = _place()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _stop)
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "crawler.browser.process", *sys.argv[1:]],
        env={**os.environ, "TMPDIR": place},
        start_new_session=True,
    )
    # The pipes are the child's now: were they open here too, neither side would see the other go.
    for stream in (0, 1):
        os.dup2(os.open(os.devnull, os.O_RDWR), stream)
    code = 1
    try:
        code = _watch(child, parent)
    except SystemExit:
        code = 0
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        _end_all(child)
        shutil.rmtree(place, ignore_errors=True)
    sys.exit(code)


def _place() -> str:
    """A folder for the browser's profile. Chromium ends where the path of its socket is longer than 107 characters."""
    place = tempfile.mkdtemp(prefix="frontline-browser-")
    if len(place) <= PATH_MOST:
        return place
    Path(place).rmdir()
    return tempfile.mkdtemp(prefix="frontline-browser-", dir="/tmp")


def _watch(child: subprocess.Popen[bytes], parent: int) -> int:
    """The exit code of the child, once it has one; ours where it had to be ended."""
    while True:
        with suppress(subprocess.TimeoutExpired):
            return child.wait(LOOK_EVERY)
        if os.getppid() != parent:
            return 0
        if sum(_resident(pid) for pid in _descendants(os.getpid())) > MEMORY:
            return TOO_MUCH_MEMORY


def _stop(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _end_all(child: subprocess.Popen[bytes]) -> None:
    """End every process below this one, also those that were started while we were at it."""
    if not Path("/proc/self/stat").exists():  # macOS: the child's session is all we can name
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        return
    end = time.monotonic() + END_SECONDS
    while time.monotonic() < end:
        below = _descendants(os.getpid())
        if not below:
            return
        for pid in below:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        time.sleep(0.02)


def _descendants(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError, ValueError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def _resident(pid: int) -> int:
    """Bytes that are this process's own: what it shares with others is counted once by nobody, which is little."""
    with suppress(OSError, IndexError, ValueError):
        fields = Path(f"/proc/{pid}/statm").read_text().split()
        return (int(fields[1]) - int(fields[2])) * os.sysconf("SC_PAGE_SIZE")
    return 0


if __name__ == "__main__":
    main()
