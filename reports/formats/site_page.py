"""Makes the page of one site: scores, every measure with its value and source, every finding with its evidence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup

from audits.store.records import CATEGORIES, AuditCard, Value
from reports.aggregate import OVERALL
from reports.columns import key_figures, tidy
from reports.compare import Change
from reports.curves import LogNormal, Mapped, Points
from reports.fixes import Fix, first_fixes
from reports.formats.web import About, band, fault, prose, render, site_name, write_page
from reports.language import Language
from reports.plain import Measured, Plain
from reports.scoring import Rule, Scoring
from reports.tables import newest_visit

_PLACES = 3  # places of a finding that are shown; findings.csv and the store have more
_GOOD_ENOUGH = 90  # of a score: from here on nobody needs telling what to do
_FINDINGS = 6  # findings of one measure that are shown
_SNIPPET = 240  # characters


@dataclass(frozen=True, slots=True)
class Since:
    """What became of the sites since an older run of this `date`, by key."""

    date: str
    sites: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, change: Change | None) -> Since | None:
        if change is None:
            return None
        names = ("fate", "overall_old", "overall_new", "overall_change", "mended", "new")
        cells = zip(*(change.sites[name].tolist() for name in names), strict=True)
        sites = {
            str(key): dict(zip(names, row, strict=True)) for key, row in zip(change.sites.index, cells, strict=True)
        }
        return cls(newest_visit(change.old.tables.sites), sites)


@dataclass(frozen=True, slots=True)
class CardWords:
    """What is the same on every site's page: the words of one audit, ready to be put in."""

    id: str
    title: str
    why: Markup
    remedy: Markup
    source: str


@dataclass(frozen=True, slots=True)
class SitePages:
    """What all the pages share."""

    folder: Path
    figured: Plain
    scoring: Scoring
    cards: Mapping[str, AuditCard]
    about: About
    language: Language
    facts: Mapping[int, Mapping[str, Value]]
    since: Since | None
    words: Mapping[str, CardWords] = field(init=False)

    def __post_init__(self) -> None:
        words = {name: self._card_words(card) for name, card in self.cards.items()}
        object.__setattr__(self, "words", words)

    def write(self, site: Any, rows: Sequence[Measured], findings: Sequence[Mapping[str, Any]]) -> None:
        """Write one page. `site` is its row of the sites, `rows` its measurements, `findings` as in the store."""
        measured = bool(site.measured)
        parts = self._measures(rows, findings) if measured else []
        group = self.figured.groups.get(site.Index, "")
        scores = self._scores(site.Index, rows, group) if measured else []
        values: dict[str, Any] = {
            "about": self.about,
            "small_group": self.language.say("site.small_group", minimum=self.scoring.min_group),
            "name": site_name(site.name, site.url),
            "url": site.url,
            "group": site.group,
            "area": site.area,
            "status": site.status or "waiting",
            "measured": measured,
            "visited": self._visited(site),
            "reason": site.reason,
            "fixes": self._fixes(rows, findings, site) if measured else [],
            "rank": self._rank(site.Index),
            "since": self._since(site.key),
            "standing_head": self.language.say(
                "site.group_standing", group=group or self.language.say("common.all_sites")
            ),
            "scores": scores,
            # A column that says "group too small" ten times is said once
            "compared": any(score["compared"] for score in scores),
            "coverage": self._coverage(site.Index),
            "no_total": self._no_total(site.Index) if measured else "",
            "measures": parts,
            "parts": [part["name"] for part in parts],
            "figures": self._figures(site.Index) if measured else [],
        }
        write_page(self.folder / f"{site.key}.html", render("site.html", self.language, values))

    def _card_words(self, card: AuditCard) -> CardWords:
        return CardWords(
            anchor(card.id),
            card.title.rstrip("."),
            prose(card.why),
            prose(card.remedy),
            source_words(card.id, self.scoring, self.language),
        )

    def _visited(self, site: Any) -> str:
        if not site.fetched_at:
            return ""
        pages = self.language.say("count.pages", n=int(site.pages))
        return self.language.say("site.visited", date=str(site.fetched_at)[:10], pages=pages)

    def _fixes(
        self, rows: Sequence[Measured], findings: Sequence[Mapping[str, Any]], site: Any
    ) -> list[dict[str, Any]]:
        fixes = first_fixes(rows, findings, self.cards, self.scoring, int(site.pages))
        return [worded_fix(fix, self.language) for fix in fixes]

    def _rank(self, site_id: int) -> str:
        ranks = self.figured.ranks.get(site_id)
        return self.language.say("site.rank", **ranks) if ranks else ""

    def _since(self, key: str) -> str:
        if self.since is None or key not in self.since.sites:
            return ""
        row = self.since.sites[key]
        parts = [self.language.say(f"fate.{row['fate']}")]
        if not math.isnan(row["overall_change"]):
            old, now = round(row["overall_old"]), round(row["overall_new"])
            parts.append(self.language.say("site.since_total", old=old, now=now))
        if row["mended"] or row["new"]:
            parts.append(self.language.say("site.since_findings", mended=row["mended"], new=row["new"]))
        return self.language.say("site.since", date=self.since.date, parts="; ".join(parts))

    def _coverage(self, site_id: int) -> str:
        coverage = self.figured.coverage.get(site_id, math.nan)
        return "" if math.isnan(coverage) else self.language.say("site.coverage", percent=_percent(coverage))

    def _no_total(self, site_id: int) -> str:
        coverage = self.figured.coverage.get(site_id, math.nan)
        if math.isnan(coverage) or coverage >= self.scoring.min_coverage:
            return ""
        parts = self.figured.category_coverage[site_id]
        thin = [self.language.say(f"category.{name}") for name in CATEGORIES if parts[name] < self.scoring.min_coverage]
        return self.language.say("site.no_total", percent=_percent(coverage), missing=", ".join(thin))

    def _scores(self, site_id: int, rows: Sequence[Measured], group: str) -> list[dict[str, Any]]:
        scores, percentiles = self.figured.scores[site_id], self.figured.percentiles[site_id]
        return [
            {
                "name": name,
                "score": None if math.isnan(scores[name]) else scores[name],
                "text": self.language.say("common.no_score") if math.isnan(scores[name]) else f"{scores[name]:.0f}",
                "band": "" if math.isnan(scores[name]) else band(scores[name]),
                "standing": self._standing(percentiles[name], scores[name], group),
                "compared": not math.isnan(percentiles[name]),
                "evidence": self._evidence(name, rows),
            }
            for name in (OVERALL, *CATEGORIES)
        ]

    def _standing(self, percentile: float, score: float, group: str) -> str:
        if math.isnan(score) or not group:
            return ""
        if math.isnan(percentile):
            return self.language.say("site.standing_none")
        return self.language.say("site.standing", n=round(percentile))

    def _evidence(self, category: str, rows: Sequence[Measured]) -> str:
        weighed = [
            row for row in rows if row.category == category and row.weight > 0 and row.outcome != "not_applicable"
        ]
        real = sum(1 for row in weighed if not math.isnan(row.score))
        return self.language.say("site.evidence", measured=real, all=len(weighed)) if weighed else ""

    def _measures(self, rows: Sequence[Measured], findings: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        found: dict[str, list[Mapping[str, Any]]] = {}
        for finding in findings:
            found.setdefault(finding["audit"], []).append(finding)
        by_category: dict[str, list[Measured]] = {}
        for row in rows:
            by_category.setdefault(row.category, []).append(row)
        parts: list[dict[str, Any]] = []
        for category in CATEGORIES:
            measures = [self._measure(row, found.get(row.audit, [])) for row in by_category.get(category, ())]
            if measures:
                measures.sort(key=_worst_first)
                parts.append({"name": category, "rows": measures})
        return parts

    def _measure(self, row: Measured, findings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        score = None if math.isnan(row.score) or row.weight == 0 else row.score * 100
        return {
            "words": self.words[row.audit],
            "value": self._value(row),
            "outcome": row.outcome,
            "score": score,
            "text": "" if score is None else f"{score:.0f}",
            "band": band(score),
            # What is as it should be is one line; all words stand in measures.html
            "wanting": bool(findings) or (score is not None and score < _GOOD_ENOUGH),
            "findings": [self._finding(finding, self.cards[row.audit]) for finding in findings[:_FINDINGS]],
            "further": max(0, len(findings) - _FINDINGS),
        }

    def _value(self, row: Measured) -> str:
        if row.outcome != "measured":
            kind = self.language.say(f"site.{row.outcome}")
            return f"{kind}: {row.reason}" if row.reason else kind
        return worded(row.value, row.unit, self.language)

    def _finding(self, finding: Mapping[str, Any], card: AuditCard) -> dict[str, Any]:
        say = self.language.say
        seen = finding["seen"][:_PLACES]
        kind = say("site.review") if finding["level"] == "review" else self._grade(finding)
        words = [kind, say(f"site.severity.{finding['severity']}"), say("count.places", n=finding["places"])]
        words.append(say("count.pages", n=finding["pages"]))
        if self.language.has(f"site.effort.{card.effort}"):
            words.append(say(f"site.effort.{card.effort}"))
        snippet = finding["snippet"][:_SNIPPET]
        return {
            "level": finding["level"],
            "message": finding["message"],
            "about": " · ".join(words),
            "snippet": "" if seen and snippet == seen[0]["url"] else snippet,
            "seen": seen,
            "more": max(0, finding["places"] - len(seen)),
        }

    def _grade(self, finding: Mapping[str, Any]) -> str:
        if finding["grade"] == "failure" and finding["wcag"]:
            return self.language.say("site.failure", wcag=", ".join(finding["wcag"]))
        return self.language.say("site.advice")

    def _figures(self, site_id: int) -> list[dict[str, str]]:
        facts = self.facts.get(site_id, {})
        return [
            {"meaning": figure.meaning, "value": worded(facts[name], figure.unit, self.language)}
            for name, figure in key_figures().items()
            if name in facts
        ]


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


def worded_fix(fix: Fix, language: Language) -> dict[str, Any]:
    """A fix as the page shows it."""
    about = [language.say(f"site.effort.{fix.effort}")] if language.has(f"site.effort.{fix.effort}") else []
    if fix.gain >= 0.5:
        gain = round(fix.gain, 1) if fix.gain < 2 else round(fix.gain)
        about.append(language.say("site.fix_gain", n=1 if gain == 1 else gain))
    if fix.pages and fix.seen:
        about.append(language.say("site.fix_where", pages=language.say("count.pages", n=fix.pages)))
    seen = [
        {"url": place["url"], "snippet": place["snippet"][:_SNIPPET], "message": place["message"]} for place in fix.seen
    ]
    return {
        "title": fault(fix.audit, fix.title, language),
        "remedy": fix.remedy,
        "about": " · ".join(about),
        "seen": seen,
        "audit": fix.audit,
    }


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


def _worst_first(measure: Mapping[str, Any]) -> tuple[int, float]:
    """Scored and worst first, then those on trial that found something, then those that found nothing, then the rest."""
    if measure["score"] is not None:
        return 0, measure["score"]
    if measure["findings"]:
        return 1, 0.0
    return (2 if measure["outcome"] == "measured" else 3), 0.0


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
