"""Says what the accessibility audits found in the words of EARL, the W3C's Evaluation and Report Language, as JSON-LD.

A finding is an assertion about the first page it was seen on. That an audit found nothing, had nothing to check or could not
tell is an assertion about the site. The test is our audit and not a criterion of WCAG, so `failed` is no verdict on
conformance. Source: W3C, EARL 1.0 Schema, Working Group Note 2017.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audits.store.records import AuditCard
from reports.formats.results import quoted
from reports.formats.web import About
from reports.plain import Measured

CATEGORY = "accessibility"
_WITHOUT_FINDING = {
    "measured": "passed",
    "not_applicable": "inapplicable",
    "cannot_tell": "cantTell",
    "error": "untested",
}
_SOFTWARE = "#frontline"

CONTEXT = {
    "@vocab": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "ptr": "http://www.w3.org/2009/pointers#",
    "type": "@type",
    "id": "@id",
    "title": "dct:title",
    "description": "dct:description",
    "date": "dct:date",
    "selector": "ptr:expression",
    "assertedBy": {"@type": "@id"},
    "subject": {"@type": "@id"},
    "test": {"@type": "@id"},
    "mode": {"@type": "@vocab"},
    "outcome": {"@type": "@vocab"},
}
"""Written into the file, so that no reader has to fetch it."""


def head(about: About, cards: Mapping[str, AuditCard]) -> Iterator[dict[str, Any]]:
    """Who asserts, and the tests."""
    yield {"id": _SOFTWARE, "type": ["Assertor", "Software"], "title": "Frontline", "dct:hasVersion": about.version}
    for card in cards.values():
        if card.category == CATEGORY:
            yield {
                "id": _test(card.id),
                "type": "TestCase",
                "title": card.title.rstrip("."),
                "description": card.measured,
                "dct:subject": list(card.standards),
            }


def assertions(site: Any, rows: Sequence[Measured], findings: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Everything of one site, each assertion as JSON."""
    result, failing = f'"date":{quoted(site.fetched_at[:10])}', set()
    for finding in findings:
        if finding["audit"].startswith(f"{CATEGORY}/") and finding["seen"]:
            failing.add(finding["audit"])
            place = finding["seen"][0]
            outcome = "failed" if finding["level"] == "fail" else "cantTell"
            more = f'{result},"description":{quoted(place["message"])}'
            if place["selector"]:
                more += f',"pointer":{{"type":"ptr:CSSSelectorPointer","selector":{quoted(place["selector"])}}}'
            yield _assertion(finding["audit"], quoted(place["url"]), outcome, more)
    whole = quoted(site.final_url or site.url)
    for row in rows:
        if row.category == CATEGORY and row.audit not in failing:
            yield _assertion(row.audit, whole, _WITHOUT_FINDING[row.outcome], result)


def _assertion(audit: str, subject: str, outcome: str, result: str) -> str:
    return (
        f'{{"type":"Assertion","assertedBy":"{_SOFTWARE}","subject":{subject},"test":{quoted(_test(audit))},'
        f'"mode":"automatic","result":{{"type":"TestResult","outcome":"{outcome}",{result}}}}}'
    )


def _test(audit: str) -> str:
    return f"#{audit}"
