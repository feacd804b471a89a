"""What became of a site is said in sentences that stop once."""

from __future__ import annotations

from datetime import UTC, datetime

from audits.status import status_of
from audits.store.records import Fetch, SiteEntry
from audits.visit import visit_of


def test_the_detail_of_a_failure_ends_in_one_full_stop() -> None:
    home, noon = "https://example.org/", datetime(2026, 6, 1, 12, tzinfo=UTC)
    refused = Fetch(home, "page", noon, failure="connection_refused", detail="Connection refused.")
    status = status_of(visit_of(SiteEntry(2, home, "example.org"), [refused]))
    assert status.status == "unreachable"
    assert status.reason.endswith("Seen at https://example.org/: Connection refused.")
