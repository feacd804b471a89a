"""A night on several machines: one is killed, another loses its database for a while, and every site ends exactly once."""

import contextlib
import itertools
import os
import re
import signal
import subprocess
import sys
import time
from collections import defaultdict

import pytest
from sqlalchemy import select

from audits.store.database import counts, measurement, open_store, site
from audits.store.run_folder import RunFolder
from audits.store.warc import read_warc
from reports.cli import _keep_cards
from reports.night import prepare, read_sites
from reports.settings import crawl_settings
from reports.shared_run import begin, publish
from tests.cluster.postgres import Door
from tests.made_sites import made_sites
from tests.running import ROOT, frontline, rows
from tests.serving import serve

SITES, PAGES = 4, 6
DELAY = 0.9  # a dozen requests then take twice a lease, so two at one site would meet
LEASE = 6.0
OWN_TIMES = {"fetched_at", "slow_seconds"}


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    return made_sites(
        tmp_path_factory.mktemp("sites"), SITES, PAGES, 1, "The choir sings every Friday in the old school."
    )


@contextlib.contextmanager
def workers():
    """Starts `frontline worker` processes, and leaves none behind."""
    running = []

    def start(store, folder, at_once=2):
        command = [
            sys.executable, "-m", "reports", "worker", str(folder), "--store", store, "--processes", "1",
            "--sites-at-once", str(at_once), "--quiet",
        ]  # fmt: skip
        log = (folder.parent / f"{folder.name}.err").open("w", encoding="utf-8")
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
        log.close()
        running.append(process)
        return process

    try:
        yield start
    finally:
        for process in running:
            if process.poll() is None:
                process.kill()
            process.wait()


def begun(folder, sites, store, warcs):
    """A run that is begun and left to the workers."""
    place = RunFolder(folder).create()
    entries, raw = read_sites(str(sites))
    begin(place, store, str(warcs), raw)
    _keep_cards(place)
    options = {"allow_private": True, "delay": DELAY, "settings": [f"FRONTLINE_LEASE={LEASE}"]}
    publish(place, {"settings": crawl_settings(options)})
    prepare(place, entries, raw).dispose()
    return place


def until(condition, seconds=90.0):
    for _ in range(int(seconds / 0.1)):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")


def at_work(engine):
    with engine.connect() as connection:
        names = connection.execute(select(site.c.worker).where(site.c.state == "crawling", site.c.address != ""))
        return {name.partition("#")[0] for name in names.scalars()}


def comparable(run):
    return [{name: cell for name, cell in row.items() if name not in OWN_TIMES} for row in rows(run)]


def test_one_is_killed_and_another_is_cut_off(folders, tmp_path, server, database):
    with serve(folders, net="127.0.61") as served:
        sites = tmp_path / "sites.csv"
        sites.write_text("url,name\n" + "".join(f"{url},Choir\n" for url in served.urls.values()), encoding="utf-8")
        alone = frontline("run", sites, tmp_path / "alone", "--allow-private", "--delay", "0", "--quiet")
        assert alone.returncode == 0, alone.stderr
        served.log.clear()
        run = begun(tmp_path / "run", sites, database, tmp_path / "shelf")
        engine = open_store(database)
        with Door(server.port) as door, workers() as start:
            cut_off = start(server.address(database.rpartition("/")[2], door.port), tmp_path / "cut")
            killed = start(database, tmp_path / "killed")
            until(lambda: len(at_work(engine)) == 2)
            time.sleep(2 * DELAY)
            os.killpg(killed.pid, signal.SIGKILL)
            assert at_work(engine), "both were in the middle of a site"
            helper = start(database, tmp_path / "helper", at_once=SITES)  # hands free for whatever others let go
            door.shut()
            time.sleep(LEASE + 3)
            door.reopen()
            assert cut_off.wait(180) == 0, (tmp_path / "cut.err").read_text(encoding="utf-8")
            assert helper.wait(60) == 0, (tmp_path / "helper.err").read_text(encoding="utf-8")
        assert counts(engine) == {"audited": SITES}
        with engine.connect() as connection:
            tries = connection.execute(select(site.c.attempts)).scalars().all()
            assert max(tries) > 1, "nobody had to take anything over: the test tested nothing"
            assert connection.execute(select(measurement.c.site_id).distinct()).all().__len__() == SITES
        engine.dispose()
        assert_nobody_was_asked_by_two_at_once(served)
        ended = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*/run-*/run.log"))
        assert max(ended.count(f"{url[7:].replace(':', '_')}: ok") for url in served.urls.values()) == 1
        files = list((tmp_path / "shelf").iterdir())
        assert len(files) == SITES, "a file for each site, and nothing half sent is left"
        assert all(read_warc(path).whole for path in files)
        assert frontline("report", run.root, "--store", database).returncode == 0
        assert comparable(run.root) == comparable(tmp_path / "alone")


def assert_nobody_was_asked_by_two_at_once(served):
    """One worker asks every DELAY seconds; two at one site would fall between each other's requests again and again."""
    asked = defaultdict(list)
    for moment, address, _method, _path in served.log:
        asked[address].append(moment)
    for address, moments in asked.items():
        gaps = [after - before for before, after in itertools.pairwise(moments)]
        # A busy machine may squeeze two answers together; two crawls at once squeezed four and more (tried).
        assert sum(gap < DELAY / 2 for gap in gaps) <= 2, (address, gaps)


def test_the_server_ends_every_connection_again_and_again(folders, tmp_path, server, database):
    with serve(dict(list(folders.items())[:4]), net="127.0.62") as served:
        sites = tmp_path / "sites.csv"
        sites.write_text("url\n" + "".join(f"{url}\n" for url in served.urls.values()), encoding="utf-8")
        begun(tmp_path / "run", sites, database, tmp_path / "shelf")
        name = database.rpartition("/")[2]
        with workers() as start:
            process = start(database, tmp_path / "worker")
            ended = 0
            for _ in range(120):
                if process.poll() is not None:
                    break
                time.sleep(0.7)
                ended += server.ask(
                    "postgres",
                    f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{name}'",
                )[0][0]
            assert process.wait(60) == 0, (tmp_path / "worker.err").read_text(encoding="utf-8")
        assert ended > 3
        engine = open_store(database)
        assert counts(engine) == {"audited": 4}
        engine.dispose()
        assert "Traceback" not in (tmp_path / "worker.err").read_text(encoding="utf-8")


def test_a_worker_that_comes_late_finds_nothing_to_do(folders, tmp_path, database):
    with serve(dict(list(folders.items())[:2]), net="127.0.63") as served:
        sites = tmp_path / "sites.csv"
        sites.write_text("url\n" + "".join(f"{url}\n" for url in served.urls.values()), encoding="utf-8")
        shared = ("--store", database, "--warcs", tmp_path / "shelf")
        done = frontline("run", sites, tmp_path / "run", *shared, "--allow-private", "--delay", "0")
        assert done.returncode == 0, done.stderr
        assert [row["status"] for row in rows(tmp_path / "run")] == ["ok"] * 2
        assert not list((tmp_path / "run" / "fetched").iterdir()), "what the shelf has need not lie here too"
        asked = len(served.log)
        late = frontline("worker", tmp_path / "late", "--store", database)
        assert (late.returncode, late.stdout) == (0, "No site is left to do.\n")
        assert len(served.log) == asked
        again = frontline("audit", tmp_path / "run")
        assert again.returncode == 0, again.stderr
        assert len(served.log) == asked, "auditing again asks the web nothing"
        assert frontline("report", tmp_path / "run").returncode == 0
        told = frontline("status", tmp_path / "elsewhere", "--store", database)
        assert re.search(r"2 sites: 2 done", told.stdout)
