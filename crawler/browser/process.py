"""The browser's process: reads what to look at from its standard input, writes what was seen to its standard output."""

from __future__ import annotations

import asyncio
import json
import os
import struct
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

from audits.store.parent import end_with_parent
from crawler.browser.gather import Looker
from crawler.browser.paper import Paper
from crawler.browser.proxy import Proxy

# No --disable-features here: the last one counts, and Playwright gives one of its own.
ARGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-dev-shm-usage", "--disable-default-apps", "--disable-domain-reliability",
    "--no-pings", "--mute-audio", "--force-color-profile=srgb",
    # All goes through our proxy, loopback too, and nothing is looked up or sent past it.
    "--proxy-bypass-list=<-loopback>", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--dns-prefetch-disable",
    "--js-flags=--max-old-space-size=768",  # a script that fills the memory ends its own page
)  # fmt: skip


BROKEN = frozenset({"too_slow", "browser_error", "page_crashed"})


class HungError(Exception):
    """The browser does not answer any more: this process ends, and another one is started."""


async def serve(settings: Mapping[str, Any], source: BinaryIO, sink: BinaryIO) -> None:
    """Look at one page after the other until the other end is gone."""
    from playwright.async_api import async_playwright

    proxy = Proxy(allow_private=bool(settings.get("allow_private")), cap=int(settings.get("bytes", 30_000_000)))
    await proxy.start()
    async with async_playwright() as playwright:
        launch: dict[str, Any] = {
            "executable_path": str(settings["path"]),
            "headless": True,
            "args": [*ARGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])],
            "proxy": {"server": f"http://127.0.0.1:{proxy.port}"},
            "handle_sigint": False,
            "handle_sigterm": False,
            "handle_sighup": False,
        }
        browser = await playwright.chromium.launch(**launch)
        _send(sink, {"ready": browser.version})
        looker: Looker | None = None
        paper = Paper(browser)
        while (job := await asyncio.to_thread(_receive, source)) is not None:
            if not browser.is_connected():
                browser, looker = await playwright.chromium.launch(**launch), None
                paper = Paper(browser)
            if looker is None or job.get("fresh", True):
                if looker is not None:
                    await _within(10, looker.close())
                looker = Looker(browser, proxy, paper, settings)
                await _within(20, looker.open(job))
            facts = await looker.look(job)
            broken = facts.get("failure") in BROKEN
            _send(sink, {**facts, "ending": broken})
            if broken:  # a page that hangs may hold others of its site with it: the next one gets a new browser
                os._exit(0)
        await browser.close()
    await proxy.stop()


async def _within(seconds: float, work: Any) -> None:
    try:
        await asyncio.wait_for(work, seconds)
    except TimeoutError as error:
        raise HungError from error


def _send(sink: BinaryIO, message: Mapping[str, Any]) -> None:
    body = json.dumps(message, ensure_ascii=True).encode()
    sink.write(struct.pack(">I", len(body)) + body)
    sink.flush()


def _receive(source: BinaryIO) -> dict[str, Any] | None:
    head = source.read(4)
    if len(head) < 4:
        return None
    job: dict[str, Any] = json.loads(source.read(struct.unpack(">I", head)[0]))
    return job


def main() -> None:
    """`python -m crawler.browser.process SETTINGS_JSON`: started by `crawler.browser.keeper`, ended with it."""
    end_with_parent()
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # whatever a library prints goes to the log, not into the messages
    try:
        asyncio.run(serve(json.loads(sys.argv[1]), source, sink))
    except HungError:
        sys.exit(3)


if __name__ == "__main__":
    main()
