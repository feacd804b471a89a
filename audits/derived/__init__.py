"""Facts that several audits need, one function per file, each computed at most once for a page or a visit."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

Fact = TypeVar("Fact")


def derived(function: Callable[[Any], Fact]) -> Callable[[Any], Fact]:
    """Compute once per page (or visit) and remember it in the subject's `memo`."""

    @wraps(function)
    def once(subject: Any) -> Fact:
        memo: dict[Any, Any] = subject.memo
        if once not in memo:
            memo[once] = function(subject)
        fact: Fact = memo[once]
        return fact

    return once
