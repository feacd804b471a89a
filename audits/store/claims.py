"""Says who is working on which site: claims that last for a while, are kept by signs of life, and pass on without them.

One column carries the queue, `lease_until`: the moment from which anybody may take the site. A fresh site has its place
in the list there (long ago, so at once, in the order of the list); a claimed one the end of its lease; one whose
address is busy the end of its sleep. The moments are the server's clock, never that of the machine that asks.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Float,
    cast,
    func,
    literal,
    literal_column,
    select,
    update,
)

from audits.store.database import site, site_entry
from audits.store.records import SiteEntry

SLEEP = 300.0
"""Seconds after which a site whose address was busy is tried again though nobody woke it."""

# Written out, not as a parameter: only so do databases see that the small indexes over such rows will do.
_HAS_ADDRESS = site.c.address != literal_column("''")
_HAS_WORKER = site.c.worker != literal_column("''")

_AFTER_LISTS = 1e9  # later than the place of any line in its list

_FREED = {"worker": "", "lease_until": 0.0}


@dataclass(frozen=True, slots=True)
class Claim:
    """A site that one worker has taken: its row, its line of the list, and how often it was begun, this time included."""

    id: int
    entry: SiteEntry
    attempts: int


def claim(engine: Engine, worker: str, lease: float) -> Claim | None:
    """Take the next waiting site, or else one whose worker gave no sign of life for a lease. `None` when there is none.

    Sites that were begun before come last: one of them may be what ended their process.
    """
    with _writing(engine) as connection:
        now = _now(engine)
        for state in ("waiting", "crawling"):
            values = {
                "state": "crawling",
                "worker": worker,
                "lease_until": now + lease,
                "attempts": site.c.attempts + 1,
            }
            next_one = _due(state, now).limit(1).with_for_update(skip_locked=True).scalar_subquery()
            row = connection.execute(
                update(site).where(site.c.id == next_one).values(values).returning(site)
            ).first()  # fmt: skip
            if row is not None:
                return Claim(row.id, site_entry(row), row.attempts)
    return None


def take_address(engine: Engine, found: Claim, worker: str, address: str) -> bool:
    """Note the address a claimed site lives at. `False`, and the site sleeps, while another site there is crawled."""
    with _writing(engine) as connection:
        _hold(connection, address)
        now = _now(engine)
        mine = (site.c.id == found.id) & (site.c.worker == worker)
        busy = connection.execute(
            select(site.c.id).where(
                _HAS_ADDRESS,
                site.c.address == address,
                _in("crawling"),
                site.c.lease_until >= now,
                site.c.id != found.id,
            )
        ).first()
        if busy is not None and address:
            sleep = {"state": "waiting", "worker": "", "lease_until": now + SLEEP, "attempts": site.c.attempts - 1}
            connection.execute(update(site).where(mine).values(sleep | {"address": address}))
            return False
        return connection.execute(update(site).where(mine).values(address=address)).rowcount == 1


def seal(
    engine: Engine, key: str, worker: str, heir: str, lease: float, publish: Callable[[], None] | None = None
) -> bool:
    """End a claim: the site is crawled, and `heir` may audit it first. `False` where the claim was lost to another.

    `publish` is called while the claim is certain and held, to give the site's file its name: a worker that was cut
    off for longer than its lease can then never put its file over that of the site's new owner.
    """
    with _writing(engine) as connection:
        row = _mine(connection, key)
        if row is None:
            return False
        if row.worker != worker:  # perhaps our own word, of which only the answer was lost
            return bool(row.state == "sealed" and row.worker.partition("#")[0] == heir)
        if publish is not None:
            publish()
        now = _now(engine)
        values = {"state": "sealed", "worker": heir, "lease_until": now + lease, "address": ""}
        connection.execute(update(site).where(site.c.id == row.id).values(values))
        _wake(connection, row.address)
    return True


def give_back(engine: Engine, key: str, worker: str) -> None:
    """Let a claim go unharmed; the site waits again, behind those that were never begun."""
    with _writing(engine) as connection:
        row = _mine(connection, key)
        if row is not None and row.worker == worker:
            values = {"state": "waiting", "worker": "", "lease_until": _now(engine), "attempts": site.c.attempts - 1}
            connection.execute(update(site).where(site.c.id == row.id).values(values))
            _wake(connection, row.address)


def renew(engine: Engine, worker: str, lease: float, keys: Iterable[str]) -> set[str]:
    """Say that these claims of a worker are alive; they last longer. Returns those it still holds.

    Only sites the worker knows of: a claim whose answer was lost on the way must pass on to somebody.
    """
    with _writing(engine) as connection:
        mine = (site.c.key.in_(sorted(keys))) & (site.c.worker == worker)
        longer = update(site).where(mine).values(lease_until=_now(engine) + lease).returning(site.c.key)
        return set(connection.execute(longer).scalars())


def forget(engine: Engine, key: str, worker: str) -> None:
    """The file of a crawled site is lost: it is crawled again."""
    values = {"state": "waiting", "worker": "", "lease_until": 0.0}
    with _writing(engine) as connection:
        connection.execute(update(site).where(site.c.key == key, site.c.worker == worker).values(values))


def claim_sealed(engine: Engine, machine: str, lease: float, number: int) -> list[SiteEntry]:
    """Take up to `number` crawled sites to audit: first those this machine crawled, then those left lying for a lease."""
    if number < 1:
        return []
    with _writing(engine) as connection:
        now = _now(engine)
        own = (
            select(site.c.id).where(_HAS_WORKER, site.c.worker == machine, site.c.state == "sealed").order_by(site.c.id)
        )
        rows: list[Any] = []
        for query in (own, _due("sealed", now)):
            if (left := number - len(rows)) < 1:
                break
            chosen = query.limit(left).with_for_update(skip_locked=True)
            ids = list(connection.execute(chosen).scalars())
            values = {"worker": auditor(machine), "lease_until": now + lease}
            if ids:
                rows += connection.execute(update(site).where(site.c.id.in_(ids)).values(values).returning(site))
    return [site_entry(row) for row in rows]


def auditor(machine: str) -> str:
    """The name under which a machine holds the sites it audits."""
    return f"{machine}#audit"


def free(engine: Engine, machine: str) -> None:
    """Free what this machine's crawl processes held; to be called when they are gone."""
    with _writing(engine) as connection:
        prefix = f"{machine}#crawl"
        values = {"state": "waiting", "worker": "", "lease_until": _now(engine)}
        held = (site.c.state == "crawling") & (func.substr(site.c.worker, 1, len(prefix)) == prefix)
        connection.execute(update(site).where(held, _HAS_WORKER).values(values))


def free_all(engine: Engine) -> None:
    """Free every claim, of machines too; for a store that nobody else uses.

    The whole run ended with these sites, which speaks against none of them: it is not counted as an attempt.
    """
    with _writing(engine) as connection:
        waiting = {"state": "waiting", "lease_until": _now(engine), "attempts": site.c.attempts - 1}
        connection.execute(update(site).where(site.c.state == "crawling").values(_FREED | waiting))
        connection.execute(update(site).where(_HAS_WORKER).values(_FREED))
        asleep = (site.c.state == "waiting") & (site.c.lease_until > _now(engine))
        connection.execute(update(site).where(asleep).values(lease_until=site.c.line))


def any_waiting(engine: Engine) -> bool:
    """Whether a site is still to be begun, be it one that sleeps until its address is free."""
    with engine.connect() as connection:
        return connection.execute(_first_waiting()).first() is not None


def any_due(engine: Engine) -> bool:
    """Whether a crawl process would find something to do now or soon."""
    if any_waiting(engine):
        return True
    with engine.connect() as connection:
        return connection.execute(_due("crawling", _now(engine)).limit(1)).first() is not None


def _due(state: str, now: ColumnElement[float]) -> Any:
    """The ids in that state that anybody may take, the longest due first."""
    return (
        select(site.c.id)
        .where(site.c.state == state, site.c.lease_until <= now)
        .order_by(site.c.lease_until, site.c.id)
    )


def _in(state: str) -> ColumnElement[bool]:
    """Of that state, in words that no index answers: a database would otherwise go through all that wait in their order,
    instead of the few at one address.
    """
    return func.coalesce(site.c.state, "") == state


def _first_waiting() -> Any:
    # Ordered, though any would do: without, a server reads a million rows to find the last few.
    return select(site.c.id).where(site.c.state == "waiting").order_by(site.c.lease_until).limit(1)


def _mine(connection: Connection, key: str) -> Any:
    """A site's row, locked. Its address is locked first, as everywhere: two orders of locking could wait in a ring."""
    address = connection.execute(select(site.c.address).where(site.c.key == key)).scalar()
    _hold(connection, address or "")
    return connection.execute(select(site).where(site.c.key == key).with_for_update()).first()


def _wake(connection: Connection, address: str) -> None:
    """The first site that sleeps because this address was busy is the next to be begun: the address is never idle."""
    if not address:
        return
    first = (
        select(site.c.id)
        .where(_HAS_ADDRESS, site.c.address == address, _in("waiting"))
        .order_by(site.c.lease_until)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    connection.execute(update(site).where(site.c.id == first).values(lease_until=0.0))


def _hold(connection: Connection, address: str) -> None:
    """Until the transaction ends nobody else decides about this address."""
    if connection.dialect.name == "postgresql" and address:
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(address, 0))))


def _now(engine: Engine) -> ColumnElement[float]:
    """Seconds by the clock that all workers share: the server's since 1970, or on one machine since it was started.

    The latter is never set and stands still while a laptop sleeps: the claims of sites that are being crawled would
    else run out together, and two walks would write one file.
    """
    if engine.dialect.name == "postgresql":
        # Not clock_timestamp(): being volatile, it would keep the query from using the index.
        return cast(func.extract("epoch", func.statement_timestamp()), Float)
    return literal(_AFTER_LISTS + time.monotonic(), Float)


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    """A transaction in which two claims cannot meet: SQLite is locked from the first read, PostgreSQL locks rows."""
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            if not connection.invalidated:  # Ctrl-C in the middle of a statement has closed it, which rolls back too
                connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT")
