"""Asks Chromium, as the phone we weigh for: bytes, requests, times, layout."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.*",
]  # fmt: skip
PHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75, "is_mobile": True, "has_touch": True}


@dataclass
class Seen:
    """What the browser saw of one page. `requests` holds encoded bytes by address, `None` where nothing came."""

    url: str
    requests: dict[str, int | None] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    moments: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By address: seconds after the first request at which it was sent, its answer began and ended; its priority."""
    onload: float = 0.0
    first_paint: float = 0.0
    scroll_width: int = 0
    body_width: int = 0
    screen: int = 0
    extra: Any = None

    @property
    def total(self) -> int:
        return sum(size or 0 for size in self.requests.values())


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGS)
        try:
            yield browser
        finally:
            browser.close()


def look(
    browser: Browser, url: str, *, throttle: dict[str, float] | None = None, settle: float = 0.6, ask: str = ""
) -> Seen:
    """Load one page in a fresh profile, cache off. `ask` is JavaScript whose value is kept in `extra`."""
    context = browser.new_context(**PHONE, service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    if throttle:
        session.send("Network.emulateNetworkConditions", {"offline": False, **throttle})
    seen = Seen(url)
    names: dict[str, str] = {}
    start: list[float] = []

    def moment(address: str, event: dict[str, Any], what: str) -> None:
        start.append(event["timestamp"])
        seen.moments.setdefault(address, {})[what] = round(event["timestamp"] - start[0], 4)

    def asked(event: dict[str, Any]) -> None:
        address = event["request"]["url"]
        if event.get("redirectResponse"):
            before = names.get(event["requestId"], "")
            seen.requests[before] = (seen.requests.get(before) or 0) + event["redirectResponse"]["encodedDataLength"]
        names[event["requestId"]] = address
        if address.startswith("http"):
            seen.requests.setdefault(address, None)
            seen.types[address] = event.get("type", "")
            moment(address, event, "sent")
            seen.moments[address]["priority"] = event["request"].get("initialPriority", "")

    heads: dict[str, int] = {}
    bodies: dict[str, int] = {}

    def headed(event: dict[str, Any]) -> None:
        heads[event["requestId"]] = int(event["response"]["encodedDataLength"])
        moment(names.get(event["requestId"], ""), event, "head")

    def came(event: dict[str, Any]) -> None:
        bodies[event["requestId"]] = bodies.get(event["requestId"], 0) + int(event["encodedDataLength"])

    def finished(event: dict[str, Any]) -> None:
        # An error page in place of a script or picture ends as a failure, or with its body alone counted.
        one = event["requestId"]
        address = names.get(one, "")
        moment(address, event, "end")
        size = max(int(event.get("encodedDataLength", 0)), heads.get(one, 0) + bodies.get(one, 0))
        if address.startswith("http") and one in heads:
            # The same picture asked for twice, as icon and in the page, is an effect of the cache being off.
            seen.requests[address] = max(seen.requests.get(address) or 0, size)

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.responseReceived", headed)
    session.on("Network.dataReceived", came)
    session.on("Network.loadingFinished", finished)
    session.on("Network.loadingFailed", finished)
    try:
        page.goto(url, wait_until="load", timeout=120_000)
        page.wait_for_timeout(settle * 1000)
        _timing(page, seen)
        if ask:
            seen.extra = page.evaluate(ask)
    finally:
        context.close()
    return seen


def _timing(page: Page, seen: Seen) -> None:
    facts = page.evaluate("""() => {
      const n = performance.getEntriesByType('navigation')[0];
      const p = performance.getEntriesByName('first-contentful-paint')[0] || performance.getEntriesByName('first-paint')[0];
      return {load: n ? n.loadEventStart : 0, paint: p ? p.startTime : 0,
              wide: document.documentElement.scrollWidth, body: document.body ? document.body.scrollWidth : 0,
              screen: screen.width};
    }""")
    seen.onload, seen.first_paint = facts["load"] / 1000, facts["paint"] / 1000
    seen.scroll_width, seen.body_width, seen.screen = facts["wide"], facts["body"], facts["screen"]
