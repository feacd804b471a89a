"""A dead link is told with the page on which a keeper finds it."""

from __future__ import annotations

from datetime import UTC, datetime

from audits.freshness.dead_links import dead_links
from audits.model import Answer, SiteExample
from audits.specimen import example_visit
from audits.store.records import Fetch, SiteEntry
from audits.visit import visit_of

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HTML = (("Content-Type", "text/html"),)


def test_a_dead_address_names_the_pages_that_link_to_it() -> None:
    visit = example_visit(
        SiteExample(
            {
                "/": "<a href=/a>a</a> <a href=/camp?y=1#top>camp</a>",
                "/a": "<a href='camp?y=1'>camp</a> <a href=https://elsewhere.example/gone>other</a>",
                "/camp?y=1": Answer("gone", 404),
                "/forgotten": Answer("gone", 410),
            },
            gives=0.5,
        )
    )
    found = {finding.url: finding.snippet for finding in dead_links.run(visit).findings}
    assert found == {
        "https://example.org/camp?y=1": "/camp?y=1, linked from https://example.org/ and 1 more page",
        "https://example.org/forgotten": "https://example.org/forgotten",
    }


def test_names_of_a_front_page_that_the_crawl_guessed_are_no_links() -> None:
    root = "https://example.org/"
    fetches = [
        Fetch(root, "page", NOON, 404),
        Fetch(root + "index.html", "page", NOON, 404, via=root),
        Fetch(root + "index.htm", "page", NOON, 404, via=root),
        Fetch(root + "home.htm", "page", NOON, 200, HTML, b"<a href=/index.htm>home</a> <a href=/a>a</a>", via=root),
        Fetch(root + "a", "page", NOON, 404, via=root + "home.htm"),
    ]
    visit = visit_of(SiteEntry(2, root, "example.org"), fetches, {"front_page_missing": root})
    outcome = dead_links.run(visit)
    assert {finding.url for finding in outcome.findings} == {root + "index.htm", root + "a"}
    assert outcome.checked == 3
