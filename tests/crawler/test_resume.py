"""Nothing is lost: killed at random moments, the same command ends with the same scorecards."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from audits.store.warc import read_warc
from tests.made_sites import made_sites
from tests.running import ROOT, frontline, rows
from tests.serving import serve

KILLS = 25
SITES = 8
OWN_TIMES = {"fetched_at", "slow_seconds"}


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    return made_sites(tmp_path_factory.mktemp("sites"), SITES, 5, 5, "We meet every Monday at the hall.")


def command(sites, run):
    return [
        sys.executable,
        "-m",
        "reports",
        "run",
        str(sites),
        str(run),
        "--allow-private",
        "--delay",
        "0.02",
        "--processes",
        "2",
        "--sites-at-once",
        "2",
        "--quiet",
    ]


def comparable(run):
    return [{key: value for key, value in row.items() if key not in OWN_TIMES} for row in rows(run)]


def descendants_of(pid):
    found = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in found.splitlines()[1:]]
    family = [pid]
    for member in family:
        family += [child for child, parent in pairs if parent == member]
    return family[1:]


@pytest.fixture
def hearing():
    """Children hear Ctrl-C: a shell that starts something in the background makes it, and all that it starts, deaf."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def running(pid):
    try:
        return (Path("/proc") / str(pid) / "stat").read_text(encoding="utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_killed_at_random_moments(folders, tmp_path):
    seed = int(os.environ.get("FRONTLINE_SEED", "20261123"))
    chance = random.Random(seed)
    with serve(folders, net="127.0.34") as served:
        sites = tmp_path / "sites.csv"
        sites.write_text("url\n" + "".join(f"{url}\n" for url in served.urls.values()), encoding="utf-8")
        begun = time.monotonic()
        whole = subprocess.run(
            command(sites, tmp_path / "whole"), cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
        )
        assert whole.returncode == 0
        lasts = min(
            time.monotonic() - begun, 12.0
        )  # a busy machine is slow to start; kills must hit every stage there too
        sealed: dict[str, bytes] = {}
        ever: set[str] = set()
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        for kill in range(KILLS):
            run = tmp_path / f"killed{kill // 9}"  # a fresh run now and then, so that kills hit every stage
            if kill % 9 == 0:
                sealed = {}
            process = subprocess.Popen(
                command(sites, run),
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            time.sleep(chance.uniform(0.1, 0.95) * lasts)
            victims = [process.pid] if kill % 3 else (descendants_of(process.pid) or [process.pid])
            victim = chance.choice(victims)
            with contextlib.suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
            if victim == process.pid:
                process.wait()
            else:  # a child was killed: the run itself must mend that, for a moment at least
                time.sleep(0.5)
                process.kill()
                process.wait()
            time.sleep(0.2)
            for path in (run / "fetched").glob("*.warc.gz"):
                if path.name in sealed:
                    assert path.read_bytes() == sealed[path.name], "a sealed file was touched"
                sealed[path.name] = path.read_bytes()
                ever.add(path.name)
        assert ever, "no kill came late enough to find a sealed file"
        for number in range((KILLS + 8) // 9):
            run = tmp_path / f"killed{number}"
            done = frontline("run", sites, run, "--allow-private", "--delay", "0")
            assert done.returncode == 0, done.stderr
            assert comparable(run) == comparable(tmp_path / "whole"), f"seed {seed}"
            assert len(list((run / "fetched").glob("*.warc.gz"))) == SITES
            assert not list((run / "fetched").glob("*.part"))
            assert all(read_warc(path).whole for path in (run / "fetched").glob("*.warc.gz"))


def test_nothing_is_left_running_after_a_kill(folders, tmp_path):
    with serve(folders, net="127.0.35") as served:
        sites = tmp_path / "sites.csv"
        sites.write_text("url\n" + "".join(f"{url}\n" for url in served.urls.values()), encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        slow = [*command(sites, tmp_path / "run")[:-5], "--delay", "0.5"]
        process = subprocess.Popen(
            slow, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(100):
            time.sleep(0.1)
            if len(served.log) > 3:
                break
        family = descendants_of(process.pid)
        assert family
        process.kill()
        process.wait()
        time.sleep(0.5)
        asked = len(served.log)
        alive = [pid for pid in family if running(pid)]
        assert not alive
        time.sleep(1.2)
        assert len(served.log) == asked


def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(folders, tmp_path, hearing):
    with serve(folders, net="127.0.36") as served:
        sites = tmp_path / "sites.csv"
        sites.write_text("url\n" + "".join(f"{url}\n" for url in served.urls.values()), encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        slow = [*command(sites, tmp_path / "run")[:-1], "--delay", "0.2"]
        process = subprocess.Popen(
            slow,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(100):
            time.sleep(0.1)
            if len(served.log) > 8:
                break
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        assert process.returncode == 130
        assert "the same command goes on" in errors
        assert "Traceback" not in errors
        assert not list((tmp_path / "run" / "fetched").glob("*.part"))
        assert frontline("run", sites, tmp_path / "run", "--allow-private", "--delay", "0").returncode == 0
        assert [row["status"] for row in rows(tmp_path / "run")] == ["ok"] * SITES


@pytest.mark.parametrize("moment", [0.9, 1.2, 1.5, 1.8, 2.2])
def test_ctrl_c_in_a_terminal_reaches_nobody_but_the_run(folders, tmp_path, moment, hearing):
    """A terminal sends it to every process of the command: none of ours may answer with a traceback, early or late."""
    with serve(folders, net="127.0.39") as served:
        sites = tmp_path / "sites.csv"
        sites.write_text("url\n" + "".join(f"{url}\n" for url in served.urls.values()), encoding="utf-8")
        process = subprocess.Popen(
            command(sites, tmp_path / "run")[:-1],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        log = tmp_path / "run" / "run.log"
        assert process.returncode in {0, 130}
        assert "Traceback" not in errors + (log.read_text(encoding="utf-8") if log.exists() else "")
