"""Runs every example of every audit: what the catalogue says must be true."""

import pytest

from audits.judgement import judge_page
from audits.model import Example, SiteExample
from audits.registry import all_audits
from audits.specimen import example_page, example_visit

PAGE = [(a, n) for a in all_audits() if a.card.scope == "page" for n in range(len(a.examples))]
SITE = [(a, n) for a in all_audits() if a.card.scope == "site" for n in range(len(a.examples))]


def says(outcome):
    return outcome.value if outcome.kind == "measured" else outcome.kind


def expected(gives):
    return pytest.approx(gives, abs=0.005) if isinstance(gives, float) else gives


@pytest.mark.parametrize(("audit", "number"), PAGE, ids=lambda x: getattr(x, "id", x))
def test_page_example(audit, number):
    example = audit.examples[number]
    assert isinstance(example, Example)
    page = example_page(example)
    outcome = audit.run(page)
    assert says(outcome) == expected(example.gives), outcome.reason
    for level, mark in (("fail", "fail"), ("review", "review")):
        marked = {name for name in page.ids if name.startswith(mark)}
        found = {
            f.element.get("id", f"<{f.element.tag}> without an id")
            for f in outcome.findings
            if f.level == level and f.element is not None
        }
        assert found == marked, [f.message for f in outcome.findings]


@pytest.mark.parametrize(("audit", "number"), SITE, ids=lambda x: getattr(x, "id", x))
def test_site_example(audit, number):
    example = audit.examples[number]
    assert isinstance(example, SiteExample)
    visit = example_visit(example)
    for page in visit.pages:
        judge_page(page)
        for need in audit.needs:
            need(page)
        page.release(audit.needs)
        # A site audit that reads a tree now reads what is not there in a real run.
        page.__dict__["parsed"] = None
    outcome = audit.run(visit)
    assert says(outcome) == expected(example.gives), outcome.reason
    assert dict(outcome.facts) | dict(example.facts) == dict(outcome.facts)
    if example.findings is not None:
        assert len(outcome.findings) == example.findings, [f.message for f in outcome.findings]
