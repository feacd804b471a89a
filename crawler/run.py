"""Starts and stops the crawl processes of a run; loads nothing heavy itself."""

from __future__ import annotations

import asyncio
import json
import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from audits.store.run_folder import RunFolder

SITES_AT_ONCE = 16
"""Sites walked side by side by one process: each waits for its server most of the time."""

FACTS = ("phone", "desk", "axe", "inks", "frames", "messages", "keyboard")
"""What is looked at where nobody keeps the pictures."""

SILENCE = 120.0
"""Seconds without a line of progress (one a second is due) after which a process hangs in a page and is ended."""


STILLBORN = 3
"""Processes in a row that fail before their first line, after which none is begun any more."""


def settings_misread(settings: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Names that neither Scrapy nor we have, and sentences for values that would fail in the middle of a crawl."""
    from scrapy.settings import default_settings

    from crawler import settings as ours

    unknown, wrong = [], []
    for name, value in settings.items():
        usual = getattr(ours, name, getattr(default_settings, name, ours))
        if usual is ours:
            unknown.append(name)
        elif isinstance(usual, bool):
            if str(value).lower() not in {"1", "0", "true", "false"}:
                wrong.append(f"{name}={value}: write True or False.")
        elif isinstance(usual, int | float):
            whole = isinstance(usual, int) and not name.endswith(("_SECONDS", "_TIMEOUT", "_DELAY"))
            kind = "a whole number" if whole else "a number"
            try:
                meant = math.isfinite(int(value) if whole else float(value))
            except (ValueError, OverflowError):
                meant = False
            if not meant:
                wrong.append(f"{name}={value}: write {kind}, such as {usual}.")
    return unknown, wrong


@dataclass
class CrawlProcesses:
    """The crawl processes of one run and what they report."""

    run: RunFolder
    store: str
    settings: Mapping[str, Any]
    processes: int = 1
    at_once: int = SITES_AT_ONCE
    machine: str = ""
    warcs: str = ""
    memory: int = 0
    children: list[subprocess.Popen[str]] = field(default_factory=list)
    reports: dict[int, dict[str, Any]] = field(default_factory=dict)
    heard: dict[int, float] = field(default_factory=dict)
    stillborn: int = 0
    looked: float = field(default_factory=time.monotonic)

    def start(self, sites: int) -> None:
        """Start the processes, no more than there are sites; a dead one may be started again with `mend`."""
        for _ in range(min(self.processes, sites)):
            self._spawn()

    def mend(self) -> None:
        """Start a process anew for each one that died of something else than having nothing left, or that hangs."""
        now = time.monotonic()
        if now - self.looked > SILENCE / 2:  # we were stopped ourselves (Ctrl-Z), and lines wait to be read
            self.heard = dict.fromkeys(self.heard, now)
        self.looked = now
        for child in list(self.children):
            if child.poll() is None and now - self.heard[child.pid] > SILENCE:
                child.kill()
                child.wait()
            if child.poll() not in {None, 0}:
                self.children.remove(child)
                # What could not begin would fail again beside the rest.
                if child.pid in self.reports or not self.alive():
                    self._spawn()

    def trouble(self) -> str:
        """Why no process can go on (the disk is full); empty while they can."""
        if self.stillborn >= STILLBORN and not self.alive():
            return f"The crawl processes end as soon as they begin; the end of {self.run.log} says why"
        return next((str(report["trouble"]) for report in list(self.reports.values()) if report.get("trouble")), "")

    def alive(self) -> bool:
        return any(child.poll() is None for child in self.children)

    def stop(self, patience: float = 15.0) -> None:
        """Ask the processes to end, and end them if they don't."""
        for child in self.children:
            if child.poll() is None:
                child.terminate()
        for child in self.children:
            try:
                child.wait(patience)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def progress(self) -> dict[str, int]:
        """Pages, requests, bytes and sites so far, over all processes, also those that died."""
        totals: dict[str, int] = {"pages": 0, "requests": 0, "bytes": 0, "sites": 0, "running": 0}
        for report in list(self.reports.values()):
            for key in totals:
                totals[key] += int(report.get(key) or 0)
        return totals

    def _spawn(self) -> None:
        command = [
            sys.executable, "-m", "crawler.worker", str(os.getpid()),
            str(self.run.root), self.store, str(self.at_once), json.dumps(dict(self.settings)),
            self.machine, self.warcs, str(self.memory),
        ]  # fmt: skip
        # Its own session: Ctrl-C in the terminal reaches only us, and we end the children in order.
        with self.run.log.open("a", encoding="utf-8") as log:
            child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True
            )
        self.children.append(child)
        self.heard[child.pid] = time.monotonic()
        threading.Thread(target=self._listen, args=(child,), daemon=True).start()

    def _listen(self, child: subprocess.Popen[str]) -> None:
        assert child.stdout is not None
        with child.stdout as lines:
            for line in lines:
                self.heard[child.pid] = time.monotonic()
                try:
                    self.reports[child.pid] = json.loads(line)
                except ValueError:
                    continue
                self.stillborn = 0
        ended = child.wait()
        if child.pid in self.reports:
            self.reports[child.pid]["running"] = 0
        elif ended:
            self.stillborn += 1


class Browsing:
    """A browser for single pages, outside of any crawl: `with Browsing() as browsing: browsing.file(path, address)`."""

    def __enter__(self) -> Self:
        from crawler.browser.client import BrowserClient

        self._loop = asyncio.new_event_loop()
        self._client = BrowserClient()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.run_until_complete(self._client.close())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def file(self, path: Path, address: str) -> Mapping[str, Any]:
        """What is seen of a file and what lies beside it; nothing else can be reached."""
        return self._loop.run_until_complete(self._look(address, str(path.resolve())))

    async def _look(self, address: str, file: str) -> Mapping[str, Any]:
        facts: Mapping[str, Any] = {}
        async for sight in self._client.look([address], files=file, only=FACTS):
            facts = sight.facts
        return facts
