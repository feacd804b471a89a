"""The tables of a run: sites, pages, measurements, findings, and what all machines must know of it."""

from __future__ import annotations

import json
import math
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    URL,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from audits.store.records import FindingGroup, Measurement, PageRecord, SiteEntry, SiteResult
from audits.store.server import (
    CONNECTION,
    EXTRA,
    PATIENCE,
    StoreError,
    gone,
    reason,
    remedy,
    server_address,
    without_password,
)
from audits.store.site_list import site_of

ROWS = 2000  # of one statement: more make it no faster

metadata = MetaData()

# Sorted as bytes by SQLite; a server would sort by the rules of its language, and reports would differ.
Name = String().with_variant(String(collation="C"), "postgresql")

site = Table(
    "site",
    metadata,
    Column("id", Integer, primary_key=True),  # the place in the list, from 1
    Column("key", Name, nullable=False, unique=True),
    Column("line", Integer, nullable=False),
    Column("url", Text, nullable=False),
    Column("name", Text, nullable=False, default=""),
    Column("group", Text, nullable=False, default=""),
    Column("area", Text, nullable=False, default=""),
    Column("lat", Float),
    Column("lon", Float),
    Column("extra", JSON, nullable=False),  # the list's other columns
    # waiting → crawling → sealed → audited; `invalid` never moves
    Column("state", String, nullable=False, default="waiting"),
    Column("worker", String, nullable=False, default=""),
    Column("lease_until", Float, nullable=False, default=0.0),  # who may take it when: see `claims`
    Column("address", String, nullable=False, default=""),  # IP address: sites behind one are not crawled together
    Column("attempts", Integer, nullable=False, default=0),
    Column("status", String, nullable=False, default=""),
    Column("failure", String, nullable=False, default=""),
    Column("reason", Text, nullable=False, default=""),
    Column("final_url", Text, nullable=False, default=""),
    Column("fetched_at", String),  # ISO 8601, UTC
    Column("fetches", Integer, nullable=False, default=0),
    Column("failures", Integer, nullable=False, default=0),
    Column("wire_bytes", BigInteger, nullable=False, default=0),
    Column("pages", Integer, nullable=False, default=0),
    # Written at every claim, so as little as possible: rows that somebody holds, and rows whose address is known.
    Index("site_queue", "state", "lease_until", "id"),
)
Index("site_worker", site.c.worker, sqlite_where=site.c.worker != "", postgresql_where=site.c.worker != "")
Index(
    "site_address",
    site.c.address,
    site.c.state,
    sqlite_where=site.c.address != "",
    postgresql_where=site.c.address != "",
)

page = Table(
    "page",
    metadata,
    Column("site_id", ForeignKey("site.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("status", Integer),
    Column("fetched_at", String, nullable=False),
    Column("wire_bytes", BigInteger),  # as the server promised, so up to fifteen digits
    Column("title", Text, nullable=False),
    Column("home", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("values", JSON, nullable=False),  # audit id → value; never a column per measure
)

measurement = Table(
    "measurement",
    metadata,
    Column("site_id", ForeignKey("site.id"), primary_key=True),
    Column("audit", Name, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("outcome", String, nullable=False),
    Column("value", JSON),
    Column("home", JSON),
    Column("unit", String, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("failing", Integer, nullable=False),
    Column("checked", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("facts", JSON, nullable=False),
)

finding = Table(
    "finding",
    metadata,
    Column("site_id", ForeignKey("site.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("audit", String, nullable=False),
    Column("identity", String, nullable=False),
    Column("level", String, nullable=False),
    Column("grade", String, nullable=False),
    Column("wcag", JSON, nullable=False),
    Column("related", JSON, nullable=False),
    Column("severity", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("snippet", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("places", Integer, nullable=False),
    Column("seen", JSON, nullable=False),  # up to 25 of {url, selector, snippet, message}
)


about = Table(
    "about",
    metadata,
    Column("name", Name, primary_key=True),
    Column("value", JSON, nullable=False),
)


def open_store(where: Path | str, connections: int = 5) -> Engine:
    """Open (and where needed make) the tables in an SQLite file, or in the database of a PostgreSQL server's address.

    Raises `StoreError` where the file is no such database, or the server cannot be reached.
    """
    if not isinstance(where, Path) and "://" in where and not where.startswith("sqlite"):
        return _open_server(where, connections)
    text = str(where)
    # In parts, not as text: a folder's name may hold `?` and `%`, which mean something in an address.
    address = text if "://" in text else URL.create("sqlite", database=text)
    engine = create_engine(address, json_serializer=_to_json, connect_args={"timeout": 60})
    event.listen(engine, "connect", _set_up_sqlite)
    try:
        metadata.create_all(engine)
    except DatabaseError as error:
        engine.dispose()
        if isinstance(where, Path) and (archived := _open_archived(where)) is not None:
            return archived
        raise StoreError(f"{where} cannot be opened as the run's database ({error.orig}).{remedy(error)}") from error
    return engine


def _open_archived(path: Path) -> Engine | None:
    """The tables of a run that we may only read, such as an older one in an archive; `None` where they can't be read."""
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return None
    # Without a log beside it nobody is writing; SQLite would make one, and cannot.
    still = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    address = f"{path.resolve().as_uri()}?mode=ro{still}"
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, timeout=60, check_same_thread=False),
        poolclass=QueuePool,
        json_serializer=_to_json,
    )
    try:
        with engine.connect() as connection:
            connection.execute(select(site.c.id).limit(1))
    except DatabaseError:
        engine.dispose()
        return None
    return engine


def _open_server(where: str, connections: int) -> Engine:
    address = server_address(where)
    try:
        engine = create_engine(
            address,
            json_serializer=_to_json,
            connect_args=dict(CONNECTION),
            pool_size=connections,
            max_overflow=0,
            pool_timeout=PATIENCE,
            pool_pre_ping=True,
        )
    except ModuleNotFoundError as error:
        raise StoreError(f"A store on a server needs the package {error.name}: {EXTRA}.") from error
    try:
        with engine.begin() as connection:
            # Workers begin together, and two CREATE TABLE at once end in an error for one of them.
            connection.execute(select(func.pg_advisory_xact_lock(_MAKING)))
            metadata.create_all(connection)
    except DatabaseError as error:
        engine.dispose()
        kind = "cannot be reached" if gone(error) else "cannot be used"
        raise StoreError(f"The database {without_password(address)} {kind} ({reason(error)}).") from error
    return engine


_MAKING = 0x66726F6E  # any number, as long as all agree on it: "fron"


def put_about(engine: Engine, facts: Mapping[str, Any]) -> None:
    """Keep what every machine of the run must know, such as the settings of the crawl."""
    with engine.begin() as connection:
        connection.execute(delete(about).where(about.c.name.in_(list(facts))))
        connection.execute(insert(about), [{"name": name, "value": value} for name, value in facts.items()])


def get_about(engine: Engine, *names: str) -> dict[str, Any]:
    """What is kept under these names; what is not there is left out."""
    with engine.connect() as connection:
        rows = connection.execute(select(about.c.name, about.c.value).where(about.c.name.in_(names)))
        return {row.name: row.value for row in rows}


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # NORMAL loses nothing to kill -9 (tried: 7,711 sites, 0 lost); power loss may cost the last commits, whose
    # sealed WARC files are there and are read again.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _to_json(value: Any) -> str:
    text: str = _clean(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str, allow_nan=False))
    return text


def _clean(value: Any) -> Any:
    """Text as any database takes it: PostgreSQL has no NUL in it, and half a surrogate pair is no UTF-8."""
    if not isinstance(value, str) or value.isascii():
        return value.replace("\0", "\ufffd") if isinstance(value, str) and "\0" in value else value
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


# --- the list ---------------------------------------------------------------------------------------------------------


def put_sites(engine: Engine, entries: Sequence[SiteEntry]) -> int:
    """Make the table hold the list: new lines are added, known ones keep what was done, gone ones go. Returns the new.

    A line whose address is another one now begins anew, see `changed`.
    """
    with engine.begin() as connection:
        known = {row.key: row for row in connection.execute(select(*_LISTED))}
        wanted = {entry.key for entry in entries}
        for key, row in known.items():
            if key not in wanted:
                _remove(connection, row.id)
        start = max((row.id for row in known.values()), default=0)
        fresh: list[dict[str, Any]] = []
        for entry in entries:
            if (old := known.get(entry.key)) is None:
                values = {"id": start + len(fresh) + 1, "key": entry.key, **_line(entry), **_beginning(entry)}
                fresh.append({**values, "lease_until": float(entry.line)})
                continue
            line = _line(entry)
            if (old.state == "invalid") != bool(entry.problem) or _changed(old, entry):
                _remove_results(connection, old.id)
                line |= {**_NOTHING_DONE, **_beginning(entry), "lease_until": float(entry.line)}
            elif entry.problem:
                line["reason"] = entry.problem  # it names the line
            if any(getattr(old, name, None) != value for name, value in line.items()):
                connection.execute(update(site).where(site.c.id == old.id).values(line))
        for first in range(0, len(fresh), ROWS):
            connection.execute(insert(site), fresh[first : first + ROWS])
    return len(fresh)


def changed(engine: Engine, entries: Sequence[SiteEntry]) -> list[str]:
    """The keys under which the list has another address than was crawled: what was fetched there is not theirs.

    Two addresses that differ in few letters, or late, may have one key. And the address of the same site may have been
    mended (https, www): then only a site that could not be measured begins anew.
    """
    with engine.connect() as connection:
        known = {row.key: row for row in connection.execute(select(*_LISTED))}
    return [entry.key for entry in entries if (old := known.get(entry.key)) is not None and _changed(old, entry)]


def _changed(old: Any, entry: SiteEntry) -> bool:
    if old.url == entry.url or old.state == "invalid" or entry.problem:
        return False
    return site_of(old.url) != site_of(entry.url) or (old.state == "audited" and old.status not in _MEASURED)


_MEASURED = ("ok", "partial")

_NOTHING_DONE = {
    "worker": "", "address": "", "attempts": 0, "final_url": "", "fetched_at": None, "fetches": 0, "failures": 0,
    "wire_bytes": 0, "pages": 0,
}  # fmt: skip

_LISTED = [
    site.c[name]
    for name in (
        "id", "key", "state", "status", "reason", "line", "url", "name", "group", "area", "lat", "lon", "extra",
    )
]  # fmt: skip


def _line(entry: SiteEntry) -> dict[str, Any]:
    return {
        "line": entry.line,
        "url": entry.url,
        "name": entry.name,
        "group": entry.group,
        "area": entry.area,
        "lat": entry.lat,
        "lon": entry.lon,
        "extra": dict(entry.extra),
    }


def _beginning(entry: SiteEntry) -> dict[str, Any]:
    if entry.problem:
        return {"state": "invalid", "status": "invalid", "failure": "invalid_address", "reason": entry.problem}
    return {"state": "waiting", "status": "", "failure": "", "reason": ""}


def _remove(connection: Connection, site_id: int) -> None:
    _remove_results(connection, site_id)
    connection.execute(delete(site).where(site.c.id == site_id))


def _remove_results(connection: Connection, site_id: int) -> None:
    for child in (page, measurement, finding):
        connection.execute(delete(child).where(child.c.site_id == site_id))


def site_entry(row: Any) -> SiteEntry:
    """The list's line as it was read, out of a row of the table `site`."""
    return SiteEntry(
        row.line, row.url, row.key, row.name, row.group, row.area, row.lat, row.lon, row.extra,
        row.reason if row.state == "invalid" else "",
    )  # fmt: skip


# --- results ----------------------------------------------------------------------------------------------------------


def save_result(engine: Engine, result: SiteResult, holder: str | None = None) -> bool:
    """Write everything measured of one site in one transaction, in place of what stood there before.

    `False`, and nothing is written, where `holder` is given and somebody else has taken the site from it meanwhile.
    """
    with engine.begin() as connection:
        row = connection.execute(
            select(site.c.id, site.c.worker).where(site.c.key == result.key).with_for_update()
        ).one()  # fmt: skip
        if holder is not None and row.worker != holder:
            return False
        site_id = row.id
        _remove_results(connection, site_id)
        _insert(connection, page, (_page_row(site_id, n, record) for n, record in enumerate(result.pages)))
        _insert(connection, measurement, (_measurement_row(site_id, each) for each in result.measurements))
        _insert(connection, finding, (_finding_row(site_id, n, each) for n, each in enumerate(result.findings)))
        connection.execute(
            update(site)
            .where(site.c.id == site_id)
            .values(
                state="audited",
                worker="",
                lease_until=0.0,
                status=result.status,
                failure=result.failure,
                reason=_clean(result.reason),
                final_url=_clean(result.final_url),
                fetched_at=_iso(result.fetched_at),
                fetches=result.fetches,
                failures=result.failures,
                wire_bytes=result.wire_bytes,
                pages=len(result.pages),
            )
        )
    return True


def mark(engine: Engine, keys: Sequence[str], state: str) -> None:
    """Move sites to another state, whoever held them."""
    values = {"state": state, "worker": "", "lease_until": site.c.line if state == "waiting" else 0.0}
    with engine.begin() as connection:
        for first in range(0, len(keys), ROWS):
            some = site.c.key.in_(keys[first : first + ROWS])
            connection.execute(update(site).where(some).values(values))


def counts(engine: Engine) -> Mapping[str, int]:
    """How many sites are in each state."""
    with engine.connect() as connection:
        rows = connection.execute(select(site.c.state, func.count().label("number")).group_by(site.c.state)).all()
    return {row.state: row.number for row in rows}


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    batch = [{name: _clean(value) for name, value in row.items()} for row in rows]
    if batch:
        connection.execute(insert(table), batch)


def _page_row(site_id: int, number: int, record: PageRecord) -> dict[str, Any]:
    return {
        "site_id": site_id,
        "number": number,
        "url": record.url,
        "status": record.status,
        "fetched_at": _iso(record.fetched_at),
        "wire_bytes": record.wire_bytes,
        "title": record.title,
        "home": record.home,
        "note": record.note,
        "values": {name: _finite(value) for name, value in record.values.items()},
    }


def _measurement_row(site_id: int, each: Measurement) -> dict[str, Any]:
    row = _fields(each)
    row["facts"] = {name: _finite(value) for name, value in each.facts.items()}
    row["value"], row["home"] = _finite(each.value), _finite(each.home)
    return {"site_id": site_id, **row}


def _finding_row(site_id: int, number: int, each: FindingGroup) -> dict[str, Any]:
    row = _fields(each)
    row["wcag"], row["related"] = list(each.wcag), list(each.related)
    row["seen"] = [_fields(place) for place in each.seen]
    return {"site_id": site_id, "number": number, **row}


def _fields(each: Any) -> dict[str, Any]:
    """What stands in a record by name; `asdict` copies everything below it too, which took half the time of saving."""
    return {name: getattr(each, name) for name in each.__slots__}


def _finite(value: Any) -> Any:
    """JSON has no NaN or infinity, and neither is a measurement."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
