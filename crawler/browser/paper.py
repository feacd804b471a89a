"""A blank page of our own, apart from all sites, on which pictures are cut and measured."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.browser.injected import script

SECONDS = 20.0  # for one piece of work on one picture; each takes a fraction of one


Frame = tuple[float, str]
"""Seconds, and a picture in base64."""


class Paper:
    """Opened when it is first needed, in a profile that can reach nothing; the browser has the only image decoder here."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self._page: Any = None

    async def cut(self, picture: str, areas: Sequence[Sequence[float]]) -> list[str | None]:
        """Parts (x, y, width, height) of a picture (base64) as small WebP pictures (base64)."""
        return list(await self._run("paper_cut", {"picture": picture, "areas": areas}))

    async def contrast(self, shown: str, hidden: str, texts: Sequence[Mapping[str, Any]]) -> list[Any]:
        """For each text (its lines and ink) the spread of its contrasts, `None` where something else changed meanwhile."""
        return list(await self._run("paper_contrast", {"shown": shown, "hidden": hidden, "texts": texts}))

    async def flashes(self, first: Sequence[Frame], second: Sequence[Frame], width: int) -> Any:
        """What changes over one or two series of frames: flashes by WCAG's count, and boxes that move in both."""
        return await self._run("paper_flashes", {"first": first, "second": second, "width": width})

    async def _run(self, name: str, argument: Any) -> Any:
        if self._page is None or self._page.is_closed():
            context = await self.browser.new_context(offline=True, service_workers="block", accept_downloads=False)
            self._page = await context.new_page()
        return await asyncio.wait_for(self._page.evaluate(script(name), argument), SECONDS)
