"""Finds the audits by walking the nine category folders."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import audits
from audits.model import Audit
from audits.store.records import CATEGORIES, AuditCard


@cache
def all_audits() -> tuple[Audit, ...]:
    """Every audit there is, by category in report order, then by name."""
    found: list[Audit] = []
    for category in CATEGORIES:
        package = importlib.import_module(f"{audits.__name__}.{category}")
        for module_name in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
            module = importlib.import_module(f"{package.__name__}.{module_name}")
            found += [thing for thing in vars(module).values() if isinstance(thing, Audit)]
    return tuple(found)


@cache
def page_audits() -> tuple[Audit, ...]:
    return tuple(audit for audit in all_audits() if audit.card.scope == "page")


@cache
def site_audits() -> tuple[Audit, ...]:
    return tuple(audit for audit in all_audits() if audit.card.scope == "site")


def find(identifier: str) -> Audit:
    """The audit of that id, by its full id (`legacy/frames`), its name alone, or another engine's name for it.

    Raises `KeyError` where there is none.
    """
    for audit in all_audits():
        if identifier in {audit.id, audit.id.partition("/")[2], *audit.card.aliases}:
            return audit
    raise KeyError(identifier)


def cards() -> tuple[AuditCard, ...]:
    return tuple(audit.card for audit in all_audits())
