"""Starts a PostgreSQL server of its own on loopback, and a door before it that can be shut."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import psycopg

USER = "frontline"


@dataclass
class Postgres:
    """A running server."""

    port: int

    def create(self, name: str) -> str:
        """A fresh database; gives its address for --store."""
        self.ask("postgres", f"CREATE DATABASE {name}")
        return self.address(name)

    def address(self, name: str, port: int | None = None) -> str:
        return f"postgresql+psycopg://{USER}@127.0.0.1:{port or self.port}/{name}"

    def ask(self, database: str, question: str) -> list[tuple]:
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user=USER, dbname=database, autocommit=True
        ) as connection:
            cursor = connection.execute(question)
            return cursor.fetchall() if cursor.description else []


def programs() -> Path | None:
    """Where the server's programs are; Debian keeps them out of the way, one folder for each version."""
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    if beside := shutil.which("initdb"):
        found.append(Path(beside).parent)
    return next((folder for folder in found if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


@contextlib.contextmanager
def postgres() -> Iterator[Postgres]:
    """A server in a folder of its own; it refuses to run as root, so it then runs as somebody else."""
    folder = programs()
    assert folder is not None
    user = "nobody" if os.geteuid() == 0 else None
    base = Path(tempfile.mkdtemp(prefix="frontline-pg-"))
    if user:
        shutil.chown(base, user)
    try:
        make = [folder / "initdb", "-D", base / "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"]
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(base)}
        quiet = {"cwd": base, "user": user, "env": environment, "stdout": subprocess.DEVNULL}
        subprocess.run(make, check=True, stderr=subprocess.PIPE, **quiet)
        port = free_port()
        run = [
            folder / "postgres", "-D", base / "data", "-p", str(port), "-c", "listen_addresses=127.0.0.1",
            "-c", f"unix_socket_directories={base}", "-c", "fsync=off", "-c", "max_connections=100",
        ]  # fmt: skip
        server = subprocess.Popen(run, stderr=subprocess.DEVNULL, start_new_session=True, **quiet)
        try:
            _await(port)
            yield Postgres(port)
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(base, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(host="127.0.0.1", port=port, user=USER, dbname="postgres").close()
            return
        time.sleep(0.1)
    raise AssertionError("PostgreSQL did not start")


@dataclass
class Door:
    """A TCP door before a server: when it is shut, every connection breaks and none comes through."""

    target: int
    listener: socket.socket = field(default_factory=socket.socket)
    open: bool = True
    pairs: set[socket.socket] = field(default_factory=set)
    ended: bool = False

    def __enter__(self) -> Self:
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen(64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended = True
        self.shut()
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def shut(self) -> None:
        self.open = False
        for end in list(self.pairs):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def reopen(self) -> None:
        self.open = True

    def _accept(self) -> None:
        while not self.ended:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            if not self.open:
                client.close()
                continue
            server = socket.create_connection(("127.0.0.1", self.target))
            self.pairs |= {client, server}
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while part := source.recv(65536):
                sink.sendall(part)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            self.pairs.discard(end)
            end.close()
