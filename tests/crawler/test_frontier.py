"""What is asked for next: near before far, with variety, and out of the traps."""

import pytest

from crawler.frontier import Frontier, canonical, pattern_of


def drained(frontier, most=1000):
    found = []
    while len(found) < most and (following := frontier.next()):
        found.append(following[0])
    return found


def test_breadth_first():
    frontier = Frontier()
    for url, depth in (("http://a.org/deep/x", 3), ("http://a.org/about", 1), ("http://a.org/more/y", 2)):
        frontier.add(url, depth)
    assert drained(frontier) == ["http://a.org/about", "http://a.org/more/y", "http://a.org/deep/x"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.org/x", "https://www.a.org/x"),
        ("http://a.org/x?b=2&a=1", "http://a.org/x?a=1&b=2"),
        ("http://a.org/x?PHPSESSID=12&a=1", "http://a.org/x?a=1"),
        ("http://a.org/x;jsessionid=AB12", "http://a.org/x"),
        ("http://a.org/x?utm_source=mail", "http://a.org/x"),
    ],
)
def test_the_same_page_under_two_addresses(one, other):
    assert canonical(one) == canonical(other)
    frontier = Frontier()
    assert frontier.add(one, 1)
    assert not frontier.add(other, 1)


def test_a_calendar_does_not_eat_the_budget():
    frontier = Frontier(50)
    for day in range(1, 400):
        frontier.add(f"http://a.org/calendar?date=2026-{day % 12 + 1:02}-{day % 28 + 1:02}&v={day}", 1)
    for number in range(30):
        frontier.add(f"http://a.org/{'abcdefghij'[number % 10]}{number}/page", 2)
    first = drained(frontier, 50)
    assert sum("calendar" in url for url in first) <= 6
    assert sum("/page" in url for url in first) == 30


def test_session_ids_in_paths_do_not_eat_the_budget():
    frontier = Frontier(50)
    for number in range(200):
        frontier.add(f"http://a.org/s/{number:032x}f/index", 1)
    assert len(drained(frontier)) <= 6


def test_flat_sites_are_read_whole():
    frontier = Frontier(50)
    for number in range(45):
        frontier.add(f"http://a.org/seite{number}.htm", 1)
    assert len(drained(frontier)) == 45


def test_spirals_and_depth_end():
    frontier = Frontier()
    assert not frontier.add("http://a.org/a/a/a/a/", 2)
    assert not frontier.add("http://a.org/" + "x/" * 40, 2)
    assert not frontier.add("http://a.org/deep", 13)
    assert not frontier.add("http://a.org/" + "x" * 2000, 1)
    assert frontier.traps


def test_patterns():
    assert pattern_of("a.org/news/2024/12") == pattern_of("a.org/news/2023/7")
    assert pattern_of("a.org/about") != pattern_of("a.org/news/1")
