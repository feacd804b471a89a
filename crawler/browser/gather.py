"""Opens one page on a phone and on a desk, and writes down what is seen; judges nothing."""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from crawler.browser.crops import axe_faults, by_turns, crops
from crawler.browser.files import ROOT, give
from crawler.browser.frames import Watch
from crawler.browser.injected import axe, early, script
from crawler.browser.inks import inks
from crawler.browser.keyboard import keyboard_facts
from crawler.browser.messages import on_load
from crawler.browser.network import Traffic
from crawler.browser.networks import NETWORKS, conditions
from crawler.browser.networks import SECONDS as SLOW_SECONDS
from crawler.browser.paper import Paper
from crawler.browser.proxy import Proxy

PHONE = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
}
"""The phone that Lighthouse measures with (moto g power)."""

DESK = {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False}
NARROW = {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": False}
"""What a desk of 1,280 pixels shows at 400 % (WCAG 2.2 SC 1.4.10)."""

VERSION = 1
"""Of the facts' shape."""

LOAD_SECONDS = 20.0
QUIET_SECONDS, QUIET_AT_MOST = 0.5, 4.0
"""A page is taken to be there when nothing has been asked for that long, and after this at the latest."""

_IS_PAGE = """document.documentElement !== null && (!/xml$/.test(document.contentType) || document.contentType === 'image/svg+xml'
    || (document.documentElement.namespaceURI === 'http://www.w3.org/1999/xhtml' && !document.getElementById('webkit-xml-viewer-source-xml')))"""
"""Of other XML a browser makes a page of its own, which is nobody's to be judged by."""

ALL = ("phone", "desk", "axe", "inks", "frames", "messages", "keyboard", "crops")
"""What is looked at, unless a job asks for some of it only."""

SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""  # WCAG 2.2 SC 1.4.12


@dataclass
class Looker:
    """The pages of one site in one profile: a `Looker` is made for the first of them and closed after the last."""

    browser: Any
    proxy: Proxy
    paper: Paper
    settings: Mapping[str, Any] = field(default_factory=dict)

    async def open(self, job: Mapping[str, Any]) -> None:
        """Make the profile: no cookies, no cache, no service workers, nothing saved."""
        agent = str(self.settings.get("user_agent") or "")
        self.context = await self.browser.new_context(
            **PHONE,
            service_workers="block",
            accept_downloads=False,
            ignore_https_errors=True,
            locale="en-GB",
            **({"user_agent": _agent(self.browser.version, agent)} if agent else {}),
        )
        self.context.set_default_timeout(LOAD_SECONDS * 1000)
        await self.context.add_init_script(early())
        if job.get("files"):
            page = Path(str(job["files"]))
            await self.context.route(f"{ROOT}/**", lambda route: give(route, page))

    async def close(self) -> None:
        await self.context.close()

    async def look(self, job: Mapping[str, Any]) -> dict[str, Any]:
        """Everything that is seen of one page; `failure` names what kept it from being seen whole."""
        url = str(job["url"])
        self.proxy.begin_page(shut=bool(job.get("files")))
        facts: dict[str, Any] = {"version": VERSION, "browser": self.browser.version, "pictures": []}
        began = time.monotonic()
        wanted = set(job.get("only") or ALL)
        try:
            async with asyncio.timeout(float(self.settings.get("seconds", 60))):
                if "phone" in wanted:
                    await self._phone(url, facts)
                if not facts.get("failure") and wanted - {"phone"}:
                    await self._desk(url, facts, wanted)
                if not facts.get("failure") and self.settings.get("network"):
                    facts["slow"] = await self._slow(url, str(self.settings["network"]))
        except TimeoutError:
            facts["failure"] = "too_slow"
        except Exception as error:  # noqa: BLE001 - whatever went wrong is a fact about this page only
            if "crash" in str(error).lower():
                facts["failure"] = "page_crashed"
            else:
                facts.setdefault("failure", "browser_error")
            facts["detail"] = " ".join(str(error).split())[:300]
        if self.proxy.over:
            facts["cut"] = "bytes"
        if self.proxy.refused:
            # The browser itself asks for its maker's hosts too; those are no business of the page.
            asked = set(facts.get("network", {}).get("hosts", ())) | {urlsplit(url).netloc}
            told = [
                line
                for line in dict.fromkeys(self.proxy.refused)
                if line.partition(": ")[0].removesuffix(":443") in asked
            ]
            facts["refused"] = told[:20]
        facts["seconds"] = round(time.monotonic() - began, 2)
        return facts

    async def _phone(self, url: str, facts: dict[str, Any]) -> None:
        async with _Tab(self.context) as tab:
            if failure := await tab.load(url):
                facts["failure"], facts["detail"] = failure, tab.detail
                return
            facts["url"] = tab.page.url
            cookies = await self.context.cookies()
            facts["text"] = await tab.run("text")
            facts["times"] = await tab.run("times")
            facts["phone"] = await tab.run("phone")
            facts["network"] = tab.traffic.facts(tab.page.url)
            facts["console"] = list(tab.traffic.errors)
            facts["windows"], facts["dialogs"] = tab.windows, tab.dialogs[:5]
            facts["cookies"] = [
                {"name": str(each["name"])[:100], "domain": str(each["domain"]), "lasting": each["expires"] > 0}
                for each in cookies[:60]
            ]
            facts["pictures"].append({"kind": "phone", "body": await tab.picture(30)})

    async def _slow(self, url: str, name: str) -> dict[str, Any]:
        """The page once more on the phone, with nothing of it kept, over a connection made slow."""
        facts: dict[str, Any] = {"profile": name, **NETWORKS[name]._asdict()}
        async with _Tab(self.context) as tab:
            await tab.session.send("Network.setCacheDisabled", {"cacheDisabled": True})
            await tab.session.send("Network.emulateNetworkConditions", conditions(name))
            if failure := await tab.load(url, seconds=SLOW_SECONDS):
                return {**facts, "failure": failure}
            times = await tab.run("times")
            kept = {key: times[key] for key in ("answered", "first_paint", "largest_paint", "loaded")}
            return {**facts, **kept, "complete": times["loaded"] > 0, "bytes": sum(tab.traffic.sizes.values())}

    async def _desk(self, url: str, facts: dict[str, Any], wanted: set[str]) -> None:
        async with _Tab(self.context, DESK) as tab:
            watch = Watch(tab) if "frames" in wanted else None
            if failure := await tab.load(url, watch):
                facts["desk"] = {"failure": failure}
                return
            facts.setdefault("url", tab.page.url)
            facts["motion"] = await tab.run("motion")
            restless = watch is not None and await watch.rest()
            facts["pictures"].append({"kind": "desktop", "body": await tab.picture(45)})
            if "axe" in wanted:
                facts["axe"] = await tab.axe()
            if "inks" in wanted:
                facts["inks"] = await inks(tab, self.paper)
            if "crops" in wanted:
                named = by_turns(axe_faults(facts.get("axe", {})), await self._faults(url, tab))
                facts["pictures"] += await crops(tab, self.paper, named)
            if watch is not None:
                if restless:
                    await watch.again()
                facts["frames"] = await watch.facts(self.paper, lasting=restless)
            if "messages" in wanted:
                facts["messages"] = await on_load(tab)
            if "keyboard" in wanted:
                facts["keyboard"] = await keyboard_facts(tab)
        if "desk" in wanted:
            async with _Tab(self.context, DESK) as tab:
                if not await tab.load(url):
                    facts["desk"] = await _stretched(tab)

    async def _faults(self, url: str, tab: _Tab) -> list[tuple[str, str]]:
        """Rule and element of what the audits find in the page's source, where somebody gave them to us."""
        place = str(self.settings.get("faults") or "")
        if not place or tab.answer is None:
            return []
        module, _, name = place.partition(":")
        find = getattr(await asyncio.to_thread(import_module, module), name)
        with suppress(Exception):  # a body that has gone meanwhile
            body = await asyncio.wait_for(tab.answer.body(), 5)
            media = tab.answer.headers.get("content-type", "text/html")
            return list(await asyncio.to_thread(find, url, body, media))
        return []


class _Tab:
    """One tab, closed in any case; all navigations with a body are stopped, for forms are never sent."""

    def __init__(self, context: Any, metrics: Mapping[str, Any] | None = None) -> None:
        self.context, self.metrics = context, metrics
        self.traffic = Traffic()
        self.frozen = False
        self.stopped: list[dict[str, str]] = []
        self.dialogs: list[str] = []
        self.windows = 0
        self.detail = ""
        self.answer: Any = None

    async def __aenter__(self) -> Self:
        self.page = await self.context.new_page()
        self.page.on("dialog", lambda dialog: asyncio.ensure_future(self._dismiss(dialog)))
        self.page.on("popup", lambda popup: asyncio.ensure_future(self._shut(popup)))
        self.session = await self.context.new_cdp_session(self.page)
        self.traffic.listen(self.session)
        self.session.on("Fetch.requestPaused", lambda event: asyncio.ensure_future(self._paused(event)))
        await self.session.send("Network.enable")
        await self.session.send("Runtime.enable")
        await self.session.send("Fetch.enable", {"patterns": [{"resourceType": "Document"}]})
        if self.metrics:
            await self.resize(self.metrics)
            await self.session.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
        return self

    async def __aexit__(self, *_: object) -> None:
        # A page that hangs may not answer; who called us then ends the browser.
        with suppress(TimeoutError):
            await asyncio.wait_for(self.page.close(), 5)

    async def resize(self, metrics: Mapping[str, Any]) -> None:
        await self.session.send("Emulation.setDeviceMetricsOverride", dict(metrics))

    async def load(self, url: str, watch: Watch | None = None, seconds: float = LOAD_SECONDS) -> str:
        """Open the page and wait until it is there, watched meanwhile. The failure's name, empty where it loaded."""
        try:
            answer = await self.page.goto(url, wait_until="load", timeout=seconds * 1000)
        except Exception as error:  # noqa: BLE001 - Playwright has one class for all of them
            self.detail = " ".join(str(error).split())[:200]
            if "Timeout" in self.detail:  # what has come by then is what a visitor looks at
                return "" if await self._has_body() else "too_slow"
            return "page_crashed" if "crash" in self.detail.lower() else "not_loaded"
        if answer is not None and answer.status >= 400:
            self.detail = f"status {answer.status}"
            return "error_status"
        self.answer = answer
        if not await self.page.evaluate(_IS_PAGE):
            return "not_a_page"
        if watch is not None:
            await watch.begin()
        await self._settle()
        return ""

    async def run(self, name: str, argument: Any = None) -> Any:
        """What a script of ours says of the page."""
        return await self.page.evaluate(script(name), argument)

    async def axe(self) -> Any:
        """axe-core over the page and its frames, as it comes, with its default rules."""
        frames = [frame for frame in self.page.frames if not frame.is_detached()][:12]
        for frame in frames:
            with suppress(Exception):  # a frame that went away meanwhile
                await asyncio.wait_for(frame.evaluate(axe()), 10)
        return await asyncio.wait_for(self.run("axe"), 30)

    async def picture(self, quality: int) -> str:
        """The glass as a WebP picture, base64. No clip: on a page that a phone shows shrunk it would cut a corner."""
        options = {"format": "webp", "quality": quality}
        shot = await asyncio.wait_for(self.session.send("Page.captureScreenshot", options), 15)
        return str(shot["data"])

    async def png(self) -> str:
        """The glass as it is, without loss, base64: to cut and to measure."""
        options = {"format": "png", "optimizeForSpeed": True}
        shot = await asyncio.wait_for(self.session.send("Page.captureScreenshot", options), 15)
        return str(shot["data"])

    async def scroll(self, top: float) -> float:
        """Scroll there at once, and say where the page stands then: it may end before."""
        return float(await self.run("scroll", top))

    async def clip(self, area: Mapping[str, float]) -> bytes:
        """A part of the page as PNG bytes, to compare."""
        options = {"format": "png", "clip": {**area, "scale": 1}}
        shot = await asyncio.wait_for(self.session.send("Page.captureScreenshot", options), 15)
        return base64.b64decode(shot["data"])

    async def freeze(self) -> None:
        """From now on nothing leaves the page: no navigation, no form, no message."""
        self.frozen = True
        await self.session.send("Fetch.enable", {"patterns": [{"urlPattern": "*"}]})

    async def _paused(self, event: dict[str, Any]) -> None:
        request, one = event["request"], event["requestId"]
        document = event.get("resourceType") == "Document"
        main = event.get("frameId") == self.page_frame
        stop = request["method"] not in {"GET", "HEAD", "OPTIONS"} if not self.frozen else False
        if self.frozen:
            stop = (document and main) or request["method"] not in {"GET", "HEAD", "OPTIONS"}
        elif not document:
            stop = False
        with suppress(Exception):  # the tab may be gone
            if stop:
                self.stopped.append({"url": request["url"][:300], "method": request["method"]})
                await self.session.send("Fetch.failRequest", {"requestId": one, "errorReason": "Aborted"})
            else:
                await self.session.send("Fetch.continueRequest", {"requestId": one})

    @property
    def page_frame(self) -> str:
        return getattr(self, "_frame", "")

    async def _settle(self) -> None:
        with suppress(Exception):
            tree = await self.session.send("Page.getFrameTree")
            self._frame = tree["frameTree"]["frame"]["id"]
        end = time.monotonic() + QUIET_AT_MOST
        quiet = time.monotonic()
        while time.monotonic() < end and time.monotonic() - quiet < QUIET_SECONDS:
            if self.traffic.active:
                quiet = time.monotonic()
            await asyncio.sleep(0.1)

    async def _has_body(self) -> bool:
        with suppress(Exception):
            return bool(await asyncio.wait_for(self.page.evaluate("!!document.body"), 3))
        return False

    async def _dismiss(self, dialog: Any) -> None:
        self.dialogs.append(f"{dialog.type}: {dialog.message}"[:200])
        with suppress(Exception):
            await dialog.dismiss()

    async def _shut(self, popup: Any) -> None:
        self.windows += 1
        with suppress(Exception):
            await popup.close()


async def _stretched(tab: _Tab) -> dict[str, Any]:
    """The page at 320 pixels, with text twice as large, and with text spaced out; last, for it is bent by that."""
    found: dict[str, Any] = {"plain": await tab.run("reflow")}
    await tab.resize(NARROW)
    await asyncio.sleep(0.3)
    found["narrow"] = await tab.run("reflow")
    await tab.resize(DESK)
    await asyncio.sleep(0.1)
    sheet = await tab.page.evaluate_handle(
        """(text) => { const s = new CSSStyleSheet(); s.replaceSync(text);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, s]; return s; }""",
        SPACING,
    )
    found["spaced"] = await tab.run("reflow")
    await sheet.evaluate("(s) => { s.disabled = true; }")
    await tab.run("enlarge")
    found["enlarged"] = await tab.run("reflow")
    return found


def _agent(version: str, ours: str) -> str:
    """A phone's name, for sites that look at it, and ours, so that we are known."""
    return (
        "Mozilla/5.0 (Linux; Android 11; moto g power (2022)) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{version.partition('.')[0]}.0.0.0 Mobile Safari/537.36 {ours}"
    )
