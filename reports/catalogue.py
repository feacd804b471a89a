"""Keeps the words of the audits beside the run, so that a report can be made again from the run alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from audits.store.records import CATEGORIES, AuditCard
from audits.store.run_folder import RunFolder
from reports.language import Language

_NAMES = {field.name for field in fields(AuditCard)}
_LISTS = {"standards", "wcag", "related", "aliases"}


def save_catalogue(run: RunFolder, cards: Sequence[AuditCard]) -> None:
    """Write RUN/catalogue.json: the cards as they were when the run was audited."""
    text = json.dumps([asdict(card) for card in cards], ensure_ascii=False, indent=1)
    path = run.root / "catalogue.json"
    part = path.with_suffix(".part")
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(path)


def load_catalogue(run: RunFolder) -> list[AuditCard]:
    """The cards of RUN/catalogue.json; none where the file is missing or cannot be read."""
    try:
        rows = json.loads((run.root / "catalogue.json").read_text(encoding="utf-8"))
        return [_card(row) for row in rows]
    except (OSError, ValueError, TypeError, AttributeError):
        return []


def cards_by_id(cards: Iterable[AuditCard], measured: Iterable[str] = ()) -> dict[str, AuditCard]:
    """Cards by audit id, in report order; an audit that was measured and has no card gets a bare one."""
    known = {card.id: card for card in cards}
    for audit in measured:
        known.setdefault(audit, _bare(audit))
    return dict(sorted(known.items(), key=lambda item: (_rank(item[1].category), item[0])))


def in_language(cards: Iterable[AuditCard], words: Language) -> list[AuditCard]:
    """The cards with the titles that a translation has for them; the other words of a card are as its audit says them."""
    return [
        replace(card, title=words.say(f"title.{card.id}")) if words.has(f"title.{card.id}") else card for card in cards
    ]


def _card(row: dict[str, Any]) -> AuditCard:
    values: dict[str, Any] = {
        name: tuple(value) if name in _LISTS else value for name, value in row.items() if name in _NAMES
    }
    return AuditCard(**values)


def _bare(audit: str) -> AuditCard:
    category, _, name = audit.partition("/")
    title = f"{name.replace('-', ' ').capitalize()}."
    return AuditCard(
        audit, category, "site", title, "", "", "", "", "", (), (), (), (), "advice", "moderate", "hour", 1
    )


def _rank(category: str) -> int:
    return CATEGORIES.index(category) if category in CATEGORIES else len(CATEGORIES)
