"""Starts and stops the crawl processes of a run; loads nothing heavy itself."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from audits.store.run_folder import RunFolder

SITES_AT_ONCE = 16
"""Sites walked side by side by one process: each waits for its server most of the time."""


@dataclass
class CrawlProcesses:
    """The crawl processes of one run and what they report."""

    run: RunFolder
    store: str
    settings: Mapping[str, Any]
    processes: int = 1
    at_once: int = SITES_AT_ONCE
    children: list[subprocess.Popen[str]] = field(default_factory=list)
    reports: dict[int, dict[str, int]] = field(default_factory=dict)
    ended: dict[str, int] = field(default_factory=dict)

    def start(self) -> None:
        """Start the processes; a dead one may be started again with `mend`."""
        for _ in range(self.processes):
            self._spawn()

    def mend(self) -> None:
        """Start a process anew for each one that died of something else than having nothing left to do."""
        for child in list(self.children):
            if child.poll() not in {None, 0}:
                self.children.remove(child)
                self._spawn()

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
            for key, value in report.items():
                totals[key] = totals.get(key, 0) + value
        return totals

    def _spawn(self) -> None:
        command = [
            sys.executable, "-m", "crawler.worker",
            str(self.run.root), self.store, str(self.at_once), json.dumps(dict(self.settings)),
        ]  # fmt: skip
        # Its own session: Ctrl-C in the terminal reaches only us, and we end the children in order.
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdout=subprocess.PIPE, stderr=self._log(), text=True, start_new_session=True
        )
        self.children.append(child)
        threading.Thread(target=self._listen, args=(child,), daemon=True).start()

    def _log(self) -> Any:
        return self.run.log.open("a", encoding="utf-8")

    def _listen(self, child: subprocess.Popen[str]) -> None:
        assert child.stdout is not None
        for line in child.stdout:
            try:
                self.reports[child.pid] = json.loads(line)
            except ValueError:
                continue
        child.wait()
        if child.pid in self.reports:
            self.reports[child.pid]["running"] = 0
