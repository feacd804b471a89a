"""Lays out a run's results for other programs: one JSON object per site, inside one document.

The shape is published as docs/results.schema.json; a number is added to `FORMAT` when it changes for who reads it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from audits.store.records import AuditCard, Value
from reports.aggregate import READINGS
from reports.formats.web import About
from reports.plain import Measured, Plain
from reports.scoring import Scoring

FORMAT = 1
_MEASURED = ("value", "home", "pages", "failing", "checked", "failed")
_FINDING = ("audit", "level", "grade", "severity", "wcag", "related", "message", "pages", "places", "identity")


def head(
    about: About, scoring: Scoring, cards: Mapping[str, AuditCard], statuses: Mapping[str, int], digits: int = 3
) -> dict[str, Any]:
    """Everything that stands before the sites."""
    return {
        "format": FORMAT,
        "software": {"name": "Frontline", "version": about.version},
        "run": {"name": about.run, "sites": sum(statuses.values()), "statuses": dict(statuses)},
        "scoring": {
            "digest": scoring.digest,
            "origin": scoring.origin,
            "min_coverage": scoring.min_coverage,
            "min_group": scoring.min_group,
            "weights": {name: round(each.weight, digits) for name, each in scoring.categories.items()},
        },
        "audits": [_audit(card, scoring) for card in cards.values()],
    }


def site_object(
    site: Any,
    figured: Plain,
    facts: Mapping[str, Value],
    rows: Sequence[Measured],
    findings: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """One site: what became of it, its scores, key figures, measurements and findings."""
    return {
        "site": site.key,
        "url": site.url,
        "name": site.name,
        "group": site.group,
        "area": site.area,
        "status": site.status or "waiting",
        "failure": site.failure,
        "reason": site.reason,
        "final_url": site.final_url,
        "fetched_at": site.fetched_at,
        "pages": int(site.pages),
        "coverage": _rounded(figured.coverage.get(site.Index), 3),
        "scores": _scores(figured, site.Index),
        "rank": figured.ranks.get(site.Index),
        "figures": dict(facts),
        "measurements": [_measurement(row) for row in rows],
        "findings": [_finding(each) for each in findings],
    }


def dumped(value: Any) -> str:
    """As compact as JSON can be; whatever is no number fails here and not at the reader's."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _audit(card: AuditCard, scoring: Scoring) -> dict[str, Any]:
    rule = scoring.rules.get(card.id)
    return {
        "id": card.id,
        "category": card.category,
        "title": card.title.rstrip("."),
        "version": card.version,
        "unit": card.unit,
        "weight": rule.weight if rule else 0.0,
        "standards": list(card.standards),
        "source": f"{rule.source} ({rule.year})" if rule else "",
    }


def _scores(figured: Plain, site_id: int) -> dict[str, Any]:
    scores, percentiles = figured.scores[site_id], figured.percentiles[site_id]
    return {
        name: {"score": _rounded(scores[name], 1), "percentile": _rounded(percentiles[name], 1)} for name in READINGS
    }


def _measurement(row: Measured) -> dict[str, Any]:
    """What is empty is left out: ten thousand sites have two and a half million of these."""
    shown: dict[str, Any] = {"audit": row.audit, "outcome": row.outcome}
    if row.outcome != "measured":
        return shown | ({"reason": row.reason} if row.reason else {})
    if row.weight > 0 and not math.isnan(row.score):
        shown["score"] = round(row.score * 100, 1)
    return shown | {name: value for name in _MEASURED if (value := getattr(row, name)) is not None}


def _finding(finding: Mapping[str, Any]) -> dict[str, Any]:
    place = (finding["seen"] or [{}])[0]
    shown = {name: finding[name] for name in _FINDING}
    return shown | {"url": place.get("url", ""), "selector": place.get("selector", "")}


def _rounded(value: Any, digits: int) -> float | None:
    return None if value is None or math.isnan(value) else round(float(value), digits)
