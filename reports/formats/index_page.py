"""Makes the comparison: the page that sets all sites side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from audits.store.records import CATEGORIES, AuditCard
from reports.aggregate import READINGS, Standings
from reports.columns import shown, whole
from reports.compare import Change
from reports.fixes import fixes_of_sector
from reports.formats import drawings
from reports.formats.ground import Ground, map_section, statistics_section
from reports.formats.sections import change_section, group_section, ranking_section, together_section
from reports.formats.web import About, address, band, fault, render, site_name, write_page
from reports.language import Language
from reports.scoring import Scoring
from reports.sureness import Sureness
from reports.tables import Tables

STATUSES = ("ok", "partial", "unreachable", "refused", "parked", "moved", "social_only", "invalid", "waiting")

_STATIC_ROWS = 200  # rows that stand in the page without a script; 10,000 would be 5 MB of HTML


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Everything the comparison is made from."""

    tables: Tables
    standings: Standings
    sure: Sureness
    scoring: Scoring
    cards: Mapping[str, AuditCard]
    about: About
    language: Language
    change: Change | None
    ground: Ground

    def write(self, path: Path) -> None:
        """Write index.html."""
        write_page(path, render("index.html", self.language, self._values(), script="table.js"))

    def _values(self) -> dict[str, Any]:
        sites, language = self.tables.sites, self.language
        shown = self._shown()
        has_groups = len([group for group in dict.fromkeys(shown["group"]) if group]) > 1
        has_ranks = not self.sure.ranks.empty
        return {
            "about": self.about,
            "title": _title(len(sites), language),
            "lead": _lead(sites, language),
            "strongest": self._strongest(),
            "statuses": _statuses(sites),
            "status_bar": self._status_bar(),
            "matters": self._matters(),
            "since": change_section(self.change, language),
            "categories": [self._spread(name) for name in READINGS],
            "groups": list(dict.fromkeys(shown["group"])),
            "has_groups": has_groups,
            "heads": self._heads(has_groups=has_groups, has_ranks=has_ranks),
            "rows": [self._row(site) for site in _each(shown.head(_STATIC_ROWS))],
            "total": len(sites),
            "group_part": group_section(self.sure, self.scoring, language),
            "together": together_section(self.sure, language),
            "ranking": ranking_section(self.sure, self.standings, sites, self.scoring, language),
            "map": map_section(self.ground, sites, self.standings.scores, language),
            "statistics": statistics_section(self.ground, language),
            "weights": self._weights(),
            "min_coverage": f"{self.scoring.min_coverage:.0%}",
            "min_group": self.scoring.min_group,
            "category_names": CATEGORIES,
            "has_ranks": has_ranks,
            "data": self._data(shown, has_groups=has_groups, has_ranks=has_ranks),
        }

    def _shown(self) -> pd.DataFrame:
        sites = self.tables.sites
        frame = sites[["key", "url"]].copy()
        frame["title"] = [site_name(name, url) for name, url in zip(sites["name"], sites["url"], strict=True)]
        frame["address"] = [address(url) for url in sites["url"]]
        frame["group"] = self.standings.groups.reindex(sites.index).fillna("") if len(sites) else ""
        frame["status"] = sites["status"].where(sites["status"] != "", "waiting")
        frame["coverage"] = self.standings.coverage.reindex(sites.index)
        ranks = self.sure.ranks.reindex(sites.index)
        frame["rank"], frame["low"], frame["high"] = ranks["rank"], ranks["low"], ranks["high"]
        return frame

    def _strongest(self) -> str:
        scores = self.standings.scores[list(CATEGORIES)]
        medians = scores.median().dropna()
        if len(medians) < 2 or scores.count().max() < self.scoring.min_group:
            return ""
        best, worst = str(medians.idxmax()), str(medians.idxmin())
        return self.language.say(
            "index.strongest", best=self.language.say(f"category.{best}"), best_score=whole(medians[best]),
            worst=self.language.say(f"category.{worst}"), worst_score=whole(medians[worst]),
        )  # fmt: skip

    def _status_bar(self) -> Any:
        rows = _statuses(self.tables.sites)
        parts = ", ".join(f"{row['sites']} {self.language.say('status.' + row['status'])}" for row in rows)
        sentence = self.language.say("index.status_says", parts=parts)
        return drawings.stack([(row["sites"], row["status"]) for row in rows], sentence) if rows else None

    def _matters(self) -> list[dict[str, Any]]:
        sites = self.tables.sites
        return [
            {
                "title": fault(row["audit"], row["title"], self.language),
                "category": self.language.say(f"category.{row['audit'].partition('/')[0]}"),
                "says": self.language.say("index.matters_row", n=row["sites"], of=row["of"]),
            }
            for row in fixes_of_sector(self.standings.audits, sites["measured"], self.cards)
        ]

    def _spread(self, name: str) -> dict[str, Any]:
        language, scores = self.language, self.standings.scores[name].dropna()
        title = language.say(f"category.{name}")
        row: dict[str, Any] = {
            "name": name,
            "title": title,
            "median": "",
            "middle": "",
            "band": "",
            "scored": len(scores),
        }
        if scores.empty:
            return row | {"drawing": drawings.spread([], None, language.say("index.spread_none", title=title))}
        low, median, high = (float(scores.quantile(part)) for part in (0.25, 0.5, 0.75))
        sentence = language.say(
            "index.spread", title=title, sites=language.say("count.sites", n=len(scores)),
            median=whole(median), low=whole(low), high=whole(high),
        )  # fmt: skip
        return row | {
            "drawing": drawings.spread(list(scores), median, sentence),
            "median": str(whole(median)),
            "middle": f"{whole(low)}–{whole(high)}",
            "band": band(median),
        }

    def _heads(self, *, has_groups: bool, has_ranks: bool) -> list[dict[str, str]]:
        say = self.language.say
        heads = [{"title": say("index.site_head"), "kind": "text", "name": "site"}]
        if has_groups:
            heads.append({"title": say("index.group_head"), "kind": "text", "name": "group"})
        heads.append({"title": say("index.status_head"), "kind": "text", "name": "status"})
        if has_ranks:
            heads.append({"title": say("index.rank_head"), "kind": "rank", "name": "rank"})
        heads += [{"title": say(f"category.{name}"), "kind": "score", "name": name} for name in READINGS]
        heads.append({"title": say("index.coverage_head"), "kind": "percent", "name": "coverage"})
        return heads

    def _row(self, site: Any) -> dict[str, Any]:
        scores = self.standings.scores.loc[site.Index]
        return {
            "key": site.key,
            "name": site.title,
            "address": site.address,
            "group": site.group,
            "status": site.status,
            "coverage": "" if pd.isna(site.coverage) else f"{site.coverage * 100:.0f} %",
            "rank": "" if pd.isna(site.rank) else f"{site.rank:.0f}",
            "interval": ""
            if pd.isna(site.rank)
            else ""
            if site.low == site.high
            else f"{site.low:.0f}–{site.high:.0f}",
            "scores": [
                {
                    "text": shown(score),
                    "band": "" if pd.isna(score) else band(float(score)),
                }
                for score in scores
            ],
        }

    def _weights(self) -> str:
        weights = {category.title: category.weight for category in self.scoring.categories.values()}
        if len(set(weights.values())) == 1:
            return self.language.say("index.weights_note")
        parts = ", ".join(f"{title} {weight:g}" for title, weight in weights.items())
        return self.language.say("index.weights_own", weights=parts)

    def _data(self, shown: pd.DataFrame, *, has_groups: bool, has_ranks: bool) -> dict[str, Any]:
        """The rows of the table in one compact block for the script, cells in the order of the columns."""
        language = self.language
        groups = list(dict.fromkeys(shown["group"]))
        group_place = {group: place for place, group in enumerate(groups)}
        scores = self.standings.scores.round(1).astype("object").where(self.standings.scores.notna(), None)
        rows = []
        for site, numbers in zip(_each(shown), scores.itertuples(index=False), strict=True):
            row: list[Any] = [site.key, site.title, site.address]
            row += [group_place[site.group]] if has_groups else []
            row.append(STATUSES.index(site.status))
            if has_ranks:
                row.append(None if pd.isna(site.rank) else [int(site.rank), int(site.low), int(site.high)])
            rows.append([*row, *numbers, None if pd.isna(site.coverage) else round(site.coverage * 100)])
        return {
            "lang": language.code,
            "groups": groups,
            "statuses": [language.say(f"status.{name}") for name in STATUSES],
            "status_names": list(STATUSES),
            "shown": language.raw("index.shown"),
            "rows": rows,
        }


def _title(sites: int, language: Language) -> str:
    if sites == 0:
        return language.say("index.title_none")
    if sites == 1:
        return language.say("index.title_one")
    return language.say("index.title", sites=language.say("count.sites", n=sites))


def _lead(sites: pd.DataFrame, language: Language) -> str:
    if sites.empty:
        return language.say("index.nothing")
    measured = int(sites["measured"].sum())
    if measured == 0:
        return language.say("index.nothing_measured")
    missing = len(sites) - measured
    rest = language.say("index.some_missing", n=missing) if missing else language.say("index.all_measured")
    return language.say("index.lead", measured=measured, sites=language.say("count.sites", n=len(sites)), rest=rest)


def _statuses(sites: pd.DataFrame) -> list[dict[str, Any]]:
    counts = sites["status"].where(sites["status"] != "", "waiting").value_counts()
    return [{"status": name, "sites": int(counts[name])} for name in STATUSES if name in counts]


def _each(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples()
