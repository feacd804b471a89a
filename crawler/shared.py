"""Answers of hosts that many sites share (fonts, script libraries), asked for once in a run by each process."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from audits.store.records import Fetch

CAP = 64 * 1024 * 1024
"""Bytes of shared answers kept in memory; the least recently used go first."""


@dataclass
class SharedFetches:
    """One answer for an address, whoever asks, and one request at a time to a shared host with a pause between."""

    delay: float
    answers: OrderedDict[str, asyncio.Future[Fetch]] = field(default_factory=OrderedDict)
    locks: dict[str, asyncio.Lock] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    size: int = 0

    async def get(self, url: str, host: str, ask: Callable[[], Awaitable[Fetch]]) -> Fetch:
        """The answer for `url`, from memory where another site asked before."""
        known = self.answers.get(url)
        if known is not None and not (known.done() and known.cancelled()):
            self.answers.move_to_end(url)
            return await asyncio.shield(known)
        future: asyncio.Future[Fetch] = asyncio.get_running_loop().create_future()
        self.answers[url] = future
        try:
            async with self.locks.setdefault(host, asyncio.Lock()):
                await asyncio.sleep(max(0.0, self.last.get(host, 0.0) + self.delay - time.monotonic()))
                fetch = await ask()
                self.last[host] = time.monotonic()
        except BaseException:
            self.answers.pop(url, None)
            future.cancel()
            raise
        future.set_result(fetch)
        self._trim(len(fetch.wire))
        return fetch

    def _trim(self, more: int) -> None:
        self.size += more
        while self.size > CAP and len(self.answers) > 1:
            _, oldest = self.answers.popitem(last=False)
            if oldest.done() and not oldest.cancelled():
                self.size -= len(oldest.result().wire)
