"""Lists every finding of a run as one line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from audits.store.records import AuditCard

COLUMNS = (
    "site", "url", "name", "group", "audit", "title", "level", "grade", "severity", "wcag", "related", "message",
    "pages", "places", "effort", "example_url", "selector", "snippet", "identity",
)  # fmt: skip


def finding_lines(
    site: Any, findings: Iterable[Mapping[str, Any]], cards: Mapping[str, AuditCard]
) -> list[Sequence[Any]]:
    """One site's lines, with the first place each finding was seen at. `site` is its row of the sites."""
    return [_line(site, finding, cards.get(finding["audit"])) for finding in findings]


def _line(site: Any, finding: Mapping[str, Any], card: AuditCard | None) -> list[Any]:
    place = (finding["seen"] or [{}])[0]
    return [
        site.key, site.url, site.name, site.group,
        finding["audit"], card.title.rstrip(".") if card else "",
        finding["level"], finding["grade"], finding["severity"],
        " ".join(finding["wcag"]), " ".join(finding["related"]),
        finding["message"], finding["pages"], finding["places"], card.effort if card else "",
        place.get("url", ""), place.get("selector", ""), finding["snippet"], finding["identity"],
    ]  # fmt: skip
