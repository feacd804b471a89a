"""A scoring file that does not hold together is refused with file, line, entry and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from audits.legacy.soundness import GRADES
from audits.store.records import CATEGORIES
from reports.curves import LogNormal
from reports.scoring import ScoringError, load_scoring


def test_our_own_file_holds_together() -> None:
    scoring = load_scoring()
    assert tuple(scoring.categories) == CATEGORIES
    assert {category.weight for category in scoring.categories.values()} == {1}
    assert scoring.min_coverage == 0.7
    assert scoring.min_group == 10
    assert scoring.min_rank_group == 20
    assert all(rule.source and rule.year > 1950 for rule in scoring.rules.values())
    worst = scoring.categories["legacy"].worst_first
    assert worst is not None
    assert set(worst.caps) == set(GRADES)  # a grade without a cap would leave its sites without a score


def test_a_user_s_file_overrides_parts_and_changes_the_digest(tmp_path: Path) -> None:
    own = load_scoring()
    theirs = load_scoring(
        _file(tmp_path, '[categories]\nsafety = { weight = 3 }\n[audits."accessibility/image-alt"]\nweight = 0\n')
    )
    assert theirs.categories["safety"].weight == 3
    assert theirs.categories["safety"].title == own.categories["safety"].title
    assert theirs.rules["accessibility/image-alt"].weight == 0
    assert theirs.rules["accessibility/image-alt"].source == own.rules["accessibility/image-alt"].source
    assert theirs.digest != own.digest
    assert "mine.toml" in theirs.origin


def test_the_digest_is_of_the_effective_scoring_and_not_of_the_text(tmp_path: Path) -> None:
    assert load_scoring(_file(tmp_path, "# only a comment\n")).digest == load_scoring().digest


def test_a_new_curve_drops_the_old_one_s_points(tmp_path: Path) -> None:
    text = (
        '[audits."accessibility/image-alt"]\n'
        'curve = "lognormal"\np10 = 1\nmedian = 4\nsource = "our own study"\nyear = 2026\n'
    )
    rule = load_scoring(_file(tmp_path, text)).rules["accessibility/image-alt"]
    assert rule.curve == LogNormal(1, 4)
    assert rule.weight == load_scoring().rules["accessibility/image-alt"].weight


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[categories]\nsafety = { weight = -1 }\n", 2, "cannot be below 0"),
        ("[categories]\nsafty = { weight = 1 }\n", 2, "did you mean `safety`"),
        ('[audits."accessibility/image-alt"]\nwieght = 2\n', 2, "no key `wieght`"),
        ('\n\n[audits."accessibility/new"]\nweight = 1\ncurve = "share"\nyear = 2026\n', 3, "`source` is missing"),
        ('[audits."accessibility/new"]\nweight = 1\ncurve = "share"\nsource = "x"\n', 1, "`year`"),
        ('[audits."accessibility/new"]\ncurve = "share"\nsource = "x"\nyear = 1\n', 1, "`weight` is missing"),
        ('[audits."accessibility/new"]\nweight = 1\ncurve = "sinus"\nsource = "x"\nyear = 1\n', 1, "must be one of"),
        ('[audits."accessibility/image-alt"]\ncurve = "map"\nmap = {yes = 1}\n', 1, "names its `source` and `year`"),
        ("[report]\nmin_coverage = 7\n", 2, "between 0 and 1"),
        ("[raport]\nx = 1\n", 1, "no part `raport`"),
        ("[report\n", 1, "not TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(ScoringError) as caught:
        load_scoring(_file(tmp_path, text))
    assert words in str(caught.value)
    assert "mine.toml" in str(caught.value)
    assert f"line {line}" in str(caught.value)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ('curve = "lognormal"\np10 = 5\nmedian = 4', "below `median`"),
        ('curve = "lognormal"\np10 = 0\nmedian = 4', "above 0"),
        ('curve = "lognormal"\np10 = 5', "`median` is missing"),
        ('curve = "points"\npoints = [[1, 0]]', "two or more"),
        ('curve = "points"\npoints = [[1, 0], [1, 1]]', "must rise"),
        ('curve = "points"\npoints = [[1, 0], [2, 7]]', "between 0 and 1"),
        ('curve = "points"\npoints = [[1, 0], [2]]', "[value, score]"),
        ('curve = "map"', "table of answers"),
        ('curve = "map"\nmap = {yes = "good"}', "must be a number"),
        ('curve = "share"\np10 = 3', "no key `p10`"),
        ('curve = "share"\npage = "all"', '"site" or "home"'),
    ],
)
def test_a_curve_that_makes_no_sense_is_refused(tmp_path: Path, entry: str, words: str) -> None:
    text = f'[audits."content/new"]\nweight = 1\nsource = "x"\nyear = 2026\n{entry}\n'
    with pytest.raises(ScoringError, match="content/new") as caught:
        load_scoring(_file(tmp_path, text))
    assert words in str(caught.value)


def test_an_audit_that_does_not_exist_is_refused_where_the_catalogue_is_known(tmp_path: Path) -> None:
    path = _file(
        tmp_path, '[audits."accessibility/image-lat"]\nweight = 1\ncurve = "share"\nsource = "x"\nyear = 2026\n'
    )
    load_scoring(path)
    with pytest.raises(ScoringError, match="did you mean `accessibility/image-alt`"):
        load_scoring(path, ["accessibility/image-alt"])


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ScoringError, match="cannot be read"):
        load_scoring(tmp_path / "none.toml")


def _file(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path
