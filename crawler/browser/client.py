"""The crawl's side of the browser: one browser process, asked for one site after the other, started anew when it dies."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import struct
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from audits.store.browser import NoBrowserError, require_browser
from audits.store.records import Picture
from audits.store.webp import webp_size
from crawler.browser.keeper import END_SECONDS, TOO_MUCH_MEMORY
from crawler.browser.networks import SECONDS as SLOW_SECONDS
from crawler.browser.sight import Sight

START_SECONDS = 60.0  # a browser on a busy machine takes a while to come up
PATIENCE = 20.0
"""Seconds beyond a page's own limit after which the whole browser is taken to hang."""

CLOSE_SECONDS = END_SECONDS + 5.0
"""The keeper ends its browser's processes first; killed before that it would leave them."""

MESSAGE_CAP = 64 * 1024 * 1024


def browser_settings(settings: Any) -> dict[str, Any]:
    """What a browser must know of the crawl's settings."""
    network = str(settings["FRONTLINE_RENDER_NETWORK"] or "")
    return {
        "allow_private": settings.getbool("FRONTLINE_ALLOW_PRIVATE"),
        "user_agent": settings["USER_AGENT"],
        "seconds": settings.getfloat("FRONTLINE_RENDER_SECONDS") + (SLOW_SECONDS if network else 0),
        "bytes": settings.getint("FRONTLINE_RENDER_BYTES"),
        "faults": settings["FRONTLINE_FAULTS"],
        "network": network,
    }


@dataclass
class BrowserClient:
    """`settings`: allow_private, user_agent, seconds and bytes per page. Sites take turns; pages of one follow each other."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    missing: str = ""
    pages: int = 0

    def __post_init__(self) -> None:
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None

    async def look(self, urls: Sequence[str], *, pause: float = 0.0, **more: Any) -> AsyncIterator[Sight]:
        """What is seen of each page, in order, in one profile: a page that could not be seen says why in its facts."""
        async with self._turn:
            for number, url in enumerate(urls):
                if number:
                    await asyncio.sleep(pause)
                yield await self._page({"url": url, "fresh": number == 0, **more})

    async def close(self) -> None:
        """End the browser and everything it started."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), CLOSE_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def _page(self, job: Mapping[str, Any]) -> Sight:
        moment = datetime.now(UTC)
        url = str(job["url"])
        limit = float(self.settings.get("seconds", 60)) + PATIENCE
        try:
            process = await self._running()
            self.pages += 1
            answer = await asyncio.wait_for(self._ask(process, job), limit)
        except NoBrowserError as error:
            return Sight(url, moment, {"failure": "no_browser", "detail": str(error)})
        except TimeoutError:
            await self.close()
            return Sight(url, moment, {"failure": "browser_hung"})
        except (OSError, EOFError, ValueError, asyncio.IncompleteReadError):
            code = await self._code()
            await self.close()
            return Sight(url, moment, {"failure": "browser_memory" if code == TOO_MUCH_MEMORY else "browser_crashed"})
        except BaseException:  # cancelled: the answer would be read as the next page's
            await asyncio.shield(self.close())
            raise
        if answer.pop("ending", False):
            await self.close()
        pictures = [made for each in answer.pop("pictures", ()) if (made := _picture(url, each)) is not None]
        return Sight(url, moment, answer, pictures)

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        path = require_browser()
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "crawler.browser.keeper",
            json.dumps({**self.settings, "path": path, "parent": os.getpid()}),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=MESSAGE_CAP,
        )
        await asyncio.wait_for(_receive(self._process), START_SECONDS)  # it says that it is ready
        return self._process

    async def _ask(self, process: asyncio.subprocess.Process, job: Mapping[str, Any]) -> dict[str, Any]:
        assert process.stdin is not None
        body = json.dumps(job).encode()
        process.stdin.write(struct.pack(">I", len(body)) + body)
        await process.stdin.drain()
        return await _receive(process)

    async def _code(self) -> int | None:
        if self._process is None:
            return None
        with suppress(TimeoutError):
            return await asyncio.wait_for(self._process.wait(), 5)
        return None


def _picture(url: str, told: Mapping[str, Any]) -> Picture | None:
    """What the browser's process says is a picture, where it is one."""
    body = base64.b64decode(told["body"])
    width, height = webp_size(body)
    return Picture(url, told["kind"], body, width, height, told.get("selector", "")) if width else None


async def _receive(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout is not None
    head = await process.stdout.readexactly(4)
    answer: dict[str, Any] = json.loads(await process.stdout.readexactly(struct.unpack(">I", head)[0]))
    return answer
