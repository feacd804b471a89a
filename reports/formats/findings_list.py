"""Lists every finding of a run as one line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from audits.store.records import AuditCard
from reports.tables import findings_of

COLUMNS = (
    "site", "url", "name", "group", "audit", "title", "level", "grade", "severity", "wcag", "related", "message",
    "pages", "places", "effort", "example_url", "selector", "snippet", "identity",
)  # fmt: skip


def finding_lines(engine: Engine, sites: pd.DataFrame, cards: Mapping[str, AuditCard]) -> Iterator[list[Any]]:
    """The lines, one per finding and site, with the first place it was seen."""
    for site_id, findings in findings_of(engine, sites.index[sites["measured"]]):
        site = sites.loc[site_id]
        for finding in findings:
            yield _line(site, finding, cards.get(finding["audit"]))


def _line(site: Any, finding: Mapping[str, Any], card: AuditCard | None) -> list[Any]:
    place = (finding["seen"] or [{}])[0]
    return [
        site["key"], site["url"], site["name"], site["group"],
        finding["audit"], card.title.rstrip(".") if card else "",
        finding["level"], finding["grade"], finding["severity"],
        " ".join(finding["wcag"]), " ".join(finding["related"]),
        finding["message"], finding["pages"], finding["places"], card.effort if card else "",
        place.get("url", ""), place.get("selector", ""), finding["snippet"], finding["identity"],
    ]  # fmt: skip
