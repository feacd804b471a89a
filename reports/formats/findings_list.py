"""Lists every finding of a run as one line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from audits.store.records import AuditCard
from reports.formats.cells import safe_text

COLUMNS = (
    "site", "url", "name", "group", "audit", "title", "level", "grade", "severity", "wcag", "related", "message",
    "pages", "places", "effort", "example_url", "selector", "snippet", "identity",
)  # fmt: skip


def finding_lines(
    site: Any, findings: Iterable[Mapping[str, Any]], cards: Mapping[str, AuditCard]
) -> list[Sequence[Any]]:
    """One site's lines, with the first place each finding was seen at. `site` is its row of the sites.

    The cells are safe in a spreadsheet.
    """
    of_site = [safe_text(text) for text in (site.key, site.url, site.name, site.group)]
    return [[*of_site, *_line(finding, cards.get(finding["audit"]))] for finding in findings]


def _line(finding: Mapping[str, Any], card: AuditCard | None) -> list[Any]:
    """What comes from the site is made safe; the rest is a word or a number of ours."""
    place = finding["seen"][0] if finding["seen"] else {}
    return [
        finding["audit"], card.title.rstrip(".") if card else "",
        finding["level"], finding["grade"], finding["severity"],
        " ".join(finding["wcag"]), " ".join(finding["related"]),
        safe_text(finding["message"]), finding["pages"], finding["places"], card.effort if card else "",
        safe_text(place.get("url", "")), safe_text(place.get("selector", "")), safe_text(finding["snippet"]),
        safe_text(finding["identity"]),
    ]  # fmt: skip
