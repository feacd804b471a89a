"""Makes the page of one site: scores, every measure with its value and source, every finding with its evidence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audits.store.records import CATEGORIES, AuditCard, Value
from reports.aggregate import OVERALL, READINGS
from reports.columns import whole
from reports.compare import Change
from reports.fixes import first_fixes
from reports.formats.fix_list import FixList
from reports.formats.history_part import history_part
from reports.formats.measure_blocks import MeasureBlocks
from reports.formats.sight import Sights
from reports.formats.site_tables import SiteTables
from reports.formats.web import About, render, site_name, write_page
from reports.history import History
from reports.language import Language
from reports.plain import Measured, Plain
from reports.scoring import Scoring
from reports.tables import newest_visit


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
    past: History | None
    sights: Sights
    blocks: MeasureBlocks = field(init=False)
    fixes: FixList = field(init=False)
    tables: SiteTables = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blocks", MeasureBlocks(self.cards, self.scoring, self.language))
        object.__setattr__(self, "fixes", FixList(self.language))
        object.__setattr__(self, "tables", SiteTables(self.language))

    def write(self, site: Any, rows: Sequence[Measured], findings: Sequence[Mapping[str, Any]]) -> None:
        """Write one page. `site` is its row of the sites, `rows` its measurements, `findings` as in the store."""
        values: dict[str, Any] = {
            "about": self.about,
            "name": site_name(site.name, site.url),
            "url": site.url,
            "group": site.group,
            "area": site.area,
            "status": site.status or "waiting",
            "measured": bool(site.measured),
            "visited": self._visited(site),
            "reason": site.reason,
            "since": self._since(site.key),
        }
        if site.measured:
            sight = self.sights.of(site, values["name"])
            values |= {"screens": sight.screens} | self._measured(site, rows, findings, sight.crops)
        write_page(self.folder / f"{site.key}.html", render("site.html", self.language, values))

    def _measured(
        self, site: Any, rows: Sequence[Measured], findings: Sequence[Mapping[str, Any]],
        crops: Mapping[tuple[str, str], str],
    ) -> dict[str, Any]:  # fmt: skip
        facts = self.facts.get(site.Index, {})
        parts = self.blocks.parts(rows, findings, crops, facts)
        group, say = self.figured.groups.get(site.Index, ""), self.language.say
        scores, percentiles = self.figured.scores[site.Index], self.figured.percentiles[site.Index]
        # A column that says "group too small" ten times is said once
        compared = any(not math.isnan(percentiles[name]) for name in READINGS)
        standings = {name: self._standing(percentiles[name], scores[name], group) for name in READINGS}
        linked = frozenset(part["name"] for part in parts)
        return {
            "small_group": say("site.small_group", minimum=self.scoring.min_group),
            "fixes": self.fixes.rows(
                first_fixes(rows, findings, self.cards, self.scoring, int(site.pages)),
                total=not math.isnan(scores[OVERALL]),
            ),
            "rank": self._rank(site.Index),
            "standing_head": say("site.group_standing", group=group or say("common.all_sites")),
            "scores": self.tables.scores(scores, standings, self._evidence(rows), linked, compared=compared),
            "compared": compared,
            "coverage": self._coverage(site.Index),
            "no_total": self._no_total(site.Index),
            "history": history_part(self.past, site.key, self.language),
            "measures": parts,
            "figures": self.tables.figures(facts),
        }

    def _visited(self, site: Any) -> str:
        if not site.fetched_at:
            return ""
        date, read = str(site.fetched_at)[:10], int(site.pages)
        if not read:
            return self.language.say("site.visited_none", date=date)
        return self.language.say("site.visited", date=date, pages=self.language.say("count.pages", n=read))

    def _rank(self, site_id: int) -> str:
        ranks = self.figured.ranks.get(site_id)
        if not ranks:
            return ""
        return self.language.say("site.rank_sure" if ranks["low"] == ranks["high"] else "site.rank", **ranks)

    def _since(self, key: str) -> str:
        if self.since is None or key not in self.since.sites:
            return ""
        row = self.since.sites[key]
        parts = [self.language.say(f"fate.{row['fate']}")]
        if not math.isnan(row["overall_change"]):
            old, now = whole(row["overall_old"]), whole(row["overall_new"])
            parts.append(self.language.say("site.since_same" if old == now else "site.since_total", old=old, now=now))
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

    def _standing(self, percentile: float, score: float, group: str) -> str:
        if math.isnan(score) or not group:
            return ""
        if math.isnan(percentile):
            return self.language.say("site.standing_none")
        return self.language.say("site.standing", n=round(percentile))

    def _evidence(self, rows: Sequence[Measured]) -> dict[str, str]:
        """How many of the measures that count could be made, by category."""
        counts: dict[str, list[int]] = {}
        for row in rows:
            if row.weight > 0 and row.outcome != "not_applicable":
                count = counts.setdefault(row.category, [0, 0])
                count[0] += not math.isnan(row.score)
                count[1] += 1
        say = self.language.say
        return {name: say("site.evidence", measured=real, all=every) for name, (real, every) in counts.items()}


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
