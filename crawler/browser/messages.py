"""Waits, with hands off the page, for messages that go away before everybody can have read them."""

from __future__ import annotations

import asyncio
import time
from typing import Any

SECONDS = 6.0
"""So long a message is watched from when it came; one that stays longer is taken to stay."""


YOUNG = 2000.0  # milliseconds of a page within which its first messages come; by then axe is seldom done


async def on_load(tab: Any) -> list[dict[str, Any]]:
    """Messages that came and went while nobody did anything, since the page was opened."""
    age = float((await tab.run("messages", 0.0))["now"])
    await asyncio.sleep(max(0.0, YOUNG - age) / 1000)
    return await vanished(tab, 0.0)


async def vanished(tab: Any, since: float) -> list[dict[str, Any]]:
    """Messages that came after a moment (milliseconds of the page) and went; a page without messages is not waited for."""
    end = time.monotonic() + SECONDS
    found = await tab.run("messages", since)
    while found["open"] and time.monotonic() < end:
        await asyncio.sleep(0.4)
        found = await tab.run("messages", since)
    return list(found["gone"])
