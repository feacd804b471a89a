"""Lays out a run's results for other programs: one JSON object per site, inside one document.

The shape is published as docs/results.schema.json; a number is added to `FORMAT` when it changes for who reads it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from audits.store.records import AuditCard, Value
from reports.aggregate import READINGS
from reports.columns import rounded
from reports.formats.web import About
from reports.plain import Measured, Plain
from reports.scoring import Scoring

FORMAT = 1
_REMEMBERED = 20_000  # texts of each kind that are said again and again


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


def site_text(
    site: Any,
    figured: Plain,
    facts: Mapping[str, Value],
    rows: Sequence[Measured],
    findings: Sequence[Mapping[str, Any]],
) -> str:
    """One site: what became of it, its scores, key figures, measurements and findings."""
    about = {
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
    }
    measurements, found = ",".join(map(_measurement, rows)), ",".join(map(_finding, findings))
    return f'{dumped(about)[:-1]},"measurements":[{measurements}],"findings":[{found}]}}'


dumped = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
"""As compact as JSON can be; whatever is no number fails here and not at the reader's."""

quoted = json.encoder.encode_basestring
"""A text alone, which `dumped` gives too, but slower: 10,000 sites have some ten millions of them."""


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


def _measurement(row: Measured) -> str:
    """What is empty is left out: ten thousand sites have two and a half million of these."""
    if row.outcome != "measured":
        return _without_value(row.audit, row.outcome, row.reason)
    score = "" if row.weight == 0 or math.isnan(row.score) else f',"score":{rounded(row.score * 100, 1)!r}'
    value = "" if row.value is None else f',"value":{_value(row.value)}'
    home = "" if row.home is None else f',"home":{_value(row.home)}'
    return (
        f'{{"audit":"{row.audit}","outcome":"measured"{score}{value}{home},"pages":{row.pages},'
        f'"failing":{row.failing},"checked":{row.checked},"failed":{row.failed}}}'
    )


@lru_cache(_REMEMBERED)
def _without_value(audit: str, outcome: str, reason: str) -> str:
    return dumped({"audit": audit, "outcome": outcome} | ({"reason": reason} if reason else {}))


@lru_cache(_REMEMBERED, typed=True)  # 1, 1.0 and True are one to a dictionary
def _value(value: Value) -> str:
    return dumped(value)


def _finding(finding: Mapping[str, Any]) -> str:
    place = finding["seen"][0] if finding["seen"] else {}
    return (
        f'{{"audit":"{finding["audit"]}","level":"{finding["level"]}","grade":"{finding["grade"]}",'
        f'"severity":"{finding["severity"]}","wcag":{_list(finding["wcag"])},'
        f'"related":{_list(finding["related"])},"message":{quoted(finding["message"])},"pages":{finding["pages"]},'
        f'"places":{finding["places"]},"identity":{quoted(finding["identity"])},'
        f'"url":{quoted(place.get("url", ""))},"selector":{quoted(place.get("selector", ""))}}}'
    )


@lru_cache(_REMEMBERED)
def _list(texts: tuple[str, ...]) -> str:
    return dumped(texts)


def _rounded(value: Any, digits: int) -> float | None:
    return None if value is None or math.isnan(value) else rounded(value, digits)
