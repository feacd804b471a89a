"""A crawl of the hostile web: every case ends in its row, with its status and its failure's name, and none hangs."""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import unquote

import pytest

from audits.store.failures import FAILURES
from audits.store.warc import read_warc
from tests.crawler.chaos import CASES, chaos_web, most_in_flight
from tests.running import frontline, rows

OPEN = [name for name, case in CASES.items() if not case.guarded]
GUARDED = [name for name, case in CASES.items() if case.guarded]

# Short of patience, so that silence costs seconds; the limits themselves are tested elsewhere.
IMPATIENT = [
    "--delay", "0", "--site-seconds", "90", "--pages", "12", "--sites-at-once", "16", "--resources", "5", "--processes", "2",
    "--set", "DOWNLOAD_TIMEOUT=25", "--set", "FRONTLINE_RETRIES=1", "--set", "FRONTLINE_RETRY_SECONDS=0.2",
    "--set", "FRONTLINE_SLOWEST_DELAY=3",
]  # fmt: skip


class Night:
    """A finished crawl of the hostile web."""

    def __init__(self, folder: Path, *, guarded: bool) -> None:
        self.run = folder / "run"
        with chaos_web() as web:
            sites = folder / "sites.csv"
            self.hosted = web.write_list(sites, guarded=guarded)
            if guarded:  # four spellings of one loopback address are one site; here each is a case of its own
                _tell_apart(sites)
            options = IMPATIENT if guarded else [*IMPATIENT, "--allow-private"]
            done = frontline("run", sites, self.run, *options, timeout=900, **web.environment)
            assert done.returncode == 0, done.stderr
            self.log = web.requests()
            self.requests = {hosted.case.name: web.requests(hosted) for hosted in self.hosted}
            self.contacts = {hosted.case.name: web.contacts(hosted) for hosted in self.hosted}
        found = rows(self.run)
        assert len(found) == len(self.hosted), "a row for each line"
        self.rows = {hosted.case.name: row for hosted, row in zip(self.hosted, found, strict=True)}

    def failures_seen(self, name: str) -> set[str]:
        """The failures that the site's file names, and the problem of its certificate."""
        key = self.rows[name]["site"]
        path = self.run / "fetched" / f"{key}.warc.gz"
        archive = read_warc(path)
        tls = (archive.notes.get("tls") or {}).get("problem", "")
        return {fetch.failure for fetch in archive.fetches if fetch.failure} | ({f"tls_{tls}"} if tls else set())


def _tell_apart(sites: Path) -> None:
    with sites.open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines))
    column = table[0].index("url")
    for number, row in enumerate(table[1:]):
        if row[column].startswith("http"):
            row[column] = f"{row[column].rstrip('/')}/?line={number}" if row[column].count("/") <= 3 else row[column]
    with sites.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(table)


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    return Night(tmp_path_factory.mktemp("chaos"), guarded=False)


@pytest.fixture(scope="module")
def guarded_night(tmp_path_factory):
    return Night(tmp_path_factory.mktemp("guarded"), guarded=True)


def judge(night, name):
    case, row = CASES[name], night.rows[name]
    assert (row["status"], row["failure"]) in case.outcomes, f"{row['reason']} — {case.note}"
    assert row["status"] == "ok" or row["reason"], "whatever is not ok says why"
    if row["status"] not in {"ok", "partial"}:
        assert not row["overall"], "what could not be measured has no score"
        assert not row["accessibility"]
    if case.seen:
        assert case.seen in night.failures_seen(name) | {row["failure"]}
    asked = {unquote(record.target) for record in night.requests[name]} | {
        record.target for record in night.requests[name]
    }
    for path in case.must:
        assert path in asked, f"{path} was not asked for"
    for path in case.never:
        assert path not in asked, f"{path} was asked for"
    if case.at_most is not None:
        assert len(night.requests[name]) <= case.at_most
    if case.at_most == 0:
        assert not night.contacts[name]


@pytest.mark.xdist_group("chaos")
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", OPEN)
def test_case(night, name):
    judge(night, name)


@pytest.mark.xdist_group("chaos")
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", GUARDED)
def test_guarded_case(guarded_night, name):
    judge(guarded_night, name)


@pytest.mark.xdist_group("chaos")
def test_one_request_at_a_time(night):
    # A request that we gave up on is still in flight for its server: only sites that answered are looked at.
    for name, row in night.rows.items():
        if row["status"] == "ok" and "too_slow" not in (seen := night.failures_seen(name)) and "no_answer" not in seen:
            counts = most_in_flight(night.requests[name]).values()
            assert max(counts, default=1) == 1, name


@pytest.mark.xdist_group("chaos")
def test_every_failure_in_the_rows_is_in_the_closed_list(night):
    assert {row["failure"] for row in night.rows.values() if row["failure"]} <= set(FAILURES)


@pytest.mark.xdist_group("chaos")
def test_no_audit_broke(night):
    import sqlite3

    with sqlite3.connect(night.run / "run.sqlite") as connection:
        broken = connection.execute(
            "select audit, reason, count(*) from measurement where outcome = 'error' group by 1, 2"
        ).fetchall()
    connection.close()
    assert broken == []


def test_every_failure_has_a_sentence():
    for name, kind in FAILURES.items():
        assert kind.name == name
        assert kind.sentence.endswith(".")
