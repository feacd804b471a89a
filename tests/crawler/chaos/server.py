"""Serves the cases, each on its own loopback address, and keeps a log of who asked for what, and when."""

from __future__ import annotations

import asyncio
import contextlib
import csv
import json
import socket
import tempfile
import threading
import time
import traceback
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import cycle, islice, pairwise
from pathlib import Path

from tests.crawler.chaos.case import CASES, Case, Handler, Hosted
from tests.crawler.chaos.certificates import Certificates
from tests.crawler.chaos.wire import Hangup, Wire

PATIENCE = 120.0
"""Seconds that one request may be worked on: even an endless answer ends."""

PORTS = range(8100, 8900, 2)
"""Pairs for http and https, inside what a crawl may reach without `--allow-private`."""


@dataclass
class Record:
    """One request, or one connection on which none came (`method` empty). Times are seconds since 1970."""

    case: str
    name: str
    address: str
    port: int
    connection: int
    start: float
    end: float | None = None
    method: str = ""
    target: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 0
    sent: int = 0


class Web:
    """The hostile web, running in a thread of its own between `start` and `stop`."""

    def __init__(self, cases: Sequence[Case], copies: int = 0, log: Path | None = None) -> None:
        self._wanted = _spread(cases, copies)
        self.hosted: list[Hosted] = []
        self.records: list[Record] = []
        self.faults: list[str] = []
        self.port = self.tls = 0
        self._log = log.open("w", encoding="utf-8") if log else None
        self._folder = tempfile.TemporaryDirectory(prefix="chaos-")
        self._certificates = Certificates()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="chaos", daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()
        self._servers: list[asyncio.Server] = []
        self._plugs: list[socket.socket] = []
        self._connections = 0

    def start(self) -> None:
        self._certificates.write_authority(self.authority)
        doors = self._open_doors()
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(doors), self._loop).result(60)

    def stop(self) -> None:
        """End every answer and close every connection; comes back when nothing is left."""
        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(30)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(30)
        self._loop.close()
        for plug in self._plugs:
            plug.close()
        if self._log:
            self._log.close()
        self._folder.cleanup()

    @property
    def authority(self) -> Path:
        """The certificate of the authority that signed the good ones."""
        return Path(self._folder.name) / "authority.pem"

    @property
    def hosts(self) -> str:
        """What the names resolve to: `name=address,name=address|address in turn,name=+address taken for public`."""
        pairs = {name: target for hosted in self.hosted for name, target in hosted.hosts.items()}
        return ",".join(f"{name}={target}" for name, target in pairs.items())

    @property
    def environment(self) -> dict[str, str]:
        """What a crawl of this web needs in its environment."""
        return {"FRONTLINE_HOSTS": self.hosts, "SSL_CERT_FILE": str(self.authority)}

    def one(self, name: str) -> Hosted:
        """The hosted case of this name (the first, when there are copies)."""
        return next(hosted for hosted in self.hosted if hosted.case.name == name)

    def write_list(self, path: Path, *, guarded: bool = False) -> list[Hosted]:
        """Write the list of sites as `frontline` reads it, with what to expect in further columns."""
        chosen = [hosted for hosted in self.hosted if hosted.case.guarded == guarded]
        with path.open("w", encoding="utf-8", newline="") as lines:
            table = csv.writer(lines)
            table.writerow(["url", "name", "group", "expected_status", "expected_failure", "also"])
            for hosted in chosen:
                entry = hosted.case
                also = " ".join(f"{status}/{failure}" for status, failure in entry.also)
                table.writerow([hosted.url, hosted.name, entry.family, entry.status, entry.failure, also])
        return chosen

    def requests(self, hosted: Hosted | None = None) -> list[Record]:
        """The requests so far, in order of their coming, of one site or of all; what came without a request is left out."""
        return [record for record in self.contacts(hosted) if record.method]

    def contacts(self, hosted: Hosted | None = None) -> list[Record]:
        """Like `requests`, with connections on which no request came."""
        known = set(hosted.addresses) if hosted else set()
        return [record for record in list(self.records) if hosted is None or record.address in known]

    def forget(self) -> None:
        """Every site forgets its visitors, and the log begins anew."""
        for hosted in self.hosted:
            hosted.memory.clear()
        self.records.clear()

    def _open_doors(self) -> list[tuple[socket.socket, Hosted, str]]:
        """Bind every address that is needed, all of http on one port and all of https on the next."""
        for port in PORTS:
            try:
                return self._bind(port)
            except OSError:
                for plug in self._plugs:
                    plug.close()
                self._plugs.clear()
        raise OSError("no pair of ports is free on 127.0.3.1 and the addresses after it")

    def _bind(self, port: int) -> list[tuple[socket.socket, Hosted, str]]:
        self.port, self.tls, self.hosted = port, port + 1, []
        doors: list[tuple[socket.socket, Hosted, str]] = []
        place = 0
        for entry, name in self._wanted:
            addresses = tuple(_address(place + step) for step in range(1 + entry.others))
            place += len(addresses)
            hosted = _host(entry, name, addresses, self.port, self.tls)
            self.hosted.append(hosted)
            for address in addresses:
                if entry.http == "open":
                    doors.append((self._plug(address, self.port), hosted, ""))
                elif entry.http == "shut":
                    self._plug(address, self.port)  # bound and never listened at: nobody else can take it
                if entry.tls:
                    doors.append((self._plug(address, self.tls), hosted, entry.tls))
        trap = Hosted(_LOCALHOST, _LOCALHOST.name, ("127.0.0.1",), "", {}, self.port, self.tls)
        doors.append((self._plug("127.0.0.1", self.port), trap, ""))
        self.hosted_trap = trap
        return doors

    def _plug(self, address: str, port: int) -> socket.socket:
        plug = socket.socket()
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._plugs.append(plug)
        plug.bind((address, port))
        return plug

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(lambda _loop, _context: None)  # broken handshakes are the point
        self._loop.run_forever()

    async def _listen(self, doors: Iterable[tuple[socket.socket, Hosted, str]]) -> None:
        for plug, hosted, kind in doors:
            address, port = plug.getsockname()
            context = None
            if kind not in {"", "plain"}:
                names = [address, *(name for name, target in hosted.hosts.items() if address in target)]
                context = self._certificates.context(kind, *names)

            def welcome(
                reader: asyncio.StreamReader,
                writer: asyncio.StreamWriter,
                hosted: Hosted = hosted,
                address: str = address,
                port: int = port,
            ) -> None:
                task = self._loop.create_task(self._serve(Wire(reader, writer, hosted, address, port)))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

            server = await asyncio.start_server(
                welcome, sock=plug, ssl=context, backlog=100, ssl_handshake_timeout=15 if context else None
            )
            self._servers.append(server)

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.05)  # transports close in the next rounds of the loop

    async def _serve(self, wire: Wire) -> None:
        """All requests of one connection, one after the other."""
        self._connections += 1
        hosted = wire.hosted
        record = Record(
            hosted.case.name, hosted.name, wire.address, wire.port, self._connections, time.time()
        )  # stays as it is when no request comes
        handler = hosted.case.handler
        try:
            if handler is not None and hasattr(handler, "raw"):
                await self._bounded(handler, wire)
                return
            while await wire.request():
                record = Record(
                    **{
                        **asdict(record),
                        "start": time.time(),
                        "method": wire.method,
                        "target": wire.target,
                        "headers": wire.headers,
                        "status": 0,
                        "sent": 0,
                        "end": None,
                    }
                )
                self.records.append(record)
                wire.answered = 0
                try:
                    if handler is not None:
                        await self._bounded(handler, wire)
                finally:
                    self._finish(record, wire)
                if not wire.keep or wire.answered == 0:
                    return
        except (Hangup, OSError, TimeoutError, asyncio.IncompleteReadError):
            pass
        except Exception:  # noqa: BLE001 - a fault of this server, for the tests to find
            self.faults.append(traceback.format_exc())
        finally:
            if not record.method:
                self.records.append(record)
                self._finish(record, wire)
            task = asyncio.current_task()
            with contextlib.suppress(OSError, RuntimeError):
                if task and task.cancelling():
                    wire.writer.transport.abort()
                else:
                    wire.writer.close()

    async def _bounded(self, handler: Handler, wire: Wire) -> None:
        async with asyncio.timeout(PATIENCE):
            await handler(wire)

    def _finish(self, record: Record, wire: Wire) -> None:
        record.end, record.status, record.sent = time.time(), wire.answered, wire.sent
        if self._log:
            self._log.write(json.dumps(asdict(record)) + "\n")
            self._log.flush()


@contextlib.contextmanager
def chaos_web(*names: str, copies: int = 0, log: Path | None = None) -> Iterator[Web]:
    """Serve these cases (all when none is named), or `copies` sites made of them in turn, until the block ends.

        with chaos_web("silent", "moved") as web:
            web.write_list(folder / "sites.csv")  # for a crawl with --allow-private; guarded=True for one without
            crawl(folder / "sites.csv", env=os.environ | web.environment)
            web.requests(web.one("moved"))  # who asked for what, and when

    A full crawl over all cases needs short limits, or it waits for the silent ones: each request some five seconds,
    each site some thirty, a budget of 12 to 50 pages. What is expected holds for any limits of that order.
    """
    web = Web([CASES[name] for name in names] or list(CASES.values()), copies, log)
    try:
        web.start()
        yield web
    finally:
        web.stop()


def most_in_flight(records: Iterable[Record]) -> dict[str, int]:
    """The most requests that were being answered at once, by address."""
    marks = defaultdict(list)
    for record in records:
        if record.method:
            # At the same moment an end counts before a start.
            marks[record.address] += [(record.start, 1), (record.end or float("inf"), -1)]
    return {address: _highest(sorted(times)) for address, times in marks.items()}


def pauses(records: Iterable[Record]) -> dict[str, list[float]]:
    """The seconds from the end of each request to the start of the next, by address."""
    by_address = defaultdict(list)
    for record in sorted(records, key=lambda record: record.start):
        if record.method:
            by_address[record.address].append(record)
    return {
        address: [after.start - (before.end or before.start) for before, after in pairwise(row)]
        for address, row in by_address.items()
    }


def available() -> bool:
    """Whether this machine has the whole of 127.0.0.0/8 (Linux does)."""
    with socket.socket() as probe, contextlib.suppress(OSError):
        probe.bind((_address(0), 0))
        return True
    return False


async def _nothing_here(wire: Wire) -> None:
    await wire.reply(b"", 404)


_LOCALHOST = Case(
    "localhost", "invalid", "", "Nobody may ask here: links to localhost lead nowhere.", handler=_nothing_here
)


def _highest(marks: list[tuple[float, int]]) -> int:
    most = now = 0
    for _, step in sorted(marks, key=lambda mark: (mark[0], mark[1])):
        now += step
        most = max(most, now)
    return most


def _spread(cases: Sequence[Case], copies: int) -> list[tuple[Case, str]]:
    """Each case once under its own name; or `copies` sites, the cases in turn, with names told apart by a number."""
    if not copies:
        return [(entry, entry.name) for entry in cases]
    usual = [entry for entry in cases if not entry.guarded]
    return [(entry, f"{entry.name}-{number}") for number, entry in enumerate(islice(cycle(usual), copies), 1)]


def _address(place: int) -> str:
    return f"127.0.{3 + place // 250}.{1 + place % 250}"


def _host(entry: Case, name: str, addresses: tuple[str, ...], port: int, tls: int) -> Hosted:
    fill = {
        "address": addresses[0],
        "other": addresses[-1],
        "name": name.replace("_", "-") + ".test",
        "port": port,
        "tls": tls,
    }
    hosts = {host.format(**fill): target.format(**fill) for host, target in entry.hosts}
    return Hosted(entry, name, addresses, entry.url.format(**fill), hosts, port, tls)
