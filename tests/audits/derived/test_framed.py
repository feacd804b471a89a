"""A page knows by what led to it whether it stands in a frame."""

from datetime import UTC, datetime

from audits.accessibility.page_title import page_title
from audits.derived.framed import framed
from audits.page import Page
from audits.store.records import Fetch

FRONT, MENU, TEXT, PLAIN = (f"https://example.org/{name}" for name in ("", "menu.htm", "text.htm", "plain.htm"))


def _fetch(url: str, body: bytes, via: str) -> Fetch:
    headers = (("content-type", "text/html"),)
    return Fetch(url, "page", datetime(2026, 6, 1, tzinfo=UTC), 200, headers, body, via=via)


def _page(url: str) -> Page:
    fetches = [
        _fetch(FRONT, b"<FRAMESET cols=2><FRAME src=menu.htm><FRAME name=body src=text.htm></FRAMESET>", ""),
        _fetch(MENU, b"<p><a href=text.htm target=body>Boats</a></p>", FRONT),
        _fetch(TEXT, b"<p>Boats</p>", MENU),
        _fetch(PLAIN, b"<p>Boats</p>", PLAIN),
    ]
    answers = {fetch.url: fetch for fetch in fetches}
    return Page(answers[url], url, answers=answers)


def test_pages_reached_through_a_frameset_stand_in_a_frame():
    assert [framed(_page(url)) for url in (FRONT, MENU, TEXT, PLAIN)] == [False, True, True, False]


def test_a_missing_title_is_a_failure_outside_of_frames_only():
    (inside,) = page_title.run(_page(TEXT)).findings
    assert (inside.grade, inside.wcag) == ("advice", ())
    (outside,) = page_title.run(_page(PLAIN)).findings
    assert outside.grade is None
