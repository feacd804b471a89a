"""Ends a process with the one that made it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys


def end_with_parent(parent: int | None = None) -> None:
    """Ask Linux to kill this process when its parent is gone: a killed run leaves nothing behind.

    `parent` is its number, where it may have died before we asked: an orphan would go on writing into the next run's files.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if parent is not None and os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
