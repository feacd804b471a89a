"""The tables of a run: sites, pages, measurements, findings, and who is working on what."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
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
    insert,
    select,
    update,
)
from sqlalchemy.exc import DatabaseError

from audits.store.records import FindingGroup, Measurement, PageRecord, SiteEntry, SiteResult

metadata = MetaData()

site = Table(
    "site",
    metadata,
    Column("id", Integer, primary_key=True),  # the place in the list, from 1
    Column("key", String, nullable=False, unique=True),
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
    Column("lease_until", Float, nullable=False, default=0.0),  # seconds since 1970, by the claiming machine's clock
    Column("address", String, nullable=False, default=""),  # IP address: sites behind one are not crawled together
    Column("attempts", Integer, nullable=False, default=0),
    Column("status", String, nullable=False, default=""),
    Column("failure", String, nullable=False, default=""),
    Column("reason", Text, nullable=False, default=""),
    Column("final_url", Text, nullable=False, default=""),
    Column("fetched_at", String),  # ISO 8601, UTC
    Column("fetches", Integer, nullable=False, default=0),
    Column("failures", Integer, nullable=False, default=0),
    Column("wire_bytes", Integer, nullable=False, default=0),
    Column("pages", Integer, nullable=False, default=0),
    Index("site_state", "state", "id"),
)

page = Table(
    "page",
    metadata,
    Column("site_id", ForeignKey("site.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("status", Integer),
    Column("fetched_at", String, nullable=False),
    Column("wire_bytes", Integer),
    Column("title", Text, nullable=False),
    Column("home", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("values", JSON, nullable=False),  # audit id → value; never a column per measure
)

measurement = Table(
    "measurement",
    metadata,
    Column("site_id", ForeignKey("site.id"), primary_key=True),
    Column("audit", String, primary_key=True),
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


class StoreError(Exception):
    """The store cannot be used; the message is one sentence for the user."""


def open_store(where: Path | str) -> Engine:
    """Open (and where needed make) the tables in an SQLite file, or in the database of an SQLAlchemy URL.

    Raises `StoreError` where the file is no such database.
    """
    text = str(where)
    url = text if "://" in text else f"sqlite:///{text}"
    engine = create_engine(
        url, json_serializer=_to_json, connect_args={"timeout": 60} if url.startswith("sqlite") else {}
    )
    if url.startswith("sqlite"):
        event.listen(engine, "connect", _set_up_sqlite)
    try:
        metadata.create_all(engine)
    except DatabaseError as error:
        raise StoreError(f"{where} cannot be opened as the run's database ({error.orig}).") from error
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # NORMAL loses nothing to kill -9 (tried: 7,711 sites, 0 lost); power loss may cost the last commits, whose
    # sealed WARC files are there and are read again.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str, allow_nan=False)


# --- the list ---------------------------------------------------------------------------------------------------------


def put_sites(engine: Engine, entries: Sequence[SiteEntry]) -> int:
    """Make the table hold the list: new lines are added, known ones keep what was done, gone ones go. Returns the new."""
    with engine.begin() as connection:
        known = {row.key: row for row in connection.execute(select(site.c.key, site.c.id, site.c.state))}
        wanted = {entry.key for entry in entries}
        for key, row in known.items():
            if key not in wanted:
                _remove(connection, row.id)
        start = max((row.id for row in known.values()), default=0)
        new = 0
        for entry in entries:
            if (old := known.get(entry.key)) is None:
                new += 1
                values = {"id": start + new, "key": entry.key, **_line(entry), **_beginning(entry)}
                connection.execute(insert(site).values(values))
                continue
            again = _beginning(entry) if (old.state == "invalid") != bool(entry.problem) else {}
            connection.execute(update(site).where(site.c.id == old.id).values({**_line(entry), **again}))
    return new


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
    for child in (page, measurement, finding):
        connection.execute(delete(child).where(child.c.site_id == site_id))
    connection.execute(delete(site).where(site.c.id == site_id))


def site_entry(row: Any) -> SiteEntry:
    """The list's line as it was read, out of a row of the table `site`."""
    return SiteEntry(
        row.line, row.url, row.key, row.name, row.group, row.area, row.lat, row.lon, row.extra,
        row.reason if row.state == "invalid" else "",
    )  # fmt: skip


# --- claims -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """A site that one worker has taken: its row, its line of the list, and how often it was begun, this time included."""

    id: int
    entry: SiteEntry
    attempts: int


def claim(engine: Engine, worker: str, now: float, lease_seconds: float, skip: Iterable[int] = ()) -> Claim | None:
    """Take the next waiting site, or one whose worker let its lease run out. `None` when there is none.

    Sites that were begun before come last: one of them may be what ended their process.
    """
    free = (site.c.state == "waiting") | ((site.c.state == "crawling") & (site.c.lease_until < now))
    query = select(site).where(free, site.c.id.not_in(list(skip))).order_by(site.c.attempts, site.c.line).limit(1)
    with _immediate(engine) as connection:
        row = connection.execute(query).first()
        if row is None:
            return None
        connection.execute(
            update(site)
            .where(site.c.id == row.id)
            .values(
                state="crawling",
                worker=worker,
                lease_until=now + lease_seconds,
                address="",
                attempts=site.c.attempts + 1,
            )
        )
    return Claim(row.id, site_entry(row), row.attempts + 1)


def take_address(engine: Engine, site_id: int, address: str, now: float) -> bool:
    """Note the address a claimed site lives at; `False` (and the site is put back) while another site there is crawled."""
    with _immediate(engine) as connection:
        busy = connection.execute(
            select(site.c.id).where(
                site.c.state == "crawling", site.c.address == address, site.c.lease_until >= now, site.c.id != site_id
            )
        ).first()
        if busy is not None and address:
            connection.execute(
                update(site)
                .where(site.c.id == site_id)
                .values(state="waiting", worker="", lease_until=0.0, attempts=site.c.attempts - 1)
            )
            return False
        connection.execute(update(site).where(site.c.id == site_id).values(address=address))
    return True


def renew(engine: Engine, worker: str, now: float, lease_seconds: float) -> None:
    """Say that this worker is alive: all its claims last longer."""
    with engine.begin() as connection:
        connection.execute(
            update(site)
            .where(site.c.worker == worker, site.c.state == "crawling")
            .values(lease_until=now + lease_seconds)
        )


def mark(engine: Engine, key: str, state: str) -> None:
    """Move one site to another state and let its claim go."""
    with engine.begin() as connection:
        connection.execute(update(site).where(site.c.key == key).values(state=state, worker="", lease_until=0.0))


@contextmanager
def _immediate(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the write lock from its first read, so that two claims cannot meet."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")
        else:
            with connection.begin():
                connection.exec_driver_sql("LOCK TABLE site IN SHARE ROW EXCLUSIVE MODE")
                yield connection


# --- results ----------------------------------------------------------------------------------------------------------


def save_result(engine: Engine, result: SiteResult) -> None:
    """Write everything measured of one site in one transaction, in place of what stood there before."""
    with engine.begin() as connection:
        site_id = connection.execute(select(site.c.id).where(site.c.key == result.key)).scalar_one()
        for table in (page, measurement, finding):
            connection.execute(delete(table).where(table.c.site_id == site_id))
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
                reason=result.reason,
                final_url=result.final_url,
                fetched_at=_iso(result.fetched_at),
                fetches=result.fetches,
                failures=result.failures,
                wire_bytes=result.wire_bytes,
                pages=len(result.pages),
            )
        )


def counts(engine: Engine) -> Mapping[str, int]:
    """How many sites are in each state."""
    with engine.connect() as connection:
        rows = connection.execute(select(site.c.state)).scalars().all()
    return {state: rows.count(state) for state in set(rows)}


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    batch = list(rows)
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
    row = asdict(each)
    row["facts"] = {name: _finite(value) for name, value in each.facts.items()}
    row["value"], row["home"] = _finite(each.value), _finite(each.home)
    return {"site_id": site_id, **row}


def _finding_row(site_id: int, number: int, each: FindingGroup) -> dict[str, Any]:
    row = asdict(each)
    row["wcag"], row["related"] = list(each.wcag), list(each.related)
    row["seen"] = [asdict(place) for place in each.seen]
    return {"site_id": site_id, "number": number, **row}


def _finite(value: Any) -> Any:
    """JSON has no NaN or infinity, and neither is a measurement."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
