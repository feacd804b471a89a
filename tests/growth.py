"""How the cost of a work grows with its size: the one question about time that a test asks of a shared machine."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import thread_time
from typing import TypeVar

import pytest

Made = TypeVar("Made")

SHARE = 8
"""The whole is compared with this part of itself."""

STEEP = 3 * SHARE
"""Times the cost of the part that the whole may have: SHARE is in proportion, its square is quadratic, the rest is
noise and what grows with the depth of a tree. Compared with half, 2 and 4 are too near to each other for that."""

QUICK = 0.3
"""Seconds of CPU that nobody need look at."""

TRIES = 8


def cpu_seconds(work: Callable[[], Made]) -> tuple[float, Made]:
    """Seconds of this thread's CPU, and what was made, without the search for rubbish: that falls on one work and not on the next."""
    gc.collect()
    gc.disable()
    try:
        begun = thread_time()
        made = work()
        return thread_time() - begun, made
    finally:
        gc.enable()


def assert_in_proportion(seconds: Callable[[int], float], size: int) -> None:
    """`seconds` does the work at a size and says its CPU; `size` is large enough for a quadratic one to be seen."""
    whole, part = seconds(size), 0.0
    for _ in range(TRIES):  # what else runs on the machine lengthens one of them now and then, never all
        if whole < QUICK:
            return
        part = max(part, seconds(size // SHARE))
        if whole < STEEP * part:
            return
        whole = min(whole, seconds(size))
    pytest.fail(f"at size {size} it takes {whole:.2f} s, at an eighth of it {part:.3f} s: worse than in proportion")
