"""Says in words what the pages of sites share: values with units, curves, audits, things to mend."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from audits.store.records import AuditCard, Value
from reports.columns import tidy
from reports.curves import LogNormal, Mapped, Points
from reports.formats.web import prose
from reports.language import Language
from reports.scoring import Rule, Scoring

SNIPPET = 240  # characters of code that are shown


@dataclass(frozen=True, slots=True)
class CardWords:
    """What is the same on every site's page: the words of one audit, ready to be put in."""

    id: str
    title: Markup
    why: Markup
    remedy: Markup
    source: str

    @classmethod
    def of(cls, card: AuditCard, scoring: Scoring, language: Language) -> CardWords:
        return cls(
            anchor(card.id),
            prose(card.title.rstrip(".")),
            prose(card.why),
            prose(card.remedy),
            source_words(card.id, scoring, language),
        )


def anchor(audit: str) -> str:
    """An audit's id as the name of a place on a page."""
    return audit.replace("/", "-")


def source_words(audit: str, scoring: Scoring, language: Language) -> str:
    """How an audit is scored and who says so, in a sentence."""
    rule = scoring.rules.get(audit)
    if rule is None or rule.weight == 0:
        return language.say("site.on_trial")
    return language.say(
        "site.source", curve=curve_words(rule, language), source=rule.source, year=str(rule.year),
        weight=f"{rule.weight:g}",
    )  # fmt: skip


def worded(value: Value, unit: str, language: Language) -> str:
    """A value with its unit, in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return language.say("common.yes" if value else "common.no")
    if isinstance(value, str):
        return value
    if unit == "year":  # 2026, not 2,026
        return f"{value:.0f}"
    if unit in {"share", "yes/no"}:
        return language.say(f"unit.{unit}", n=round(value * 100))
    number = tidy(value)
    return language.say(f"unit.{unit}", n=number) if language.has(f"unit.{unit}") else language.number(float(value))


def curve_words(rule: Rule, language: Language) -> str:
    """A curve in words."""
    curve = rule.curve
    key = f"curve.{rule.curve_name}"
    if isinstance(curve, LogNormal):
        return language.say(key, p10=curve.p10, median=curve.median)
    if isinstance(curve, Points):
        pairs = zip(curve.values, curve.scores, strict=True)
        return language.say(key, points=", ".join(f"{value:g} → {score * 100:g}" for value, score in pairs))
    if isinstance(curve, Mapped):
        return language.say(key, answers=", ".join(f"{name} {score * 100:g}" for name, score in curve.answers.items()))
    return language.say(key)
