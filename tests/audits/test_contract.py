"""Every audit has words, a function named as its file, and a good, a bad and an inapplicable example."""

import pytest

from audits.model import Audit, SiteExample
from audits.registry import all_audits
from audits.store.records import CATEGORIES

AUDITS = all_audits()


def test_every_category_has_audits():
    for category in CATEGORIES:
        assert sum(audit.card.category == category for audit in AUDITS) >= 2, category


def test_ids_are_unique():
    ids = [audit.id for audit in AUDITS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("audit", AUDITS, ids=lambda audit: audit.id)
def test_contract(audit: Audit):
    card = audit.card
    assert audit.run.__name__ == audit.id.partition("/")[2].replace("-", "_"), "the function is named as its file"
    assert card.title.endswith(".") and "\n" not in card.title
    for part in ("why", "measured", "limits", "remedy"):
        assert len(getattr(card, part)) > 15, f"the docstring lacks its part {part!r}"
    outcomes = [example.gives for example in audit.examples]
    real = [gives for gives in outcomes if gives not in {"not_applicable", "cannot_tell"}]
    assert len(set(map(str, real))) >= 2, "a good and a bad example, with different values"
    assert len(real) < len(outcomes) or card.unit == "yes/no", "an example of not_applicable or cannot_tell"
    if card.grade == "failure":
        assert card.wcag, "a failure names the success criterion that fails"
    assert all(criterion.count(".") == 2 for criterion in (*card.wcag, *card.related))
    if isinstance(audit.examples[0], SiteExample):
        assert card.scope == "site"
