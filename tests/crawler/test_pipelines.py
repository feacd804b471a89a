"""A full disk costs no sealed file and is told; a walk that was broken off leaves nothing behind."""

import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from audits.store.records import Fetch
from audits.store.run_folder import RunFolder, RunFolderError
from audits.store.site_list import single_site
from audits.store.warc import read_warc
from crawler.pipelines import WarcPipeline
from crawler.run import SILENCE, CrawlProcesses
from reports.night import Plan, prepare, work

PAGE = Fetch("https://example.org/", "page", datetime(2026, 6, 1, tzinfo=UTC), 200, (), bytes(range(256)) * 200, 51200)


def pipeline(folder, *, complete=True):
    spider = SimpleNamespace(key="example.org", complete=complete, notes={"cut": ""}, trouble="")
    made = WarcPipeline(SimpleNamespace(settings={"FRONTLINE_FETCHED": str(folder)}, spider=spider))
    made.open_spider()
    return made, spider


def test_a_finished_walk_is_sealed(tmp_path):
    made, spider = pipeline(tmp_path)
    made.process_item(PAGE)
    made.close_spider()
    assert read_warc(tmp_path / "example.org.warc.gz").fetches == (PAGE,)
    assert not spider.trouble


def test_a_broken_walk_leaves_nothing(tmp_path):
    made, _ = pipeline(tmp_path, complete=False)
    made.process_item(PAGE)
    made.close_spider()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NO /dev/full here: a full disk was not tried")
@pytest.mark.parametrize("pages", [0, 1, 40])
def test_a_full_disk_is_told_and_seals_nothing(tmp_path, pages):
    (tmp_path / "example.org.warc.gz.part").symlink_to("/dev/full")
    made, spider = pipeline(tmp_path)
    for number in range(pages):
        made.process_item(replace(PAGE, url=f"https://example.org/{number}"))
    made.close_spider()
    assert "No space left" in spider.trouble
    assert list(tmp_path.iterdir()) == []


def test_trouble_ends_the_run_with_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(
        CrawlProcesses,
        "start",
        lambda self, sites: self.reports.update({1: {"trouble": "disk: No space left on device"}}),
    )
    monkeypatch.setattr(CrawlProcesses, "alive", lambda self: True)
    run = RunFolder(tmp_path / "run").create()
    engine = prepare(run, single_site("https://example.org"))
    with pytest.raises(RunFolderError, match="mend that"):
        work(run, engine, Plan(audit=False))
    engine.dispose()


def test_crawl_processes_that_cannot_begin_end_the_run_with_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.executable", "/bin/false")
    run = RunFolder(tmp_path / "run").create()
    engine = prepare(run, single_site("https://example.org"))
    with pytest.raises(RunFolderError, match=r"end as soon as they begin.*run\.log"):
        work(run, engine, Plan(audit=False, processes=2))
    engine.dispose()


def test_no_more_processes_are_begun_than_there_are_sites(tmp_path, monkeypatch):
    begun = 0

    def spawn(_processes):
        nonlocal begun
        begun += 1

    monkeypatch.setattr(CrawlProcesses, "_spawn", spawn)
    run = RunFolder(tmp_path / "run").create()
    engine = prepare(run, single_site("https://example.org"))
    monkeypatch.setattr(CrawlProcesses, "trouble", lambda self: "enough")
    with pytest.raises(RunFolderError, match="enough"):
        work(run, engine, Plan(audit=False, processes=64))
    engine.dispose()
    assert begun == 1


@pytest.mark.parametrize(("looked", "alive"), [(-1.0, False), (-SILENCE, True)])
def test_a_silent_process_is_ended_unless_it_was_us_who_did_not_listen(tmp_path, looked, alive):
    child = subprocess.Popen(["sleep", "60"])
    now = time.monotonic()
    crawl = CrawlProcesses(RunFolder(tmp_path), "", {}, children=[child], looked=now + looked)
    crawl.heard[child.pid] = now - 2 * SILENCE
    crawl.reports[child.pid] = {}
    try:
        crawl.mend()
        assert (child.poll() is None) == alive
    finally:
        for each in (child, *crawl.children):
            each.kill()
            each.wait()
