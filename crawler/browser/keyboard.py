"""Uses a page with a keyboard and writes down what happens; judges nothing, and sends nothing."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from crawler.browser.messages import vanished

STOPS = 70
"""Stops of the walk with Tab: beyond them a page is walked no further, and that is said."""

PICTURES = 12
"""Stops whose look is compared by pictures, where no style changes with the focus."""

BACK = 12
TRAP_TABS = 3
FRAME_TABS = 30  # a frame has stops of its own, all of them the same element to the page
BLINK = 0.03
PAUSE = 0.2
"""Seconds that a page is given to answer a key; animations of menus take about as long."""

SECONDS = 25.0  # for everything that is tried after the walk


async def keyboard_facts(tab: Any) -> dict[str, Any]:
    """The walk through the page, then its skip link, controls, menus, selects and form."""
    await tab.freeze()
    await tab.page.bring_to_front()
    begun = await tab.run("keys_begin")
    facts: dict[str, Any] = {**begun, "stops": []}
    await _walk(tab, facts)
    facts["skip"] = await _skip(tab, facts["stops"])
    try:
        async with asyncio.timeout(SECONDS):
            await _Trials(tab, facts).run()
    except TimeoutError:
        facts["unfinished"] = True
    facts["stops"] = [_short(stop) for stop in facts["stops"]]
    return facts


def _short(stop: Mapping[str, Any]) -> dict[str, Any]:
    """A stop without what is the same for most of them."""
    kept = {key: stop[key] for key in ("selector", "order", "x", "y") if key in stop}
    for name in ("hidden", "covered", "unseen", "moved"):
        if stop.get(name):
            kept |= {name: stop[name], "snippet": stop["snippet"]}
    return kept


async def _walk(tab: Any, facts: dict[str, Any]) -> None:
    stops: list[dict[str, Any]] = facts["stops"]
    visited: set[int] = set()
    pictures, same, ended = PICTURES, 0, ""
    while len(stops) < STOPS:
        moves, windows = len(tab.stopped), tab.windows
        await tab.page.keyboard.press("Tab")
        await asyncio.sleep(BLINK)
        here = await tab.run("keys_active")
        if here is None:
            ended = "left" if len(visited) >= facts["count"] or await _round(tab, visited) else "lost"
            break
        last = stops[-1] if stops else None
        if last is not None and here["selector"] == last["selector"]:
            same += 1
            if same >= (FRAME_TABS if here["tag"] in _FRAMES else TRAP_TABS):
                facts["trap"] = await _trap(tab, here, {here["selector"]})
                ended = "trap"
                break
            continue
        same = 0
        if here["index"] in visited and here["index"] >= 0:
            ended = await _again(tab, facts, here, visited)
            break
        if here["index"] >= 0:
            visited.add(here["index"])
        if not here["changed"]:
            pictures -= 1
            here["unseen"] = pictures >= 0 and await _unseen(tab, here)
        if len(tab.stopped) > moves or tab.windows > windows:
            here["moved"] = True  # the page went elsewhere because something was merely reached
        stops.append(here)
    facts["ended"] = ended or "cut"
    if ended in {"left", "lost", "round"}:
        facts["unreached"] = await tab.run("keys_unreached", sorted(visited))
        facts["back"] = await _backwards(tab, stops) if ended == "left" else None


async def _round(tab: Any, visited: set[int]) -> bool:
    """Is the focus at the beginning again with the next Tab, as after the last stop?"""
    await tab.page.keyboard.press("Tab")
    here = await tab.run("keys_active")
    return here is None or here["index"] in visited


async def _again(tab: Any, facts: dict[str, Any], here: Mapping[str, Any], visited: set[int]) -> str:
    """A stop that was met before: the walk has come round, or goes in a circle."""
    stops = facts["stops"]
    places = [stop["selector"] for stop in stops]
    circle = set(places[places.index(here["selector"]) :]) if here["selector"] in places else set()
    left = await tab.run("keys_unreached", sorted(visited))
    if here["selector"] == places[0] and not left:
        return "round"
    if all(stop["modal"] for stop in stops if stop["selector"] in circle):
        return "modal"
    if len(circle) < len(places) or left:
        facts["trap"] = await _trap(tab, here, circle)
        return "trap" if facts["trap"] else "round"
    return "round"


async def _trap(tab: Any, here: Mapping[str, Any], circle: set[str]) -> dict[str, Any] | None:
    """Can the focus get out with Shift+Tab, or after Escape? `None` where it can."""
    for key in ("Shift+Tab", "Escape"):
        await tab.page.keyboard.press(key)
        tabs = len(circle) + 2 if key == "Escape" else 1
        for _ in range(min(tabs, 12)):
            if key == "Escape":
                await tab.page.keyboard.press("Tab")
            now = await tab.run("keys_active")
            if (now is None and len(circle) > 0) or (now is not None and now["selector"] not in circle):
                if key == "Shift+Tab" and here["tag"] not in _FRAMES and len(circle) == 1:
                    break  # backwards there is a way out, forwards there is none: Escape must be tried as well
                return None
    return {
        "selector": here["selector"],
        "snippet": here["snippet"],
        "circle": len(circle),
        "frame": here["tag"] in _FRAMES,
    }


async def _unseen(tab: Any, here: Mapping[str, Any]) -> bool:
    """No style changed with the focus: do pictures with and without it differ?"""
    if (
        here["hidden"]
        or here["tag"] in _FRAMES
        or (here["tag"] in {"input", "textarea"} and here["type"] not in _BOXES)
    ):
        return False  # a text field shows its caret
    await asyncio.sleep(PAUSE)
    again = await tab.run("keys_active")
    if again is None or again["changed"]:
        return False
    area = {
        "x": max(0, again["x"] - 6),
        "y": max(0, again["y"] - 6),
        "width": min(600, again["w"] + 12),
        "height": min(400, again["h"] + 12),
    }
    with_focus = await tab.clip(area)
    await tab.run("keys_blur")
    await asyncio.sleep(BLINK)
    without = await tab.clip(area)
    await tab.run("keys_blur", True)
    return bool(with_focus == without)


_FRAMES = frozenset({"iframe", "frame"})
_NEVER = 1e12  # milliseconds: nothing has come since then
_BOXES = frozenset({"checkbox", "radio", "button", "submit", "reset", "image", "file", "range", "color"})


async def _backwards(tab: Any, stops: list[dict[str, Any]]) -> dict[str, Any] | None:
    """From the end with Shift+Tab: the same stops the other way round?"""
    expected = [stop["selector"] for stop in reversed(stops)][:BACK]
    met: list[str] = []
    for _ in range(len(expected) + 1):
        await tab.page.keyboard.press("Shift+Tab")
        here = await tab.run("keys_active")
        if here is not None:
            met.append(here["selector"])
    if not met or not expected:
        return None
    start = expected.index(met[0]) if met[0] in expected else -1
    length = min(len(met), len(expected) - start)
    same = start >= 0 and met[:length] == expected[start : start + length]
    stuck = next((place for place, following in itertools.pairwise(met) if place == following), "")
    return {"same": same, "stuck": stuck}


async def _skip(tab: Any, stops: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Does the first link into the page, among its first three stops, lead past what comes before?"""
    number, stop = next(((n, each) for n, each in enumerate(stops[:3]) if each["anchor"]), (0, None))
    if stop is None:
        return None
    await tab.page.evaluate("() => { document.activeElement && document.activeElement.blur(); window.scrollTo(0, 0); }")
    aimed = await tab.page.evaluate(
        "(n) => { const e = window.__frontline_keys.all[n]; if (!e) return false; e.focus(); return document.activeElement === e; }",
        stop["index"],
    )
    if not aimed:
        return None
    await tab.page.keyboard.press("Enter")
    await asyncio.sleep(PAUSE)
    before = await tab.run("keys_after", stop["anchor"])
    if not before["works"]:
        await tab.page.keyboard.press("Tab")
        before = await tab.run("keys_after", stop["anchor"])
    return {"selector": stop["selector"], "snippet": stop["snippet"], "place": number, **before}


class _Trials:
    """What is tried once the walk is done: each thing that was opened is closed again, or the page loaded anew."""

    def __init__(self, tab: Any, facts: dict[str, Any]) -> None:
        self.tab, self.facts = tab, facts
        self.reloads = 5
        self.waits = 2  # for messages, of some seconds each

    async def run(self) -> None:
        tab = self.tab
        facts = self.facts
        await self._reload()
        listed = await tab.run("keys_triggers")
        facts["controls"], facts["menus"], facts["selects"], facts["messages"] = [], [], [], []
        if await self._restless():
            facts["restless"] = True
            return
        for number, menu in enumerate(listed["menus"]):
            facts["menus"].append({**menu, **await self._menu(number)})
        for number, select in enumerate(listed["selects"]):
            facts["selects"].append({**select, "moves": await self._select(number)})
        for number, trigger in enumerate(listed["triggers"]):
            tried = await self._trigger(number, trigger)
            if tried is not None and "Enter" in tried:
                facts["controls"].append({**trigger, **tried})
        if listed["more"]:
            facts["untried"] = listed["more"]
        facts["form"] = await self._form()

    async def _restless(self) -> bool:
        first = await self.tab.run("keys_state")
        await asyncio.sleep(0.6)
        return bool(first != await self.tab.run("keys_state"))

    async def _reload(self) -> None:
        """The page as it was; nothing is sent while it is loaded, but its own parts."""
        tab = self.tab
        tab.frozen = False
        await tab.load(tab.page.url.partition("#")[0])
        tab.frozen = True
        await tab.run("keys_begin")

    async def _renew(self) -> bool:
        if self.reloads <= 0:
            return False
        self.reloads -= 1
        await self._reload()
        await self.tab.run("keys_triggers")
        return True

    async def _trigger(self, number: int, trigger: Mapping[str, Any]) -> dict[str, Any] | None:
        """What the mouse does, then the same with Enter and Space."""
        tried: dict[str, Any] = {}
        for how in ("mouse", "Enter", "Space"):
            if how != "mouse" and (trigger["mouse_only"] or not trigger["focusable"]):
                tried[how] = False
                continue
            if how == "Space" and trigger["tag"] == "a":
                continue  # a link answers to Enter alone
            base = ready = await self.tab.run("keys_state")
            if how == "mouse" and (ready := await self._hovered(number)) is None:
                return None
            since = (await self.tab.run("messages", _NEVER))["now"]
            done = await self._do("triggers", number, how)
            if done is None:
                return None
            tried[how] = done["moved"] or ready != await self.tab.run("keys_state")
            if how == "mouse":
                await self.tab.page.mouse.move(1, 1)
            opened = await self.tab.run("keys_opened", number)
            if how == "mouse":
                if not tried[how]:
                    return None  # nothing to be seen: there is nothing to compare with
                tried["expanded_after"] = opened["expanded"]
                await self._messages(since)
            elif how == "Enter" and tried[how] and opened["dialog"]:
                tried["dialog"] = await self._dialog(number, opened)
            if tried[how] and not await self._restore(number, base) and not await self._renew():
                break
        return tried

    async def _messages(self, since: float) -> None:
        """Wait for messages that came with a press to go by themselves, on a few presses only."""
        told = await self.tab.run("messages", since)
        if self.waits <= 0 or not (told["open"] or told["gone"]):
            return
        self.waits -= 1
        self.facts["messages"] += await vanished(self.tab, since)

    async def _hovered(self, number: int) -> str | None:
        """The page's state with the mouse on a thing, before the click: what opens under the mouse is no click's work."""
        aim = await self.tab.run("keys_aim", ["triggers", number, False])
        if aim is None:
            return None
        await self.tab.page.mouse.move(aim["x"], aim["y"])
        await asyncio.sleep(PAUSE)
        return str(await self.tab.run("keys_state"))

    async def _do(self, kind: str, number: int, how: str) -> dict[str, Any] | None:
        tab = self.tab
        before = len(tab.stopped) + tab.windows + len(tab.dialogs)
        aim = await tab.run("keys_aim", [kind, number, how != "mouse"])
        if aim is None or (how != "mouse" and not aim["focused"]):
            return None
        if how == "mouse":
            await tab.page.mouse.click(aim["x"], aim["y"])
        else:
            await tab.page.keyboard.press(how)
        await asyncio.sleep(PAUSE)
        return {"moved": len(tab.stopped) + tab.windows + len(tab.dialogs) > before}

    async def _restore(self, number: int, base: str) -> bool:
        """Close what was opened: with Escape, else by doing the same again."""
        tab = self.tab
        for how in ("Escape", "click"):
            if base == await tab.run("keys_state"):
                return True
            if how == "Escape":
                await tab.page.keyboard.press("Escape")
            else:
                await self._do("triggers", number, "mouse")
            await asyncio.sleep(PAUSE)
        return bool(base == await tab.run("keys_state"))

    async def _dialog(self, number: int, opened: Mapping[str, Any]) -> dict[str, Any]:
        """Focus moves in, stays in while it is modal, Escape closes, focus returns."""
        tab = self.tab
        found: dict[str, Any] = {**opened["dialog"], "named": opened["named"], "modal": opened["modal"]}
        found["focus_in"] = opened["inside"]
        stays = True
        for _ in range(8):
            await tab.page.keyboard.press("Tab")
            now = await tab.run("keys_opened", number)
            if now["dialog"] and not now["inside"] and not now["nowhere"]:
                stays = False
        found["stays"] = stays
        await tab.page.keyboard.press("Escape")
        await asyncio.sleep(PAUSE)
        closed = await tab.run("keys_opened", number)
        found["escape"] = closed["dialog"] is None
        found["returned"] = bool(closed["dialog"] is None and closed["at_trigger"])
        return found

    async def _menu(self, number: int) -> dict[str, Any]:
        """A menu that opens under the mouse: does it open for the keyboard too?"""
        tab = self.tab
        aim = await tab.run("keys_aim", ["menu", number, False])
        if aim is None:
            return {"hover": False}
        await tab.page.mouse.move(aim["x"], aim["y"])
        await asyncio.sleep(PAUSE + 0.1)
        hover = await tab.run("keys_menu", number)
        stays = await self._hold(number, aim) if hover else True
        await tab.page.mouse.move(1, 1)
        await asyncio.sleep(PAUSE)
        if not hover:
            return {"hover": False}
        found = {"hover": True, "keys": False, "stays": stays}
        if await tab.run("keys_aim", ["menu", number, True]):
            for key in ("", "Enter", "Space", "ArrowDown"):
                if key:
                    await tab.page.keyboard.press(key)
                await asyncio.sleep(PAUSE)
                if await tab.run("keys_menu", number):
                    found["keys"] = True
                    break
            await tab.page.keyboard.press("Escape")
        await tab.page.evaluate("() => { document.activeElement && document.activeElement.blur(); }")
        return found

    async def _hold(self, number: int, aim: Mapping[str, float]) -> bool:
        """Does what the mouse uncovered stay while the mouse goes over to it, in steps as a hand does?"""
        tab = self.tab
        there = await tab.run("keys_tip", number)
        if there is None:
            return True
        await tab.page.mouse.move(aim["x"], aim["y"])
        await tab.page.mouse.move(there["x"], there["y"], steps=8)
        await asyncio.sleep(PAUSE)
        return bool(await tab.run("keys_menu", number))

    async def _select(self, number: int) -> bool:
        """Does choosing with the arrow keys send the page elsewhere?"""
        before = len(self.tab.stopped) + self.tab.windows
        if await self._do("selects", number, "ArrowDown") is None:
            return False
        await asyncio.sleep(PAUSE)
        return bool(len(self.tab.stopped) + self.tab.windows > before)

    async def _form(self) -> dict[str, Any] | None:
        tab = self.tab
        with suppress(Exception):
            if not await self._renew():
                return None
            before = len(tab.stopped)
            form: dict[str, Any] | None = await tab.run("keys_forms")
            if not form or not form["button"]:
                return form
            await asyncio.sleep(PAUSE * 2)
            return {**form, "sent": len(tab.stopped) > before, **await tab.run("keys_errors")}
        return None
