"""Asking many lines at once must say what asking each by itself says."""

import re

from hypothesis import given
from hypothesis import strategies as st

from audits.derived.joined_lines import JoinedLines, LineWords, shape_of, with_figures, words_of
from tests.growth import assert_in_proportion, cpu_seconds

PIECES = st.sampled_from(
    [
        "May",
        "may",
        "mid-May",
        "st",
        "Street",
        "x",
        "12",
        "3.",
        "５",
        "٣",
        "é",
        "ß",
        "İ",
        "“",
        "年",
        "-",
        "_",
        "A",
        " ",
        ".",
        "/",
    ]
)
LINES = st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=6)


@given(LINES)
def test_a_pattern_finds_the_lines_in_which_it_is_found_alone(lines: list[str]) -> None:
    for pattern in map(re.compile, (r"\d", r"\d\.", r"(?<!\w)st\b", r"[A-Z]", "年")):
        alone = [(place, match.group()) for place, line in enumerate(lines) if (match := pattern.search(line))]
        assert [(place, match.group()) for place, match in JoinedLines(lines).matching(pattern)] == alone


@given(LINES)
def test_figures_of_every_script_are_figures(lines: list[str]) -> None:
    assert with_figures(lines) == [place for place, line in enumerate(lines) if re.search(r"\d", line)]


@given(LINES)
def test_words_are_found_whole(lines: list[str]) -> None:
    words = LineWords(lines)
    assert words.known == {word for line in lines for word in words_of(line)}
    for wanted in ("may", "st", "mid-may", "é", "x"):
        assert words.having([wanted]) == {place for place, line in enumerate(lines) if wanted in words_of(line)}


@given(LINES)
def test_letters_are_found_in_every_line_that_holds_them(lines: list[str]) -> None:
    joined = JoinedLines(lines)
    assert [joined.line(place) for place in range(len(lines))] == lines
    for letters in ("ay", "-", "12"):
        assert list(joined.holding(letters)) == [place for place, line in enumerate(lines) if letters in line]


@given(LINES)
def test_what_a_pattern_finds_has_its_shape(lines: list[str]) -> None:
    joined = JoinedLines(lines)
    found = {place for place, line in enumerate(lines) if re.search(r"\d[./]\d|\d[A-Z]", line)}
    assert found <= set(joined.like((b"0.0", b"0/0", b"0A")))


def test_a_shape_has_a_byte_for_each_character() -> None:
    assert shape_of("Tel. 5５é x") == b"Ael. 00? x"


def test_a_word_inside_others_a_hundred_thousand_times_is_asked_of_its_line_once() -> None:
    def seconds(times: int) -> float:
        words = LineWords(["x-may " * times + "may", "x-june " * times])
        spent, having = cpu_seconds(lambda: words.having(["may", "june"]))
        assert having == {0}
        return spent

    assert_in_proportion(seconds, 100_000)
