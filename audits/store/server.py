"""Names the database server of a run that many machines share, and waits for it while it is away."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

PATIENCE = 1800.0
"""Seconds without any answer after which a server is taken to be gone: an hour's half is a restart and an upgrade."""

EXTRA = "pip install 'frontline-audit[cluster]'"

CONNECTION = {
    # A cable that was pulled says nothing: without these a read waits for hours (Linux: 2 h 11 min).
    "connect_timeout": 10,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "application_name": "frontline",
}

_BROKEN = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_CORRUPT", "SQLITE_NOTADB")

Answer = TypeVar("Answer")


class StoreError(Exception):
    """The store cannot be used; the message is one sentence for the user."""


def server_address(text: str) -> str:
    """The address of a PostgreSQL server as it is kept and printed: without the password.

    A password that stands in it goes into PGPASSWORD of this process, where the driver and our children find it and no
    list of processes, log or file shows it. Raises `StoreError` for what is no such address.
    """
    url = _parsed(text)
    if url.get_backend_name() not in {"postgresql", "postgres"}:
        raise StoreError(f"{without_password(text)} is no store; name one as postgresql+psycopg://user@host/database.")
    if url.password:
        os.environ["PGPASSWORD"] = str(url.password)
    plain = URL.create("postgresql+psycopg", url.username, None, url.host, url.port, url.database, url.query)
    return plain.render_as_string(hide_password=False)


def without_password(text: str) -> str:
    """An address fit for a message: whatever stands for a password in it is left out."""
    return re.sub(r"(?<=://)([^/@:]*):.*@", r"\1@", text)


def patiently(ask: Callable[[], Answer], enough: Callable[[], bool] = lambda: False) -> Answer:
    """What `ask` gives; asked again while the server cannot be reached, unless `enough` says to stop.

    Only for what may be done twice: a connection can break between the server's commit and its word of it. Raises
    `StoreError` when the server stays away.
    """
    began, pause = time.monotonic(), 0.2
    while True:
        try:
            return ask()
        except DBAPIError as error:
            if not gone(error):
                raise
            if enough() or time.monotonic() - began > PATIENCE:
                raise StoreError(f"The database server does not answer ({reason(error)}).") from error
        time.sleep(pause)
        pause = min(pause * 1.6, 5.0)


def gone(error: DBAPIError) -> bool:
    """Whether the server, or the way to it, failed, so that the same question may be answered later."""
    cause = error.orig
    ours = type(cause).__module__.partition(".")[0] == "psycopg"
    names = {kind.__name__ for kind in type(cause).__mro__}
    return ours and (error.connection_invalidated or "OperationalError" in names)


def broken(error: DBAPIError) -> bool:
    """Whether the file of the tables, or its disk, failed: it is full, read-only, damaged, out of reach."""
    return str(getattr(error.orig, "sqlite_errorname", "")).startswith(_BROKEN)


def remedy(error: DBAPIError) -> str:
    """How a damaged file of the tables is mended, as a further sentence; empty where it is not damaged."""
    if str(getattr(error.orig, "sqlite_errorname", "")).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return " Take that file away: the same command, or `frontline audit`, makes it anew from what was fetched."
    return ""


def reason(error: DBAPIError) -> str:
    """The first line of what the driver says; it never holds the password."""
    lines = [line.strip() for line in str(error.orig).splitlines() if line.strip()]
    return (lines[0] if lines else type(error.orig).__name__)[:200].rstrip(".")


def _parsed(text: str) -> URL:
    try:
        return make_url(text)
    except (ArgumentError, ValueError) as error:
        raise StoreError(
            f"{without_password(text)} is no address of a database; write postgresql+psycopg://user@host/database."
        ) from error
