"""Writes the page that explains every measure of the run, once for all sites."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from audits.store.records import CATEGORIES, AuditCard
from reports.formats.web import About, render, write_page
from reports.formats.wording import anchor, source_words
from reports.language import Language
from reports.scoring import Scoring


def write_measures(
    path: Path, cards: Mapping[str, AuditCard], scoring: Scoring, about: About, language: Language
) -> None:
    """Write measures.html."""
    parts = []
    for category in CATEGORIES:
        rows = [_row(card, scoring, language) for card in cards.values() if card.category == category]
        if rows:
            parts.append({"name": category, "rows": rows})
    write_page(path, render("measures.html", language, {"about": about, "parts": parts}))


def _row(card: AuditCard, scoring: Scoring, language: Language) -> dict[str, Any]:
    words = (
        ("site.why", card.why),
        ("site.measured", card.measured),
        ("site.limits", card.limits),
        ("site.remedy", card.remedy),
    )
    return {
        "id": anchor(card.id),
        "title": card.title.rstrip("."),
        "words": [(name, text) for name, text in words if text],
        "standards": "; ".join(card.standards),
        "source": source_words(card.id, scoring, language),
    }
