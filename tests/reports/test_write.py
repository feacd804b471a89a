"""The whole report is written for any run, and what the web sent does no harm in it."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from audits.store.records import CATEGORIES
from audits.store.run_folder import RunFolder
from reports import write
from reports.catalogue import load_catalogue
from reports.tables import ReportError
from reports.write import write_report
from tests.reports.made_run import card, finding, made_run, measurement, result

EVIL = "<script>alert(1)</script>"


def _rows(run: RunFolder) -> list[dict[str, str]]:
    with (run.report / "scorecards.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _small(folder: Path) -> RunFolder:
    text = (
        "name,url,group,lat,lon,size,status\n"
        "Ålesund Club,http://one.example,Scouts,51.5,-0.12,=2+5,theirs\n"
        "Two,https://two.example/a?b=c,Scouts,,,+44 20 7946 0000,\n"
        "Three,no address at all,Scouts,,,@cmd,\n"
        "Four,http://four.example,Scouts,,,-3,\n"
        "Five,http://five.example,,,,,\n"
    )
    return made_run(
        folder,
        text,
        [
            result(
                "one.example",
                [
                    measurement(
                        "accessibility/image-alt",
                        0.75,
                        facts={"feature_feed": True, "feature_search": False, "home_kilobytes": 1234.567,
                               "viewport": "fixed", "newest_content_date": "2026-05-01", "interactivity_stage": 2},
                    ),
                    measurement("content/words", 250.0, unit="words", facts={"words": 250.4}),
                ],
                [finding("accessibility/image-alt", f"no text {EVIL}", snippet=EVIL, url="javascript:alert(2)", places=30, pages=4)],
                failures=2,
            ),
            result("two.example_a-b_c", status="refused", pages=0, reason="robots.txt forbids it.", fetches=1),
            result("four.example", [measurement("accessibility/image-alt", None, outcome="error")], status="partial"),
        ],
    )  # fmt: skip


def test_scorecards_have_one_row_per_line_in_the_list_s_order(tmp_path: Path) -> None:
    run = _small(tmp_path / "run")
    write_report(run, [card("accessibility/image-alt")])
    rows = _rows(run)
    assert [row["name"] for row in rows] == ["Ålesund Club", "Two", "Three", "Four", "Five"]
    assert [row["url"] for row in rows] == [
        "http://one.example", "https://two.example/a?b=c", "no address at all", "http://four.example",
        "http://five.example",
    ]  # fmt: skip
    assert [row["status"] for row in rows] == ["ok", "refused", "invalid", "partial", ""]
    assert rows[0]["list_status"] == "theirs"
    first = rows[0]
    assert first["accessibility"] == "75.0"
    assert first["feature_feed"] == "yes"
    assert first["feature_search"] == "no"
    assert first["feature_map"] == ""
    assert first["home_kilobytes"] == "1234.6"
    assert first["words"] == "250.4"
    assert first["interactivity_stage"] == "2"
    assert first["fetch_failures"] == "2"
    assert first["newest_content_date"] == "2026-05-01"
    assert first["coverage"] == "1.0"


def test_the_columns_stand_in_the_promised_order(tmp_path: Path) -> None:
    run = _small(tmp_path / "run")
    write_report(run)
    head = list(_rows(run)[0])
    assert head[:7] == ["url", "name", "group", "lat", "lon", "size", "list_status"]
    assert head[7:12] == ["site", "status", "pages", "coverage", "overall"]
    assert head[12:21] == list(CATEGORIES)
    assert head[21:31] == [f"{name}_percentile" for name in ("overall", *CATEGORIES)]
    assert head[31] == "newest_content_date"
    assert len(head) == len(set(head))
    fixed = (
        "newest_content_date home_kilobytes slow_seconds words language interactivity_stage feature_contact_form "
        "feature_search feature_social_links feature_feed feature_calendar facebook_only viewport mobile_ready uses_frames "
        "uses_flash legacy_grade js_required barriers_per_page fetch_failures"
    ).split()
    assert [name for name in head if name in fixed] == fixed
    assert sum(name.startswith("feature_") for name in head) >= 24


def test_a_site_that_was_not_read_has_empty_cells_and_never_noughts(tmp_path: Path) -> None:
    run = _small(tmp_path / "run")
    write_report(run)
    refused, invalid, waiting = (_rows(run)[place] for place in (1, 2, 4))
    for row in (refused, invalid, waiting):
        figures = [row[name] for name in row if name in CATEGORIES or name.startswith("feature_")]
        assert set(figures) == {""}
        assert row["overall"] == row["coverage"] == row["home_kilobytes"] == ""
    assert refused["reason"] == "robots.txt forbids it."
    assert "line 4" in invalid["reason"]
    assert invalid["fetch_failures"] == ""


def test_the_workbook_shares_its_findings_out_among_the_sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails for certain comes first; a list of all would show the first sites of a sector, and no other."""
    advice = replace(finding("legacy/doctype", "an old doctype", pages=9), grade="advice", wcag=())
    found = [advice, finding("accessibility/image-alt", "no text"), finding("accessibility/link-name", "no name")]
    sites = {key: result(key, [measurement("content/words", 9.0)], found) for key in ("a.example", "b.example")}
    run = made_run(tmp_path / "run", "url\nhttp://a.example\nhttp://b.example\n", sites)
    monkeypatch.setattr(write, "_WORKBOOK_FINDINGS", 4)
    write_report(run)
    head, *rows = openpyxl.load_workbook(run.report / "scorecards.xlsx")["Findings"].iter_rows(values_only=True)
    shown = [(row[head.index("site")], row[head.index("audit")]) for row in rows]
    assert shown == [(key, audit) for key in sites for audit in ("accessibility/image-alt", "accessibility/link-name")]
    assert (run.report / "findings.csv").read_text(encoding="utf-8").count("legacy/doctype,") == len(sites)


@pytest.mark.parametrize(
    ("counts", "most", "share"),
    [([], 10, 1), ([3, 3], 4, 2), ([1, 2, 20], 10, 7), ([1, 2, 20], 30, 20), ([5, 5, 5], 2, 1), ([4, 4], 8, 4)],
)
def test_what_one_site_leaves_others_take(counts: list[int], most: int, share: int) -> None:
    assert write.share_of_each(counts, most) == share


def test_no_cell_is_a_formula_in_any_format(tmp_path: Path) -> None:
    run = _small(tmp_path / "run")
    write_report(run)
    rows = _rows(run)
    assert [row["size"] for row in rows[:4]] == ["'=2+5", "'+44 20 7946 0000", "'@cmd", "-3"]
    assert rows[0]["lon"] == "-0.12"
    book = openpyxl.load_workbook(run.report / "scorecards.xlsx")
    assert book.sheetnames == ["Scorecards", "Findings", "Definitions", "About"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "B2"
        assert all(cell.data_type != "f" and cell.hyperlink is None for line in sheet.iter_rows() for cell in line)
    sheet = book["Scorecards"]
    head = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, head.index("accessibility") + 1).value == 75
    assert sheet.cell(3, head.index("accessibility") + 1).value is None
    meanings = {row[0]: row[2] for row in book["Definitions"].iter_rows(min_row=2, values_only=True)}
    assert set(head) == set(meanings)
    assert all(meanings.values())


def test_what_the_web_sent_is_escaped_in_every_page(tmp_path: Path) -> None:
    run = _small(tmp_path / "run")
    write_report(run, [card("accessibility/image-alt")])
    for path in [run.report / "index.html", *(run.report / "sites").glob("*.html")]:
        text = path.read_text(encoding="utf-8")
        assert EVIL not in text
        assert 'href="javascript' not in text
        assert "default-src 'none'" in text
        outside = re.findall(r"""(?:src|href)=["']?(?:https?:)?//[^"'>\s]+""", text)
        assert all("example" in link for link in outside)  # only the audited sites are linked, nothing is loaded
    page = (run.report / "sites" / "one.example.html").read_text(encoding="utf-8")
    assert "No text &lt;script&gt;" in page
    assert "and 27 more" in page
    assert "Mend image alt." in page
    assert "never a grade of conformance" in page


def test_a_name_that_closes_the_script_does_not(tmp_path: Path) -> None:
    run = made_run(tmp_path / "run", f"url,name\nhttp://a.example,</script>{EVIL}\n", [])
    write_report(run)
    text = (run.report / "index.html").read_text(encoding="utf-8")
    assert text.count("</script>") == 2
    data = json.loads(re.search(r'id="data">(.*?)</script>', text, re.DOTALL).group(1))  # type: ignore[union-attr]
    assert data["rows"][0][1] == f"</script>{EVIL}"


def test_findings_and_measurements_are_tidy(tmp_path: Path) -> None:
    run = _small(tmp_path / "run")
    write_report(run, [card("accessibility/image-alt")])
    with (run.report / "findings.csv").open(encoding="utf-8", newline="") as lines:
        findings = list(csv.DictReader(lines))
    assert len(findings) == 1
    assert findings[0]["places"] == "30"
    assert findings[0]["wcag"] == "1.1.1"
    assert findings[0]["title"] == "Image alt is as it should be"
    frame = pd.read_parquet(run.report / "measurements.parquet").set_index(["site", "audit"])
    assert len(frame) == 3
    assert frame.loc[("one.example", "accessibility/image-alt"), "score"] == 75
    assert frame.loc[("four.example", "accessibility/image-alt"), "outcome"] == "error"
    assert pd.isna(frame.loc[("four.example", "accessibility/image-alt"), "score"])


def test_the_cards_are_kept_with_the_run(tmp_path: Path) -> None:
    run = _small(tmp_path / "run")
    cards = [card("accessibility/image-alt"), card("content/words", unit="words")]
    write_report(run, cards)
    assert load_catalogue(run) == cards
    before = (run.report / "sites" / "one.example.html").read_text(encoding="utf-8")
    write_report(run)
    assert (run.report / "sites" / "one.example.html").read_text(encoding="utf-8") == before


def test_the_summary_is_a_few_true_sentences(tmp_path: Path) -> None:
    run = _small(tmp_path / "run")
    summary = write_report(run, [card("accessibility/image-alt")])
    assert summary.statuses == {"ok": 1, "partial": 1, "refused": 1, "invalid": 1, "waiting": 1}
    assert summary.scored == 1
    assert summary.findings == 1
    said = " ".join(summary.sentences())
    assert "5 sites: 1 measured, 1 measured in part" in said
    assert str(run.report / "index.html") in said


@pytest.mark.parametrize(
    "csv_text",
    ["url\n", "url\nhttp://a.example\n", "url\nnothing\n", "url,name\nhttp://a.example,A\nhttp://a.example,B\n"],
)
def test_small_and_odd_runs_have_a_report(tmp_path: Path, csv_text: str) -> None:
    run = made_run(tmp_path / "run", csv_text, [])
    summary = write_report(run)
    assert summary.scored == 0
    assert len(_rows(run)) == len(csv_text.splitlines()) - 1
    assert (run.report / "index.html").stat().st_size > 5000
    openpyxl.load_workbook(run.report / "scorecards.xlsx").close()
    assert "url" in pd.read_csv(run.report / "scorecards.csv").columns


def test_pages_of_sites_that_left_the_list_go(tmp_path: Path) -> None:
    run = _small(tmp_path / "run")
    (run.report / "sites").mkdir(parents=True)
    (run.report / "sites" / "gone.example.html").touch()
    write_report(run)
    assert sorted(path.stem for path in (run.report / "sites").iterdir()) == sorted(
        ["one.example", "two.example_a-b_c", "line-4", "four.example", "five.example"]
    )


def test_without_a_store_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="nothing has been measured yet"):
        write_report(RunFolder(tmp_path).create())
