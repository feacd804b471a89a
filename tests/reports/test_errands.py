"""Each errand writes its file and says in a few true sentences what came of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from audits.store.run_folder import RunFolder
from reports.errands import agreement_lines, benchmark_and_write, compare_and_write, sample_and_write
from reports.tables import ReportError
from tests.reports.made_run import card, finding, made_run, measurement, result

ALT = "accessibility/image-alt"


def _run(folder: Path, share: float, sites: int = 3) -> RunFolder:
    text = "url,group\n" + "".join(f"http://s{n}.example,Clubs\n" for n in range(sites))
    results = [
        result(
            f"s{n}.example", [measurement(ALT, share, facts={"feature_feed": n == 0})], [finding(ALT, f"fault {share}")]
        )
        for n in range(sites)
    ]
    return made_run(folder, text, results)


def test_runs_are_compared(tmp_path: Path) -> None:
    old, new = _run(tmp_path / "old", 0.2), _run(tmp_path / "new", 0.8)
    said = compare_and_write([old, new], [card(ALT)])
    assert said[:3] == [
        "3 sites measured both times.",
        "Total: 3 higher, 0 lower, 0 about the same.",
        "Findings: 3 mended, 3 new.",
    ]
    assert (new.report / "changes.html").exists()
    three = compare_and_write([old, old, new], [card(ALT)])
    assert three[0] == said[0]
    assert "Over all runs" in (new.report / "changes.html").read_text(encoding="utf-8")
    with pytest.raises(ReportError, match="two runs"):
        compare_and_write([old])


def test_a_site_is_benchmarked_against_the_newest_run_beside_it(tmp_path: Path) -> None:
    mine = made_run(
        tmp_path / "mine", "url\nhttp://m.example\n", [result("m.example", [measurement(ALT, 0.1)], [finding(ALT)])]
    )
    with pytest.raises(ReportError, match="no other run"):
        benchmark_and_write(mine)
    _run(tmp_path / "sector", 0.6)
    said = benchmark_and_write(mine, None, [card(ALT)])
    assert said[0] == "m.example: 10 of 100; the median of 3 sites (all sites) is 60, the best quarter begins at 60."
    assert said[1] == "What to fix first: Pictures have no text alternative."
    assert said[2] == f"Benchmark: {mine.report / 'benchmark.html'}"


def test_a_sheet_is_drawn_and_agreement_told(tmp_path: Path) -> None:
    run = _run(tmp_path / "run", 0.5)
    sheet = tmp_path / "ann.csv"
    said = sample_and_write(run, sheet, n=2)
    assert said[0].startswith("2 sites in 1 strata")
    with sheet.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        row["feature_feed"] = "yes" if row["site"] == "s0.example" else "no"
    with sheet.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    lines = agreement_lines(run, [sheet], out=tmp_path / "kappa.csv")
    told = next(line for line in lines if line.startswith("feature_feed"))
    assert "ann and program" in told
    assert "100%" in told
    assert len((tmp_path / "kappa.csv").read_text(encoding="utf-8").splitlines()) == len(lines)
