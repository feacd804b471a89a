"""Makes the page of one site: scores, every measure with its value and source, every finding with its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from audits.store.records import CATEGORIES, AuditCard, Value
from reports.aggregate import OVERALL, Standings
from reports.columns import key_figures, tidy
from reports.compare import Change
from reports.curves import LogNormal, Mapped, Points
from reports.fixes import Fix, first_fixes
from reports.formats.web import About, band, render, site_name, write_page
from reports.language import Language
from reports.scoring import Rule, Scoring
from reports.sureness import Sureness
from reports.tables import newest_visit

_PLACES = 3  # places of a finding that are shown; findings.csv and the store have more
_GOOD_ENOUGH = 90  # of a score: from here on nobody needs telling what to do
_FINDINGS = 6  # findings of one measure that are shown
_SNIPPET = 240  # characters


@dataclass(frozen=True, slots=True)
class SitePages:
    """What all the pages share."""

    folder: Path
    standings: Standings
    sure: Sureness
    scoring: Scoring
    cards: Mapping[str, AuditCard]
    about: About
    language: Language
    facts: Mapping[int, Mapping[str, Value]]
    change: Change | None

    def write(self, site_id: int, site: Any, rows: Sequence[Any], findings: Sequence[Mapping[str, Any]]) -> None:
        """Write one page. `site` is its row of the sites, `rows` its measurements, `findings` as in the store."""
        measured = bool(site.measured)
        parts = self._measures(rows, findings) if measured else []
        group = str(self.standings.groups.get(site_id, ""))
        values: dict[str, Any] = {
            "about": self.about,
            "name": site_name(site.name, site.url),
            "url": site.url,
            "group": site.group,
            "area": site.area,
            "status": site.status or "waiting",
            "measured": measured,
            "visited": self._visited(site),
            "reason": site.reason,
            "fixes": self._fixes(rows, findings, site) if measured else [],
            "rank": self._rank(site_id),
            "since": self._since(site.key),
            "standing_head": self.language.say(
                "site.group_standing", group=group or self.language.say("common.all_sites")
            ),
            "scores": self._scores(site_id, rows, group) if measured else [],
            "coverage": self._coverage(site_id),
            "no_total": self._no_total(site_id) if measured else "",
            "measures": parts,
            "parts": [part["name"] for part in parts],
            "figures": self._figures(site_id) if measured else [],
        }
        write_page(self.folder / f"{site.key}.html", render("site.html", self.language, values))

    def _visited(self, site: Any) -> str:
        if not site.fetched_at:
            return ""
        pages = self.language.say("count.pages", n=int(site.pages))
        return self.language.say("site.visited", date=str(site.fetched_at)[:10], pages=pages)

    def _fixes(self, rows: Sequence[Any], findings: Sequence[Mapping[str, Any]], site: Any) -> list[dict[str, Any]]:
        fixes = first_fixes(rows, findings, self.cards, self.scoring, int(site.pages))
        return [worded_fix(fix, self.language) for fix in fixes]

    def _rank(self, site_id: int) -> str:
        ranks = self.sure.ranks
        if site_id not in ranks.index:
            return ""
        row = {name: int(ranks[name].loc[site_id]) for name in ("rank", "low", "high", "of")}
        return self.language.say("site.rank", **row)

    def _since(self, key: str) -> str:
        if self.change is None or key not in self.change.sites.index:
            return ""
        row: Any = self.change.sites.loc[key]
        parts = [self.language.say(f"fate.{row['fate']}")]
        if not pd.isna(row["overall_change"]):
            old, now = round(row["overall_old"]), round(row["overall_new"])
            parts.append(self.language.say("site.since_total", old=old, now=now))
        if row["mended"] or row["new"]:
            counts = {"mended": int(row["mended"]), "new": int(row["new"])}
            parts.append(self.language.say("site.since_findings", **counts))
        return self.language.say("site.since", date=newest_visit(self.change.old.tables.sites), parts="; ".join(parts))

    def _coverage(self, site_id: int) -> str:
        coverage = self.standings.coverage.get(site_id)
        return (
            ""
            if coverage is None or pd.isna(coverage)
            else self.language.say("site.coverage", percent=_percent(coverage))
        )

    def _no_total(self, site_id: int) -> str:
        coverage = self.standings.coverage.get(site_id)
        if coverage is None or pd.isna(coverage) or coverage >= self.scoring.min_coverage:
            return ""
        parts = self.standings.category_coverage.loc[site_id]
        thin = [self.language.say(f"category.{name}") for name in CATEGORIES if parts[name] < self.scoring.min_coverage]
        return self.language.say("site.no_total", percent=_percent(coverage), missing=", ".join(thin))

    def _scores(self, site_id: int, rows: Sequence[Any], group: str) -> list[dict[str, Any]]:
        scores, percentiles = self.standings.scores.loc[site_id], self.standings.percentiles.loc[site_id]
        return [
            {
                "name": name,
                "score": None if pd.isna(scores[name]) else float(scores[name]),
                "text": self.language.say("common.no_score") if pd.isna(scores[name]) else f"{scores[name]:.0f}",
                "band": "" if pd.isna(scores[name]) else band(float(scores[name])),
                "standing": self._standing(percentiles[name], scores[name], group),
                "evidence": self._evidence(name, rows),
            }
            for name in (OVERALL, *CATEGORIES)
        ]

    def _standing(self, percentile: Any, score: Any, group: str) -> str:
        if pd.isna(score) or not group:
            return ""
        if pd.isna(percentile):
            return self.language.say("site.standing_none")
        return self.language.say("site.standing", n=round(percentile))

    def _evidence(self, name: str, rows: Sequence[Any]) -> str:
        if name == OVERALL:
            return ""
        weighed = [row for row in rows if row.category == name and row.weight > 0 and row.outcome != "not_applicable"]
        measured = sum(not pd.isna(row.score) for row in weighed)
        return self.language.say("site.evidence", measured=measured, all=len(weighed)) if weighed else ""

    def _measures(self, rows: Sequence[Any], findings: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        found: dict[str, list[Mapping[str, Any]]] = {}
        for finding in findings:
            found.setdefault(finding["audit"], []).append(finding)
        by_audit = {row.audit: row for row in rows}
        parts: list[dict[str, Any]] = []
        for category in CATEGORIES:
            audits = [name for name, card in self.cards.items() if card.category == category and name in by_audit]
            if audits:
                measures = [self._measure(by_audit[name], found.get(name, [])) for name in audits]
                measures.sort(key=_worst_first)
                parts.append({"name": category, "rows": measures})
        return parts

    def _measure(self, row: Any, findings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        card = self.cards[row.audit]
        score = None if pd.isna(row.score) or row.weight == 0 else float(row.score) * 100
        wanting = bool(findings) or (score is not None and score < _GOOD_ENOUGH)  # all words stand in measures.html
        return {
            "id": anchor(row.audit),
            "title": card.title.rstrip("."),
            "value": self._value(row),
            "score": score,
            "text": "" if score is None else f"{score:.0f}",
            "band": band(score),
            "why": card.why if wanting else "",
            "remedy": card.remedy if wanting else "",
            "source": source_words(row.audit, self.scoring, self.language),
            "findings": [self._finding(finding, card) for finding in findings[:_FINDINGS]],
            "further": max(0, len(findings) - _FINDINGS),
        }

    def _value(self, row: Any) -> str:
        if row.outcome != "measured":
            kind = self.language.say(f"site.{row.outcome}")
            return f"{kind}: {row.reason}" if row.reason else kind
        return worded(row.value, str(row.unit), self.language)

    def _finding(self, finding: Mapping[str, Any], card: AuditCard) -> dict[str, Any]:
        say = self.language.say
        seen = finding["seen"][:_PLACES]
        kind = say("site.review") if finding["level"] == "review" else self._grade(finding)
        words = [kind, say(f"site.severity.{finding['severity']}"), say("count.places", n=finding["places"])]
        words.append(say("count.pages", n=finding["pages"]))
        if self.language.has(f"site.effort.{card.effort}"):
            words.append(say(f"site.effort.{card.effort}"))
        return {
            "level": finding["level"],
            "message": finding["message"],
            "about": " · ".join(words),
            "snippet": finding["snippet"][:_SNIPPET],
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
        about.append(language.say("site.fix_gain", n=round(fix.gain, 1) if fix.gain < 2 else round(fix.gain)))
    if fix.pages and fix.seen:
        about.append(language.say("site.fix_where", pages=language.say("count.pages", n=fix.pages)))
    seen = [
        {"url": place["url"], "snippet": place["snippet"][:_SNIPPET], "message": place["message"]} for place in fix.seen
    ]
    return {"title": fix.title, "remedy": fix.remedy, "about": " · ".join(about), "seen": seen, "audit": fix.audit}


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
    """Scored and worst first, then those on trial that found something, then the rest."""
    if measure["score"] is not None:
        return 0, measure["score"]
    return (1 if measure["findings"] else 2), 0.0


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
