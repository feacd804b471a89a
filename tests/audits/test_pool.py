"""A page that hangs, eats memory or kills its process costs only itself."""

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest

from audits.pool import AuditPool
from audits.store.records import Fetch, SiteEntry
from audits.store.warc import SiteWarc
from audits.worker import MAPPED, MEMORY, NoProcessError, address_space

MOMENT = datetime(2026, 6, 1, 12, tzinfo=UTC)
TROUBLE = """
import os, time
from audits import run, worker
def serve(line, log, ceiling):
    real = run.judge_page
    def judge_page(page, audits=None):
        if "hang" in page.url: time.sleep(600)
        if "die" in page.url: os.kill(os.getpid(), 9)
        if "eat" in page.url: bytearray(8 * 1024**3)
        return real(page, audits)
    run.judge_page = judge_page
    worker.serve(line, log, ceiling)
"""


def site(tmp_path: Path, *paths: str) -> tuple[Path, SiteEntry]:
    entry = SiteEntry(2, "https://example.org/", "example.org")
    warc = SiteWarc(tmp_path / "example.org.warc.gz", "Frontline/1")
    for path in ("", *paths):
        body = f"<!doctype html><html lang=en><title>{path}</title><h1>Club {path}</h1><p>We meet on Mondays.".encode()
        url = f"https://example.org/{path}"
        warc.write(Fetch(url, "page", MOMENT, 200, (("Content-Type", "text/html"),), body, len(body)))
    return warc.seal({"listed": entry.url, "home": entry.url, "cut": ""}, MOMENT), entry


@pytest.fixture
def troubled(tmp_path, monkeypatch):
    """A pool whose processes hang, die or eat memory over pages that say so in their address."""
    (tmp_path / "troubled_processes.py").write_text(TROUBLE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    pool = AuditPool(1, page_seconds=6.0, serve=import_module("troubled_processes").serve)
    yield pool
    pool.close()


def only_result(pool):
    for _ in range(600):
        for result in pool.results(0.2):
            return result
    raise AssertionError("no result")


@pytest.mark.parametrize(
    ("path", "words"), [("hang", "more than 6 seconds"), ("die", "ended the process"), ("eat", "memory")]
)
def test_a_bad_page_costs_only_itself(troubled, tmp_path, path, words):
    troubled.put(*site(tmp_path, "a", path, "b"))
    result = only_result(troubled)
    assert result.status == "partial"
    assert words in result.reason
    notes = {page.url.rpartition("/")[2]: page.note for page in result.pages}
    assert words in notes[path]
    assert notes["a"] == notes["b"] == notes[""] == ""
    assert any(measurement.outcome == "measured" for measurement in result.measurements)


def test_a_bad_front_page_leaves_a_row(troubled, tmp_path):
    warc = SiteWarc(tmp_path / "x.warc.gz", "Frontline/1")
    body = b"<title>x</title><p>hello"
    warc.write(
        Fetch("https://example.org/hang", "page", MOMENT, 200, (("Content-Type", "text/html"),), body, len(body))
    )
    troubled.put(warc.seal({"cut": ""}, MOMENT), SiteEntry(2, "https://example.org/hang", "x"))
    result = only_result(troubled)
    assert result.status == "partial"
    assert not any(measurement.outcome == "measured" for measurement in result.measurements)


def test_many_sites_go_through_one_process(tmp_path):
    pool = AuditPool(1)
    try:
        expected = set()
        for number in range(5):
            folder = tmp_path / str(number)
            path, entry = site(folder, "a")
            entry = SiteEntry(number, entry.url, f"site-{number}")
            expected.add(entry.key)
            pool.put(path, entry)
        found = set()
        while pool.busy:
            found |= {result.key for result in pool.results(0.2)}
        assert found == expected
        assert len(pool.processes) == 1
    finally:
        pool.close()


def ends_at_once(line, log, ceiling):
    """A process that ends before it is ready, whatever it is to read."""


def test_no_site_is_blamed_where_processes_cannot_begin(tmp_path):
    pool = AuditPool(1, serve=ends_at_once)
    pool.put(*site(tmp_path, "a"))
    try:
        with pytest.raises(NoProcessError, match="No audit process can work here"):
            only_result(pool)
    finally:
        pool.close()


def test_a_fork_server_that_was_killed_begins_anew(tmp_path, monkeypatch):
    deaths = iter([EOFError(), ConnectionRefusedError(111, "Connection refused")])
    begin = AuditPool._begin

    def dying(pool):
        for death in deaths:
            raise death
        return begin(pool)

    monkeypatch.setattr(AuditPool, "_begin", dying)
    pool = AuditPool(1)
    pool.put(*site(tmp_path, "a"))
    try:
        assert only_result(pool).status == "ok"
    finally:
        pool.close()


@pytest.mark.parametrize("most", [1_500_000_000, MEMORY])
def test_a_process_keeps_within_what_the_system_allows(monkeypatch, most):
    monkeypatch.setattr("resource.getrlimit", lambda _which: (most, most))
    assert address_space(0) == most
    assert address_space(300_000_000) == MAPPED + 300_000_000


def test_a_system_that_allows_too_little_is_told(monkeypatch):
    monkeypatch.setattr("resource.getrlimit", lambda _which: (400_000_000, 400_000_000))
    with pytest.raises(NoProcessError, match="400 MB"):
        address_space(0)
