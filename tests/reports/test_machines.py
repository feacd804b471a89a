"""What other programs read of a report is what the schema promises, and what people read."""

from __future__ import annotations

import csv
import json
import os
import signal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from audits.store.run_folder import RunFolder
from reports.cli import app
from reports.formats import portable_document
from reports.tables import ReportError
from reports.write import write_report
from tests.reports.made_run import card, finding, made_run, measurement, result

ROOT = Path(__file__).resolve().parents[2]
ALT, WORDS = "accessibility/image-alt", "content/words"
SCHEMA = json.loads((ROOT / "docs" / "results.schema.json").read_text(encoding="utf-8"))


def _run(folder: Path, sites: int = 3) -> RunFolder:
    text = "url,name,group\n" + "".join(f"http://s{n}.example,Club {n},Clubs\n" for n in range(sites))
    found = [finding(ALT, places=4), finding(ALT, "look at it", level="review"), finding(WORDS, "too little")]
    results = [
        result(
            f"s{n}.example",
            [
                measurement(ALT, n / sites, facts={"feature_feed": True}),
                measurement("accessibility/lang", 1.0),
                measurement("accessibility/tables", None, outcome="not_applicable"),
                measurement(WORDS, 250.0 + n, unit="words"),
            ],
            found if n == 0 else [],
            url=f"http://s{n}.example/",
        )
        for n in range(sites - 1)
    ]
    return made_run(folder, text, results)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    run = _run(tmp_path_factory.mktemp("machines") / "run")
    write_report(run, [card(ALT), card("accessibility/lang"), card("accessibility/tables"), card(WORDS, unit="words")])
    return run


def _json(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def test_results_follow_the_published_schema(run, tmp_path):
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not there: results.json was NOT validated")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    empty = made_run(tmp_path / "empty", "url\nhttp://a.example\nnothing\n", [])
    write_report(empty)
    for report in (run.report, empty.report):
        errors = [
            f"{error.json_path}: {error.message}" for error in validator.iter_errors(_json(report / "results.json"))
        ]
        assert errors == []
    broken = _json(run.report / "results.json")
    broken["sites"][0]["scores"]["overall"]["score"] = 101
    assert list(validator.iter_errors(broken)) != []


def test_results_say_what_the_scorecards_say(run):
    results = _json(run.report / "results.json")
    with (run.report / "scorecards.csv").open(encoding="utf-8", newline="") as lines:
        cards = list(csv.DictReader(lines))
    assert [site["site"] for site in results["sites"]] == [row["site"] for row in cards]
    for site, row in zip(results["sites"], cards, strict=True):
        for name, each in site["scores"].items():
            assert ("" if each["score"] is None else str(each["score"])) == row[name]
    assert results["run"]["statuses"] == {"ok": 2, "waiting": 1}
    assert results["sites"][2]["measurements"] == []
    by_audit = {row["audit"]: row for row in results["sites"][0]["measurements"]}
    assert by_audit["accessibility/tables"] == {
        "audit": "accessibility/tables", "outcome": "not_applicable", "reason": "because",
    }  # fmt: skip
    assert by_audit[WORDS]["value"] == 250


def test_earl_asserts_every_outcome_of_the_accessibility_audits(run):
    earl = _json(run.report / "earl.jsonld")
    assert earl["@context"]["@vocab"] == "http://www.w3.org/ns/earl#"
    tests = {node["id"] for node in earl["@graph"] if node["type"] == "TestCase"}
    assertions = [node for node in earl["@graph"] if node["type"] == "Assertion"]
    assert tests == {f"#{ALT}", "#accessibility/lang", "#accessibility/tables"}
    assert {each["test"] for each in assertions} == tests
    outcomes = sorted(each["result"]["outcome"] for each in assertions)
    assert outcomes == ["cantTell", "failed", "inapplicable", "inapplicable", "passed", "passed", "passed"]
    failed = next(each for each in assertions if each["result"]["outcome"] == "failed")
    assert failed["subject"] == "https://a.example/"
    assert failed["result"]["pointer"]["selector"] == "img:nth-of-type(1)"


def test_several_processes_write_what_one_writes(tmp_path):
    run = _run(tmp_path / "run", sites=230)
    write_report(run, [card(ALT)], processes=1)
    names = ("findings.csv", "results.json", "earl.jsonld", "sites/s0.example.html", "sites/s229.example.html")
    before = {name: (run.report / name).read_bytes() for name in names}
    write_report(run, [card(ALT)], processes=2)
    assert {name: (run.report / name).read_bytes() for name in names} == before
    assert len(list((run.report / "sites").iterdir())) == 230
    assert not (run.report / ".parts").exists()


def ends_its_process(_start):
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_a_killed_process_should_have_written_is_written(tmp_path, monkeypatch):
    run = _run(tmp_path / "run", sites=12)
    write_report(run, [card(ALT)], processes=1)
    before = (run.report / "results.json").read_bytes()
    monkeypatch.setattr("reports.formats.site_files._write_slice", ends_its_process)
    write_report(run, [card(ALT)], processes=2)
    assert (run.report / "results.json").read_bytes() == before
    assert not (run.report / ".parts").exists()


@pytest.mark.parametrize(("least", "code"), [(0, 0), (99.5, 1)])
def test_a_total_below_the_least_ends_in_exit_code_1(run, least, code):
    done = CliRunner().invoke(app, ["report", str(run.root), "--fail-under", str(least)])
    assert done.exit_code == code, done.output
    assert ("totals below" in done.output) == bool(code)


def test_where_no_site_has_a_total_none_has_passed(tmp_path):
    run = made_run(tmp_path / "run", "url\nhttp://a.example\n", [])
    assert write_report(run).below(0) == "No site has a total, so none reaches 0."


def test_without_a_browser_one_sentence_says_so(run, monkeypatch):
    monkeypatch.setattr(portable_document, "browser_path", lambda: "")
    with pytest.raises(ReportError, match="frontline doctor"):
        portable_document.write_documents(run)


@pytest.mark.skipif(not portable_document.browser_path(), reason="NO BROWSER here: no PDF was made")
def test_pages_are_printed(run):
    assert portable_document.write_documents(run) == 3
    assert (run.report / "pdf" / "s0.example.pdf").read_bytes().startswith(b"%PDF-")
