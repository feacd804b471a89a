"""Counts what one page transfers, by the browser's own account of the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

FAILED, ERRORS = 25, 15


@dataclass
class Traffic:
    """Requests and bytes of one page, heads of answers and redirects included, by address."""

    sizes: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    requests: int = 0
    failed: list[dict[str, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    active: int = 0
    sockets: list[str] = field(default_factory=list)

    def listen(self, session: Any) -> None:
        """Take in the events of a page's session of the DevTools protocol."""
        self._names: dict[str, str] = {}
        self._heads: dict[str, int] = {}
        self._bodies: dict[str, int] = {}
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.responseReceived", self._headed)
        session.on("Network.dataReceived", self._came)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.loadingFailed", self._failed)
        session.on("Network.webSocketCreated", lambda event: self.sockets.append(event["url"][:200]))
        session.on("Runtime.exceptionThrown", self._threw)
        session.on("Runtime.consoleAPICalled", self._said)

    def facts(self, url: str) -> dict[str, Any]:
        """The account as facts: totals, by host, by kind, the heaviest, what failed."""
        hosts: dict[str, list[int]] = {}
        kinds: dict[str, list[int]] = {}
        for address, size in self.sizes.items():
            for table, key in ((hosts, urlsplit(address).netloc), (kinds, self.kinds.get(address, "Other"))):
                count = table.setdefault(key, [0, 0])
                count[0] += 1
                count[1] += size
        heaviest = sorted(self.sizes.items(), key=lambda pair: -pair[1])[:10]
        own = urlsplit(url).netloc.removeprefix("www.")
        return {
            "bytes": sum(self.sizes.values()),
            "requests": self.requests,
            "hosts": dict(sorted(hosts.items(), key=lambda pair: -pair[1][1])[:60]),
            "others": sorted(host for host in hosts if host.removeprefix("www.") != own)[:60],
            "kinds": kinds,
            "heaviest": [[address[:300], size] for address, size in heaviest],
            "failed": self.failed,
            "sockets": self.sockets[:10],
        }

    def _asked(self, event: dict[str, Any]) -> None:
        one, address = event["requestId"], event["request"]["url"]
        if before := event.get("redirectResponse"):
            self._add(self._names.get(one, ""), int(before["encodedDataLength"]))
        elif address.startswith("http"):
            self.active += 1
        self._names[one] = address
        if address.startswith("http"):
            self.requests += 1
            self.kinds[address] = event.get("type", "Other")
            self.sizes.setdefault(address, 0)

    def _headed(self, event: dict[str, Any]) -> None:
        one, answer = event["requestId"], event["response"]
        self._heads[one] = int(answer["encodedDataLength"])
        if answer["status"] >= 400 and len(self.failed) < FAILED:
            self.failed.append({"url": answer["url"][:300], "status": answer["status"], "kind": event.get("type", "")})

    def _came(self, event: dict[str, Any]) -> None:
        one = event["requestId"]
        self._bodies[one] = self._bodies.get(one, 0) + int(event["encodedDataLength"])

    def _finished(self, event: dict[str, Any]) -> None:
        # An error page in place of a picture ends as a failure, or with its body alone counted.
        one = event["requestId"]
        whole = max(int(event.get("encodedDataLength", 0)), self._heads.get(one, 0) + self._bodies.get(one, 0))
        if self._names.get(one, "").startswith("http"):
            self.active = max(0, self.active - 1)
            self._add(self._names[one], whole)

    def _failed(self, event: dict[str, Any]) -> None:
        one = event["requestId"]
        address = self._names.get(one, "")
        if address.startswith("http") and one not in self._heads and len(self.failed) < FAILED:
            why = event.get("blockedReason") or event.get("errorText", "")
            self.failed.append({"url": address[:300], "error": why, "kind": event.get("type", "")})
        self._finished(event)

    def _add(self, address: str, size: int) -> None:
        if address.startswith("http"):
            self.sizes[address] = self.sizes.get(address, 0) + size

    def _threw(self, event: dict[str, Any]) -> None:
        details = event["exceptionDetails"]
        said = (details.get("exception") or {}).get("description") or details.get("text", "")
        self._error(said)

    def _said(self, event: dict[str, Any]) -> None:
        if event.get("type") == "error":
            self._error(" ".join(str(each.get("value", each.get("description", ""))) for each in event["args"]))

    def _error(self, text: str) -> None:
        line = text.partition("\n")[0][:240]
        if line and line not in self.errors and len(self.errors) < ERRORS:
            self.errors.append(line)
