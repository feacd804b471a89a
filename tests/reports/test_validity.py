"""Sheets for coders are blind and stratified, and agreement is Cohen's."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from reports.agreement import agreement, kappa, normal
from reports.sample import drawn, stratum, write_sample
from reports.tables import ReportError
from tests.reports.made_run import made_run, measurement, result

ALT = "accessibility/image-alt"


def test_kappa_is_that_of_the_textbook() -> None:
    # 50 proposals judged by two readers: both yes 20, only the first 5, only the second 10, both no 15: kappa 0.4
    pairs = np.array([(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15)
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa(np.array([(1, 1), (0, 0)])) == 1
    assert kappa(np.array([(1, 0), (0, 1)])) == -1
    assert math.isnan(kappa(np.array([(1, 1), (1, 1)])))
    assert math.isnan(kappa(np.empty((0, 2), dtype="int64")))


def test_coders_are_compared_with_each_other_and_with_the_program(tmp_path: Path) -> None:
    names = [f"s{n}.example" for n in range(8)]
    run = made_run(
        tmp_path / "run",
        "url\n" + "".join(f"http://{name}\n" for name in names),
        [result(name, [measurement(ALT, 1.0, facts={"feature_feed": n < 4})]) for n, name in enumerate(names)],
    )
    ann, bob = tmp_path / "ann.csv", tmp_path / "bob.csv"
    ann.write_text(
        "site,feature_feed,notes\n"
        + "".join(f'{name},{"Yes" if n < 4 else "n"},"a,\nb"\n' for n, name in enumerate(names))
    )
    bob.write_text("site;feature_feed\n" + "".join(f"{name};{'x' if n < 6 else ''}\n" for n, name in enumerate(names)))
    found = agreement(run, [ann, bob]).set_index(["left", "right"])
    assert list(found.index) == [("ann", "bob"), ("ann", "program"), ("bob", "program")]
    assert found.loc[("ann", "program"), "kappa"] == 1
    assert found.loc[("ann", "program"), "low"] == 1
    assert found.loc[("ann", "bob"), "sites"] == 6
    assert found.loc[("ann", "bob"), "agree"] == pytest.approx(4 / 6)
    assert found.loc[("ann", "bob"), "kappa"] == 0


def test_answers_are_read_however_they_were_typed() -> None:
    assert [normal(cell) for cell in (" Yes ", "X", "1", "N", "0", "fixed", "")] == [
        "yes",
        "yes",
        "yes",
        "no",
        "no",
        "fixed",
        "",
    ]


def test_a_sheet_without_sites_is_refused(tmp_path: Path) -> None:
    run = made_run(tmp_path / "run", "url\n", [])
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("url,feature_feed\n")
    with pytest.raises(ReportError, match="no column `site`"):
        agreement(run, [sheet])
    with pytest.raises(ReportError, match="cannot be read"):
        agreement(run, [tmp_path / "none.csv"])


def test_a_sample_is_stratified_blind_and_the_same_each_time(tmp_path: Path) -> None:
    text = "url,group\n" + "".join(f"http://s{n}.example,{'A' if n < 20 else 'B'}\n" for n in range(40))
    results = [result(f"s{n}.example", [measurement(ALT, n / 40, facts={"feature_feed": True})]) for n in range(39)] + [
        result("s39.example", status="refused", pages=0)
    ]
    run = made_run(tmp_path / "run", text, results)
    sheet = tmp_path / "sheet.csv"
    chosen = write_sample(run, sheet, n=12)
    with sheet.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 12
    assert {row["feature_feed"] for row in rows} == {""}
    assert sum(name.startswith("feature_") for name in rows[0]) >= 24
    assert "s39.example" not in {row["site"] for row in rows}
    assert sorted(chosen["group"]).count("A") in {6, 7}
    assert chosen["stratum"].nunique() >= 4
    again = write_sample(run, tmp_path / "again.csv", n=12)
    assert list(again.index) == list(chosen.index)
    assert len(write_sample(run, tmp_path / "all.csv", n=600)) == 39


def test_nobody_to_draw_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no site was measured"):
        write_sample(made_run(tmp_path / "run", "url\n", []), tmp_path / "sheet.csv")


def test_strata_take_their_share_and_ties_do_not_lose_a_site() -> None:
    strata = pd.Series(["a"] * 6 + ["b"] * 3 + ["c"])
    chosen = drawn(strata, 5, 1)
    assert len(chosen) == 5
    assert strata.loc[chosen].value_counts()["a"] == 3
    assert stratum(pd.Series([1.0, np.nan, 9.0]), pd.Series(["g", "g", ""])).tolist() == [
        "g / middle",
        "g / none",
        " / high",
    ]
