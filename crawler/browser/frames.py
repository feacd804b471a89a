"""Watches a page for a few seconds in small frames: does it flash, and does it move without end?"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import Any

from crawler.browser.paper import Paper

WIDE, HIGH = 426, 267  # a third of the desk's glass: flashes that matter are a fifth of it wide
STILL = 0.7
"""Seconds without a frame after which a page is taken to stand still: it makes frames only when something changes."""

LONG = 3.0  # seconds of watching a page that moves: flashes are counted within one
LASTING = 5.2
"""Seconds after which movement is looked for again: five are allowed (WCAG 2.2 SC 2.2.2)."""

AGAIN = 1.2
FRAMES = 120


class Watch:
    """Frames of one tab, from `begin` on; a page that stands still costs next to nothing."""

    def __init__(self, tab: Any) -> None:
        self.tab = tab
        self.frames: list[tuple[float, str]] = []
        self.first: list[tuple[float, str]] = []
        self.began = self.latest = 0.0

    async def begin(self) -> None:
        """Begin to take frames."""
        session = self.tab.session
        if not self.began:
            self.began = time.monotonic()
            session.on("Page.screencastFrame", lambda event: asyncio.ensure_future(self._came(event)))
        options = {"format": "jpeg", "quality": 40, "maxWidth": WIDE, "maxHeight": HIGH, "everyNthFrame": 1}
        await session.send("Page.startScreencast", options)

    async def rest(self) -> bool:
        """Stop when nothing moves, after a few seconds otherwise; does it still move?"""
        restless = True
        while time.monotonic() - self.began < LONG:
            await asyncio.sleep(0.1)
            if not self._moves(STILL):
                restless = False
                break
        await self._stop()
        self.first, self.frames = self.frames, []
        return restless

    async def again(self) -> None:
        """Look a second time, when five seconds have gone."""
        await asyncio.sleep(max(0.0, self.began + LASTING - time.monotonic()))
        await self.begin()
        await asyncio.sleep(AGAIN)
        await self._stop()

    async def facts(self, paper: Paper, *, lasting: bool) -> dict[str, Any]:
        """Flashes in a second, and the parts that still moved after five seconds; without a second look none are named."""
        width = await self.tab.page.evaluate("innerWidth")
        seconds = self.first[-1][0] - self.first[0][0] if self.first else 0.0
        facts: dict[str, Any] = {
            "frames": len(self.first) + len(self.frames),
            "seconds": round(seconds, 2),
            "flashes": 0.0,
            "moving": [],
        }
        if len(self.first) < 3:
            return facts
        found = await paper.flashes(self.first, self.frames, width)
        flashes = found["flash"]["changes"] / 2
        facts["flashes"] = flashes
        if found["flash"]["box"] is not None and flashes > 1:
            facts["flashing"] = await self.tab.run("frames_places", [found["flash"]["box"]])
        if lasting:
            facts["moving"] = await self.tab.run("frames_places", found["moving"])
        return facts

    def _moves(self, seconds: float) -> bool:
        """Did frames come lately? The first comes in any case."""
        now = time.monotonic()
        return now - self.began < seconds or (len(self.frames) > 1 and now - self.latest < seconds)

    async def _came(self, event: dict[str, Any]) -> None:
        self.latest = time.monotonic()
        if len(self.frames) < FRAMES:
            self.frames.append((float(event["metadata"].get("timestamp") or self.latest), event["data"]))
        with suppress(Exception):  # the tab may be gone
            await self.tab.session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    async def _stop(self) -> None:
        with suppress(Exception):
            await self.tab.session.send("Page.stopScreencast")
