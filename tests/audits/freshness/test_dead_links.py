"""A dead link is told with the page on which a keeper finds it."""

from __future__ import annotations

from audits.freshness.dead_links import dead_links
from audits.model import Answer, SiteExample
from audits.specimen import example_visit


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
