"""Writes the page that explains every measure of the run, once for all sites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from audits.store.records import CATEGORIES, AuditCard
from reports.formats.web import About, prose, render, write_page
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
        "title": prose(card.title.rstrip(".")),
        "words": [(name, _spelt(prose(text), language)) for name, text in words if text],
        "standards": _spelt(escape("; ".join(card.standards)), language),
        "source": _spelt(escape(source_words(card.id, scoring, language)), language),
    }


def _spelt(text: Markup, language: Language) -> Markup:
    """The words with what their abbreviations stand for."""
    spelt = str(text)
    for short, long in language.texts["abbreviation"].items():
        spelt = re.sub(rf"\b{short}\b", f'<abbr title="{escape(long)}">{short}</abbr>', spelt)
    return Markup(spelt)  # noqa: S704 - escaped before, and here
