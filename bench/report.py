"""Seconds and memory of the whole report, over a run made of the sites of another run again and again.

    frontline demo demo-run
    python bench/report.py demo-run FOLDER [--sites 1000] [--profile]

The copies keep their measurements and findings, and get keys, names, groups and addresses of their own.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import shutil
import sqlite3
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from audits.store.run_folder import RunFolder
from reports.write import write_report

TABLES = ("page", "measurement", "finding")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sites", type=int, default=1000)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    run = made(options.run, options.folder, options.sites)
    start, spent = time.perf_counter(), cpu()
    if options.profile:
        with cProfile.Profile() as profile:
            write_report(run, processes=1)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
    else:
        write_report(run)
    seconds = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{options.sites} sites: {seconds:.1f} s, {cpu() - spent:.1f} s of CPU, {own:.0f} MB at most in the main process, {child:.0f} MB in a child"
    )
    for path in sorted(run.report.iterdir()):
        size = sum(each.stat().st_size for each in path.iterdir()) if path.is_dir() else path.stat().st_size
        print(f"{size / 1e6:9.1f} MB  {path.name}")


def cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def made(old: Path, folder: Path, sites: int) -> RunFolder:
    """A run of this many sites; one that is there already is taken."""
    run = RunFolder(folder)
    if run.database.exists():
        return run
    run.create()
    shutil.copy(old / "catalogue.json", run.root / "catalogue.json")
    with sqlite3.connect(old / "run.sqlite") as source, sqlite3.connect(run.database) as store:
        source.backup(store)
        copy(store, sites)
    lines = [f"http://s{n}.example/,Club {n},{'Scouts' if n % 2 else 'Guides'}\n" for n in range(sites)]
    run.sites.write_text("url,name,group\n" + "".join(lines), encoding="utf-8")
    return run


def copy(store: sqlite3.Connection, sites: int) -> None:
    ids = [row[0] for row in store.execute("SELECT id FROM site ORDER BY id")]
    names = {table: [row[1] for row in store.execute(f'PRAGMA table_info("{table}")')] for table in ("site", *TABLES)}
    store.execute("PRAGMA foreign_keys=OFF")
    for n in range(sites):
        old, new = ids[n % len(ids)], 1_000_000 + n
        for table in TABLES:
            columns = ", ".join(f'"{name}"' for name in names[table][1:])
            store.execute(f'INSERT INTO "{table}" SELECT ?, {columns} FROM "{table}" WHERE site_id = ?', (new, old))
        columns = ", ".join(
            f'"{name}"' for name in names["site"] if name not in {"id", "key", "line", "url", "name", "group"}
        )
        store.execute(
            f'INSERT INTO site (id, key, line, url, name, "group", {columns}) SELECT ?, ?, ?, ?, ?, ?, {columns} '
            "FROM site WHERE id = ?",
            (new, f"s{n}.example", n + 2, f"http://s{n}.example/", f"Club {n}", "Scouts" if n % 2 else "Guides", old),
        )
    for table in TABLES:
        store.execute(f'DELETE FROM "{table}" WHERE site_id < 1000000')
    store.execute("DELETE FROM site WHERE id < 1000000")


if __name__ == "__main__":
    main()
