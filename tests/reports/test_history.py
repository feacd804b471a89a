"""A site's page says how it stood in earlier runs, whichever way they were named."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

from audits.store.run_folder import RunFolder
from reports.history import earlier_runs, remembered
from reports.write import write_report
from tests.reports.made_run import card, made_run, measurement, result

NAMES = ["freshness/a", "content/b", "interactivity/c", "social/d", "weight/e", "mobile/f", "accessibility/g", "safety/h"]  # fmt: skip
CARDS = [card(name) for name in NAMES]


def _run(folder: Path, share: float, year: int, since: str = "") -> RunFolder:
    values = [measurement(name, share) for name in NAMES]
    done = result("a.example", values, fetched_at=datetime(year, 6, 1, tzinfo=UTC))
    run = made_run(folder, "url,name\nhttps://a.example/,Club\nhttps://b.example/,Other\n", [done])
    if since:
        run.about.write_text(json.dumps({"options": {"since": since}}), encoding="utf-8")
    return run


def _rules(folder: Path) -> Path:
    path = folder / "mine.toml"
    text = "".join(f'[audits."{name}"]\nweight = 1\ncurve = "share"\nsource = "x"\nyear = 2026\n' for name in NAMES)
    path.write_text(f"[report]\nmin_coverage = 0.5\n\n{text}", encoding="utf-8")
    return path


def _page(run: RunFolder, name: str = "a.example") -> str:
    return (run.report / "sites" / f"{name}.html").read_text(encoding="utf-8")


def test_the_runs_that_since_leads_to_are_shown_in_order(tmp_path: Path) -> None:
    _run(tmp_path / "one", 0.3, 2024)
    _run(tmp_path / "two", 0.6, 2025, since="one")
    run = _run(tmp_path / "three", 0.5, 2026, since=str(tmp_path / "two"))
    write_report(run, CARDS, scoring=_rules(tmp_path))
    page = _page(run)
    assert "The total rose from 30 (2024-06-01) to 50 (2026-06-01)." in page
    row = page[page.index('id="history-table"') :]
    row = row[row.index('<tr class="total">') : row.index("</tr>", row.index('<tr class="total">'))]
    assert [cell.partition(">")[2].partition("<")[0] for cell in row.split("<td ")[1:]] == ["30", "60", "50"]
    assert '<svg class="chart course" role="img"' in page
    assert (run.report / "changes.html").exists()  # what --since said when the run was made is said again
    assert 'id="history"' not in _page(run, "b.example")  # never measured


def test_runs_that_are_named_take_the_place_of_those_remembered(tmp_path: Path) -> None:
    old, run = _run(tmp_path / "old", 0.7, 2020), _run(tmp_path / "new", 0.7, 2026)
    write_report(run, CARDS, scoring=_rules(tmp_path), earlier=[old, old])
    page = _page(run)
    assert "The total was 70 on 2020-06-01 and is the same on 2026-06-01." in page
    assert page.count("2020-06-01</th>") == 1


def test_a_run_alone_has_no_history_and_a_circle_ends(tmp_path: Path) -> None:
    one, two = _run(tmp_path / "one", 0.3, 2024, since="two"), _run(tmp_path / "two", 0.3, 2025, since="one")
    assert [run.root.name for run in earlier_runs(two, None)] == ["one"]
    alone = _run(tmp_path / "alone", 0.3, 2024, since="gone")
    assert remembered(alone) is None
    write_report(alone, CARDS, scoring=_rules(tmp_path))
    assert 'id="history"' not in _page(alone)
    assert remembered(one) is not None


def test_two_runs_of_one_day_stand_side_by_side(tmp_path: Path) -> None:
    old, run = _run(tmp_path / "old", 0.5, 2026), _run(tmp_path / "new", 0.7, 2026)
    write_report(run, CARDS, scoring=_rules(tmp_path), earlier=[old])
    drawing = _page(run).partition("chart course")[2].partition("</svg>")[0]
    assert len(set(re.findall(r'<circle class="dot" cx="([0-9.]+)"', drawing))) == 2
