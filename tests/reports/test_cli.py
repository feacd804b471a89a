"""Bad input gets one clear sentence and exit code 2; nothing measured is lost; no tracebacks."""

import fcntl
import gzip
import json
import shutil
import subprocess
import sys
from math import inf
from pathlib import Path
from typing import get_type_hints

import pytest

from audits.store.run_folder import RunFolder
from reports.cli import run
from reports.options import RANGES, OptionsError, options_beside
from tests.running import ROOT, frontline, rows
from tests.serving import serve


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    site = tmp_path_factory.mktemp("site")
    (site / "index.html").write_text(
        '<!doctype html><html lang="en"><title>Club</title><body><h1>Club</h1><p>Hello <a href="b.html">news</a>'
        '<img src="x.gif"></p>',
        encoding="utf-8",
    )
    (site / "b.html").write_text("<title>News</title><h1>News</h1><p>14 March 2024: we met.", encoding="utf-8")
    (site / "x.gif").write_bytes(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;")
    return site


@pytest.fixture(scope="module")
def night(folder, tmp_path_factory):
    """A small finished run, and the list it came from."""
    base = tmp_path_factory.mktemp("night")
    with serve({"a": folder}, net="127.0.31") as served:
        sites = base / "sites.csv"
        sites.write_text(f"url,name,note\n{served.urls['a']},Club,=1+1\nnot an address,Nobody,x\n", encoding="utf-8")
        done = frontline("run", sites, base / "run", "--allow-private", "--delay", "0")
        assert done.returncode == 0, done.stderr
        yield base, done


def refused(done, *words):
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert done.stderr.strip().count("\n") <= 1
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def test_a_run_gives_a_row_for_each_line(night):
    base, done = night
    found = rows(base / "run")
    assert [row["status"] for row in found] == ["ok", "invalid"]
    assert found[0]["pages"] == "2"
    assert found[1]["overall"] == ""
    assert found[0]["note"] == "'=1+1"
    assert "line 3" in done.stderr
    assert str(base / "run" / "report" / "index.html") in done.stdout


def test_the_same_command_again_asks_for_nothing(night, folder):
    base, _ = night
    before = (base / "run" / "report" / "scorecards.csv").read_text(encoding="utf-8")
    sealed = {path: path.read_bytes() for path in (base / "run" / "fetched").iterdir()}
    done = frontline("run", base / "sites.csv", base / "run", "--allow-private", "--delay", "0")
    assert done.returncode == 0
    assert {path: path.read_bytes() for path in (base / "run" / "fetched").iterdir()} == sealed
    assert (base / "run" / "report" / "scorecards.csv").read_text(encoding="utf-8") == before


def test_audit_and_report_alone_give_the_same_scorecards(night):
    base, _ = night
    before = (base / "run" / "report" / "scorecards.csv").read_text(encoding="utf-8")
    assert frontline("audit", base / "run").returncode == 0
    assert frontline("report", base / "run").returncode == 0
    assert (base / "run" / "report" / "scorecards.csv").read_text(encoding="utf-8") == before


def test_all_but_the_list_and_the_files_can_be_made_again(night, tmp_path):
    run = tmp_path / "run"
    shutil.copytree(night[0] / "run", run)
    before = (run / "report" / "scorecards.csv").read_text(encoding="utf-8")
    shutil.rmtree(run / "report")
    for lost in [*run.glob("run.sqlite*"), run / "catalogue.json", run / "run.json"]:
        lost.unlink()
    assert frontline("audit", run).returncode == 0
    assert frontline("report", run).returncode == 0
    assert (run / "report" / "scorecards.csv").read_text(encoding="utf-8") == before


def test_where_nothing_was_fetched_nothing_is_measured(night, tmp_path):
    run = tmp_path / "run"
    shutil.copytree(night[0] / "run", run, ignore=shutil.ignore_patterns("*.warc.gz"))
    done = frontline("audit", run)
    assert done.returncode == 1
    assert "crawl first" in done.stderr
    assert "Traceback" not in done.stderr


def test_foreign_warc_files_are_audited(night, tmp_path):
    base, _ = night
    warc = next((base / "run" / "fetched").glob("*.warc.gz"))
    other = tmp_path / "other.warc.gz"
    other.write_bytes(warc.read_bytes())
    assert frontline("audit", tmp_path / "run", "--warc", other).returncode == 0
    assert frontline("report", tmp_path / "run").returncode == 0
    assert [row["status"] for row in rows(tmp_path / "run")] == ["ok"]


def test_status_tells_how_it_ended(night):
    done = frontline("status", night[0] / "run")
    assert done.returncode == 0
    assert "1 ok" in done.stdout
    assert "1 unusable" in done.stdout
    assert "1 invalid_address: The line" in done.stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["empty"]),
        ("url\n", ["no site"]),
        ("address,name\nhttps://example.org,x\n", ["line 1", "`url`", "`address`, `name`"]),
        ("url,url\na.org,b.org\n", ["twice"]),
        ("\x00\x01\x02", ["not a CSV"]),
    ],
)
def test_a_list_that_is_none(tmp_path, text, words):
    (tmp_path / "sites.csv").write_text(text, encoding="utf-8")
    refused(frontline("run", tmp_path / "sites.csv", tmp_path / "run"), *words)


def test_a_list_without_any_address_ends_with_1(tmp_path):
    (tmp_path / "sites.csv").write_text("url\nnot an address\nftp://example.org\n", encoding="utf-8")
    done = frontline("run", tmp_path / "sites.csv", tmp_path / "run")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "line 3" in done.stderr


def test_strict_refuses_a_bad_line(tmp_path):
    (tmp_path / "sites.csv").write_text("url\nhttps://example.org\n::::\n", encoding="utf-8")
    done = frontline("run", tmp_path / "sites.csv", tmp_path / "run", "--strict")
    assert done.returncode == 2
    assert "line 3" in done.stderr
    assert not (tmp_path / "run").exists()


def test_a_list_that_is_not_there(tmp_path):
    refused(frontline("run", tmp_path / "none.csv", tmp_path / "run"), "none.csv", "no such file")


def test_a_run_folder_that_is_a_file(tmp_path):
    (tmp_path / "run").write_text("x", encoding="utf-8")
    refused(frontline("run", "https://example.org", tmp_path / "run"), "is a file")


def test_no_permission():
    # Nobody may make a folder in /sys, root neither.
    refused(frontline("run", "https://example.org", "/sys/frontline-run"), "permission")


def test_a_run_in_use_is_refused(night):
    with (night[0] / "run" / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused(frontline("audit", night[0] / "run"), "in use")


def test_no_run_there(tmp_path):
    for command in ("report", "audit", "status"):
        refused(frontline(command, tmp_path / "nothing"), "no run folder")


def test_a_warc_cut_in_the_middle_is_partial_and_costs_nothing_else(night, tmp_path):
    base, _ = night
    import shutil

    copy = tmp_path / "run"
    shutil.copytree(base / "run", copy)
    warc = next((copy / "fetched").glob("*.warc.gz"))
    whole = warc.read_bytes()
    warc.write_bytes(whole[: len(whole) * 2 // 3])
    done = frontline("audit", copy)
    assert done.returncode == 0, done.stderr
    assert frontline("report", copy).returncode == 0
    assert [row["status"] for row in rows(copy)] == ["partial", "invalid"]


def test_a_file_that_is_no_warc(tmp_path):
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(b"hello"))
    refused(frontline("audit", tmp_path / "run", "--warc", tmp_path / "x.warc.gz"), "no WARC file")
    refused(frontline("audit", tmp_path / "run", "--warc", tmp_path / "none.warc"), "none.warc")


def test_options_beside_the_list(tmp_path):
    (tmp_path / "sites.csv").write_text("url\nhttps://example.org\n", encoding="utf-8")
    (tmp_path / "frontline.toml").write_text("pagez = 3\n", encoding="utf-8")
    refused(frontline("run", tmp_path / "sites.csv", tmp_path / "run"), "pagez", "frontline.toml")


def test_wrong_usage():
    refused(frontline("run"), "SITES")
    refused(frontline("run", "https://example.org", "x", "--pages", "0"), "pages")
    refused(frontline("nonsense"), "nonsense")
    refused(frontline("explain", "no/audit"), "no audit")
    refused(frontline("inspect", "no-such-file"), "no-such-file")
    refused(frontline("inspect", "x", "--format", "xml"), "xml")


def test_inspect_prints_one_object_a_page(folder):
    done = frontline("inspect", folder, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    pages = [json.loads(line) for line in done.stdout.splitlines()]
    assert [page["target"] for page in pages] == [str(folder / "b.html"), str(folder / "index.html")]
    found = [finding for finding in pages[1]["findings"] if finding["audit"] == "accessibility/image-alt"]
    assert found[0]["wcag"] == ["1.1.1"]
    assert found[0]["grade"] == "failure"
    assert found[0]["selector"]
    assert found[0]["snippet"] == '<img src="x.gif">'


def test_inspect_takes_an_address(folder):
    with serve({"a": folder}, net="127.0.32") as served:
        done = frontline("inspect", served.urls["a"], "--format", "jsonl", "--allow-private")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["target"].startswith(served.urls["a"])


def test_explain_and_doctor():
    assert "accessibility/image-alt" in frontline("explain").stdout
    assert "WCAG" in frontline("explain", "image-alt").stdout
    done = frontline("doctor")
    assert "Python" in done.stdout


def test_the_version_is_told():
    done = frontline("--version")
    assert done.returncode == 0
    assert done.stdout.split()[0] == "frontline"
    assert done.stdout.split()[1][0].isdigit()


def test_no_command_is_answered_by_the_help():
    done = frontline()
    assert done.returncode == 2
    assert done.stderr.startswith("Usage:")
    assert "error" not in done.stderr


def test_a_demonstration_never_writes_over_a_run(night):
    base, _ = night
    before = (base / "run" / "run.sqlite").read_bytes()
    refused(frontline("demo", base / "run"), "something else than a demonstration", "new folder")
    assert (base / "run" / "run.sqlite").read_bytes() == before


def test_a_terminal_that_knows_only_ascii_is_told_in_ascii():
    done = frontline("explain", "--markdown", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()


def test_a_folder_is_reported_on_whatever_it_is_called(night, tmp_path):
    folder = tmp_path / "is it?50%25 \udcfc"  # the last is no UTF-8
    shutil.copytree(night[0] / "run", folder)
    done = frontline("report", folder)
    assert done.returncode == 0, done.stderr
    assert len(rows(folder)) == 2


def test_what_the_machine_lacks_is_said(night):
    with Path("/dev/full").open("w", encoding="utf-8") as nowhere:
        done = frontline("status", night[0] / "run", stdout=nowhere)
    assert done.returncode == 2
    refused(done, "No space left")


def test_two_reports_at_once_are_written_one_after_the_other(night):
    run = night[0] / "run"
    command = [sys.executable, "-m", "reports", "report", str(run)]
    with RunFolder(run).reporting():
        both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        with (run / ".report.lock").open() as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told


def test_a_service_may_close_input_and_outputs(night, tmp_path):
    sites, run = night[0] / "sites.csv", tmp_path / "run"
    command = [sys.executable, "-m", "reports", "run", str(sites), str(run), "--allow-private", "--delay", "0"]
    done = subprocess.run(["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *command], cwd=ROOT, check=False)
    assert done.returncode == 0
    assert [row["status"] for row in rows(run)] == ["ok", "invalid"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--lang", "en"], ["no such language", "en-GB"]),
        (["--scoring", "nowhere.toml"], ["nowhere.toml"]),
        (["--group-by", "wards"], ["no column `wards`", "`note`"]),
        (["--areas", "nowhere.json"], ["nowhere.json"]),
        (["--statistics", "nowhere.csv"], ["nowhere.csv"]),
        (["--against", "nowhere"], ["one address"]),
        (["--render-network", "3g"], ["--render"]),
        (["--delay", "inf"], ["--site-seconds"]),
        (["--delay", "60", "--site-seconds", "60"], ["--site-seconds"]),
        (["--processes", "100000"], ["--processes", "256. Try"]),
        (["--contact", "nonsense"], ["--contact", "e-mail address"]),
        (["--set", "DOWNLOAD_TIMEOUT=soon"], ["DOWNLOAD_TIMEOUT", "whole number"]),
        (["--since", "a.csv"], ["a.csv", "it is a file"]),
    ],
)
def test_what_cannot_be_meant_is_refused_before_the_night(tmp_path, options, words):
    (tmp_path / "a.csv").write_text("url,note\nhttp://127.0.0.1:1/,x\nhttp://127.0.0.1:2/,x\n", encoding="utf-8")
    refused(frontline("run", "a.csv", "run", *options, cwd=tmp_path), *words)
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("line", ["pages = 0", "delay = -1", "delay = nan", "processes = 100000", "nice = 50"])
def test_the_file_beside_the_list_keeps_to_the_same_ranges(tmp_path, line):
    (tmp_path / "a.csv").write_text("url\nhttp://127.0.0.1:1/\n", encoding="utf-8")
    (tmp_path / "frontline.toml").write_text(line, encoding="utf-8")
    with pytest.raises(OptionsError, match="out of range"):
        options_beside(str(tmp_path / "a.csv"))


def test_both_places_of_options_have_one_set_of_ranges():
    hints = get_type_hints(run, include_extras=True)
    for name, span in RANGES.items():
        option = hints[name].__metadata__[0]
        assert (option.min, inf if option.max is None else option.max) == span, name


def test_a_file_that_is_no_page_is_said_to_be_none(tmp_path):
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04 and so on")
    (tmp_path / "page.html").write_text("<title>Club</title><p>Hello", encoding="utf-8")
    alone = frontline("inspect", tmp_path / "list.xlsx", "--format", "jsonl")
    assert alone.returncode == 1
    assert json.loads(alone.stdout) == {
        "target": str(tmp_path / "list.xlsx"), "findings": [], "measurements": {}, "error": "this is no HTML file",
    }  # fmt: skip
    both = frontline("inspect", tmp_path / "list.xlsx", tmp_path / "page.html", "--format", "jsonl")
    assert both.returncode == 0
    assert len(both.stdout.splitlines()) == 2


def test_a_mistyped_audit_is_asked_about():
    refused(frontline("explain", "legacy/frame"), "did you mean `legacy/frames`?")
    assert "a curve on which 31 scores 90" in frontline("explain", "freshness/newest-content").stdout


def test_a_schedule_takes_the_options_of_its_command():
    done = frontline("schedule", "run", "a.csv", "b", "--contact", "x@example.org", "--at", "23:15")
    assert done.returncode == 0
    assert "run a.csv b --contact x@example.org\n" in done.stdout
    assert "23:15:00" in done.stdout
    refused(frontline("schedule", "walk", "a.csv"), "no command `walk`")


def test_what_people_filled_in_is_not_written_over(night, tmp_path):
    sheet = tmp_path / "ann.csv"
    assert frontline("sample", night[0] / "run", "--out", sheet).returncode == 0
    before = sheet.read_bytes()
    refused(frontline("sample", night[0] / "run", "--out", sheet), "ann.csv", "--out")
    refused(frontline("agreement", sheet, "--run", night[0] / "run", "--out", sheet), "ann.csv", "--out")
    assert sheet.read_bytes() == before
    refused(frontline("sample", night[0] / "run", "--out", tmp_path), "is a folder")
    refused(frontline("sample", night[0] / "run", "--out", tmp_path / "no" / "x.csv"), "no folder")


def test_a_run_that_lost_its_tables_or_never_began_is_told(night, tmp_path):
    run = tmp_path / "run"
    shutil.copytree(night[0] / "run", run, ignore=shutil.ignore_patterns("run.sqlite*"))
    refused(frontline("report", run), f"`frontline audit {run}`")
    refused(frontline("status", run), f"`frontline audit {run}`")
    assert not (run / "run.sqlite").exists()
    (tmp_path / "a-file").touch()
    done = frontline("doctor", tmp_path / "a-file")
    assert done.returncode == 1
    assert "is a file" in done.stdout


def test_another_list_in_the_same_folder_is_noted_and_costs_no_file(night, tmp_path):
    run = tmp_path / "run"
    shutil.copytree(night[0] / "run", run)
    fetched = {path.name for path in (run / "fetched").iterdir()}
    (tmp_path / "other.csv").write_text("url\nhttp://127.0.0.1:1/\n", encoding="utf-8")
    done = frontline(
        "run", tmp_path / "other.csv", run, "--allow-private", "--delay", "0", "--set", "FRONTLINE_RETRIES=0"
    )
    assert done.returncode == 0
    assert "1 of the sites of this run are not in the list any more" in done.stderr
    assert fetched <= {path.name for path in (run / "fetched").iterdir()}


def test_a_file_on_areas_that_nobody_is_in_is_remarked(night, tmp_path):
    (tmp_path / "rates.csv").write_text("area,rate\nAtlantis,3\n", encoding="utf-8")
    run = tmp_path / "run"
    shutil.copytree(night[0] / "run", run)
    done = frontline("report", run, "--statistics", tmp_path / "rates.csv")
    assert done.returncode == 0
    assert "rates.csv names" in done.stdout


@pytest.mark.parametrize(
    ("sites", "code", "words"), [("sites.ods", 2, "no such file"), ("htp://club.example/", 1, "only http and https")]
)
def test_what_is_neither_list_nor_address(tmp_path, sites, code, words):
    done = frontline("run", sites, tmp_path / "run", "-q")
    assert done.returncode == code
    assert words in done.stderr
