"""A night leaves the machine to others: processes that grew give way to fresh ones, priority is given up."""

import os
import subprocess
import sys

from audits import worker
from audits.store.database import counts
from audits.store.run_folder import RunFolder
from reports.night import Plan, prepare, read_sites, work
from tests.running import ROOT, frontline
from tests.serving import serve


def test_a_process_over_its_ceiling_ends_after_its_sites_and_another_goes_on(tmp_path):
    folders = {}
    for number in range(3):
        folder = tmp_path / f"s{number}"
        folder.mkdir()
        (folder / "index.html").write_text("<!doctype html><title>Club</title><p>Welcome." * 9, encoding="utf-8")
        (folder / "more.html").write_text("<!doctype html><title>More</title><p>More.", encoding="utf-8")
        folders[folder.name] = folder
    with serve(folders, net="127.0.38") as served:
        sites = tmp_path / "sites.csv"
        sites.write_text("url\n" + "".join(f"{url}\n" for url in served.urls.values()), encoding="utf-8")
        place = RunFolder(tmp_path / "run").create()
        engine = prepare(place, *read_sites(str(sites)))
        settings = {"FRONTLINE_ALLOW_PRIVATE": True, "DOWNLOAD_DELAY": 1.2}  # so that a site takes longer than a beat
        work(place, engine, Plan(audit=False, settings=settings, at_once=1, memory=1))
        assert counts(engine) == {"sealed": 3}
        engine.dispose()
        asked = [address for _, address, _, path in served.log if path == "/robots.txt"]
        assert len(asked) == 3, "a site was begun anew: the process did not wait for its end"


def test_priority_reaches_the_children():
    code = (
        "import os, subprocess, sys; from reports.cli import _modest; print(_modest(7, 300));"
        "print(subprocess.run([sys.executable, '-c', 'import os; print(os.nice(0))'],"
        "capture_output=True, text=True).stdout)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    ours = os.nice(0)
    assert done.stdout.split() == ["300000000", str(min(19, ours + 7))]


def test_a_page_may_need_the_ceiling_beyond_the_program_itself():
    assert worker.address_space(300_000_000) == worker.MAPPED + 300_000_000
    assert worker.address_space(10**12) == worker.MEMORY
    assert worker.address_space(0) == worker.MEMORY


def test_a_ceiling_that_holds_nothing_is_refused(tmp_path):
    done = frontline("run", "https://example.org", tmp_path / "run", "--memory", "20")
    assert done.returncode == 2
    assert "256" in done.stderr


def test_a_crawl_process_takes_the_open_files_it_is_given():
    code = (
        "import resource; _, hard = resource.getrlimit(resource.RLIMIT_NOFILE);"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard));"
        "from crawler.worker import FILES, may_open_files; may_open_files();"
        "soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE); print(soft == (FILES if hard < 0 else min(FILES, hard)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "True"
