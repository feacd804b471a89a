"""Drives the claim queue with synthetic sites and no network, and says whether it stays as quick at the end as at first.

    python -m bench.claims --sites 1000000                                   # an SQLite file
    python -m bench.claims --sites 1000000 --store postgresql+psycopg://…    # a fresh database of a server

Each worker does what a crawl process does for a site: claim it, note its address (every third site shares one with
others, the largest with one in a hundred), end the claim. `--claims` of these are made at each of `--stages` fillings;
between them the sites are marked as done in bulk, so that a million need not be gone through one by one.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from pathlib import Path

from sqlalchemy import func, select, text, update

from audits.store.claims import claim, claim_sealed, renew, seal, take_address
from audits.store.database import counts, open_store, put_sites, site
from audits.store.records import SiteEntry


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sites", type=int, default=1_000_000)
    options.add_argument("--claims", type=int, default=1000, help="claims at each stage")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--stages", type=int, default=5)
    options.add_argument("--store", default="")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_store(given.store or Path(folder) / "run.sqlite", given.workers + 1)
        began = time.perf_counter()
        put_sites(engine, entries(given.sites))
        print(f"{given.sites:,} sites put in: {time.perf_counter() - began:.1f} s, {size(engine) / 1e6:,.0f} MB")
        print(f"{'':>10} {'':>9} {'claim alone, ms':>19} {'whole site, ms':>19} {'CPU here,':>10} {'pages':>9}")
        print(
            f"{'done':>10} {'sites/s':>9} {'p50':>10} {'p99':>8} {'p50':>10} {'p99':>8} {'ms a site':>10} {'a site':>9}",
            flush=True,
        )
        for stage in range(given.stages):
            begin_at(engine, given.sites * stage // given.stages)
            report(engine, given)
        began = time.perf_counter()
        states = counts(engine)
        print(
            f"counting by state: {(time.perf_counter() - began) * 1e3:.0f} ms ({dict(states)}), {size(engine) / 1e6:,.0f} MB"
        )
        engine.dispose()


def entries(number: int) -> list[SiteEntry]:
    return [SiteEntry(n + 2, f"https://www.site-{n}.example/", f"site-{n}.example", f"Club {n}") for n in range(number)]


def address(number: int) -> str:
    """Two of three live alone; the rest share a hundred thousand, a thousand, or one with their like."""
    if number % 3:
        return f"alone-{number}"
    return (
        "platform"
        if number % 300 == 0
        else f"shared-{number % 1000}"
        if number % 30 == 0
        else f"few-{number % 100_000}"
    )


def begin_at(engine, done: int) -> None:
    """The run as it is when so many sites are done."""
    with engine.begin() as connection:
        first = connection.execute(
            select(func.coalesce(func.min(site.c.id), 0)).where(site.c.state == "waiting")
        ).scalar_one()
        if done >= first:
            connection.execute(
                update(site).where(site.c.id <= done, site.c.state != "audited").values(
                    state="audited", worker="", lease_until=0.0, attempts=1
                )
            )  # fmt: skip
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE site"))  # in a real night the server's own cleaner has hours for it


def report(engine, given) -> None:
    claims: list[float] = []
    whole: list[float] = []
    done = counts(engine).get("audited", 0)
    share = given.claims // given.workers
    threads = [
        threading.Thread(target=work, args=(engine, f"m{n}#crawl-1", share, claims, whole))
        for n in range(given.workers)
    ]
    touched = pages(engine)
    began, cpu = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate, cpu = len(whole) / (time.perf_counter() - began), (time.process_time() - cpu) / len(whole) * 1e3
    cells = [quantile(times, share) * 1e3 for times in (claims, whole) for share in (0.5, 0.99)]
    seen = f"{(pages(engine) - touched) / len(whole):>9.0f}" if engine.dialect.name == "postgresql" else f"{'':>9}"
    figures = f"{cells[0]:>10.2f} {cells[1]:>8.2f} {cells[2]:>10.2f} {cells[3]:>8.2f} {cpu:>10.2f}"
    print(f"{done:>10,} {rate:>9.0f} {figures} {seen}", flush=True)


def work(engine, name: str, number: int, claims: list[float], whole: list[float]) -> None:
    machine, held = name.partition("#")[0], []
    while number:
        began = time.perf_counter()
        found = claim(engine, name, 60)
        claims.append(time.perf_counter() - began)
        assert found is not None
        if take_address(engine, found, name, address(found.id)):
            held.append(found.entry.key)
        if len(held) >= 16:  # as many as one process walks side by side
            renew(engine, name, 60, held)
            seal(engine, held.pop(0), name, machine, 60)
            claim_sealed(engine, machine, 60, 1)
        whole.append(time.perf_counter() - began)
        number -= 1
    for key in held:
        seal(engine, key, name, machine, 60)


def quantile(times: list[float], share: float) -> float:
    return statistics.quantiles(times, n=100)[round(share * 100) - 1]


def pages(engine) -> int:
    """Pages of 8 KB that a server has looked at so far: unlike times, they do not depend on what else the machine does."""
    if engine.dialect.name != "postgresql":
        return 0
    time.sleep(11)  # idle sessions report every ten seconds
    with engine.connect() as connection:
        question = "SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database()"
        return connection.execute(text(question)).scalar_one()


def size(engine) -> int:
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            return connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    return sum(path.stat().st_size for path in Path(engine.url.database).parent.glob("run.sqlite*"))


if __name__ == "__main__":
    main()
