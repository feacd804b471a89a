"""Makes the part of a site's page that lists its measures with their findings.

A sector has millions of measures, and they differ in little: the templates are run once for each audit, and what is
said again and again is remembered.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any

from markupsafe import Markup

from audits.store.records import CATEGORIES, AuditCard, Value
from reports.columns import whole
from reports.formats.pieces import GAP, cut, escaped
from reports.formats.web import band, macros, prose, weblink
from reports.formats.wording import SNIPPET, CardWords, worded
from reports.language import Language
from reports.plain import Measured
from reports.scoring import Scoring

_NEWEST = "freshness/newest-content"
_PLACES = 3  # places of a finding that are shown; findings.csv and the store have more
_GOOD_ENOUGH = 90  # of a score: from here on nobody needs telling what to do
_FINDINGS = 6  # findings of one measure that are shown
_REMEMBERED = 20_000  # texts of each kind

# Scored and worst first (0 to 100), then those on trial that found something, those that found nothing, the rest
_FOUND, _NOTHING_FOUND, _NOT_MEASURED = 1000.0, 2000.0, 3000.0


class MeasureBlocks:
    """What is the same for every site: the words of the audits, ready to be put in."""

    def __init__(self, cards: Mapping[str, AuditCard], scoring: Scoring, language: Language) -> None:
        words = {name: CardWords.of(card, scoring, language) for name, card in cards.items()}
        made = macros("pieces.html")
        self._language = language
        self._efforts = {name: card.effort for name, card in cards.items()}
        self._fine = {name: cut(made.fine, each, GAP, "", "") for name, each in words.items()}
        self._fine_scored = {name: cut(made.fine, each, GAP, GAP, GAP) for name, each in words.items()}
        wanting = partial(made.wanting, language.say)
        self._wanting = {name: cut(wanting, each, GAP, "", "", GAP) for name, each in words.items()}
        self._wanting_scored = {name: cut(wanting, each, GAP, GAP, GAP, GAP) for name, each in words.items()}
        self._finding = cut(made.finding, language.say, GAP, GAP, GAP, "", GAP, GAP)
        self._finding_with_code = cut(made.finding, language.say, GAP, GAP, GAP, GAP, GAP, GAP)
        # `typed`, because 1, 1.0 and True are one to a dictionary
        remembered = lru_cache(_REMEMBERED, typed=True)
        self._alone = remembered(self._one_measure)
        self._value = remembered(self._worded_value)
        self._about = remembered(self._worded_about)
        self._said = remembered(self._escaped_text)

    def parts(
        self, rows: Sequence[Measured], findings: Sequence[Mapping[str, Any]], crops: Mapping[tuple[str, str], str],
        facts: Mapping[str, Value],
    ) -> list[dict[str, Any]]:  # fmt: skip
        """The categories in their order, each with the HTML of its measures.

        `crops` are pictures of spots, `facts` the site's key figures.
        """
        found: dict[str, list[Mapping[str, Any]]] = {}
        for finding in findings:
            found.setdefault(finding["audit"], []).append(finding)
        by_category: dict[str, list[tuple[float, str]]] = {category: [] for category in CATEGORIES}
        for row in rows:
            measures = by_category.get(row.category)
            if measures is not None:
                score = None if row.weight == 0 or math.isnan(row.score) else row.score * 100
                if row.audit in found:
                    measures.append(self._folded(row, score, self._findings(row.audit, found[row.audit], crops)))
                elif row.audit == _NEWEST and row.outcome == "measured" and facts.get("newest_content_url"):
                    measures.append(self._folded(row, score, self._newest(facts)))
                else:
                    measures.append(self._alone(row.audit, row.outcome, row.value, row.unit, row.reason, score))
        for measures in by_category.values():
            measures.sort(key=itemgetter(0))
        return [
            {"name": category, "rows": Markup("".join([html for _, html in measures]))}  # noqa: S704 - escaped below
            for category, measures in by_category.items()
            if measures
        ]

    def _one_measure(
        self, audit: str, outcome: str, value: Value, unit: str, reason: str, score: float | None
    ) -> tuple[float, str]:
        """The place in the order, and the HTML. What is as it should be is one line; all words stand in measures.html."""
        worded_value = self._value(outcome, value, unit, reason)
        if score is None:
            return _NOTHING_FOUND if outcome == "measured" else _NOT_MEASURED, self._fine[audit] % worded_value
        if score < _GOOD_ENOUGH:
            return score, self._wanting_scored[audit] % (worded_value, band(score), str(whole(score)), "")
        return score, self._fine_scored[audit] % (worded_value, band(score), str(whole(score)))

    def _folded(self, row: Measured, score: float | None, below: str) -> tuple[float, str]:
        """A measure with its evidence below."""
        value = self._value(row.outcome, row.value, row.unit, row.reason)
        if score is None:
            return _FOUND, self._wanting[row.audit] % (value, below)
        return score, self._wanting_scored[row.audit] % (value, band(score), str(whole(score)), below)

    def _newest(self, facts: Mapping[str, Value]) -> str:
        """Where the newest date was read: it is no finding, and the score rests on it alone."""
        says = escaped(self._language.say("site.newest", date=facts.get("newest_content_date", "")))
        words = escaped(str(facts.get("newest_content_words") or ""))
        quote = f"<pre><code>{words}</code></pre>" if words else ""
        return f"<p>{says} {weblink(str(facts['newest_content_url']))}</p>{quote}"

    def _findings(self, audit: str, findings: Sequence[Mapping[str, Any]], crops: Mapping[tuple[str, str], str]) -> str:
        effort = self._efforts[audit]
        shown = "".join([self._one_finding(finding, effort, crops) for finding in findings[:_FINDINGS]])
        if len(findings) <= _FINDINGS:
            return shown
        return f'{shown}<p class="small">{self._said("site.more_findings", len(findings) - _FINDINGS)}</p>'

    def _one_finding(self, finding: Mapping[str, Any], effort: str, crops: Mapping[tuple[str, str], str]) -> str:
        about = self._about(
            finding["level"], finding["grade"], finding["wcag"], finding["severity"], finding["places"],
            finding["pages"], effort,
        )  # fmt: skip
        seen, snippet = finding["seen"][:_PLACES], finding["snippet"][:SNIPPET]
        places = "".join([self._place(place) for place in seen])
        if finding["places"] > len(seen):
            places += f"<li>{self._said('site.more_places', finding['places'] - len(seen))}</li>"
        crop = _crop(seen, crops) if crops else ""
        message = prose(finding["message"])
        if snippet and not (seen and snippet == seen[0]["url"]):
            return self._finding_with_code % (finding["level"], message, about, escaped(snippet), crop, places)
        return self._finding % (finding["level"], message, about, crop, places)

    def _place(self, place: Mapping[str, str]) -> str:
        if not place["selector"]:
            return f"<li>{weblink(place['url'])}</li>\n"
        return f"<li>{weblink(place['url'])} <code>{escaped(place['selector'])}</code></li>\n"

    def _worded_value(self, outcome: str, value: Value, unit: str, reason: str) -> str:
        if outcome == "measured":
            return escaped(worded(value, unit, self._language))
        kind = self._language.say(f"site.{outcome}")
        return escaped(f"{kind}: {reason}" if reason else kind)

    def _worded_about(
        self, level: str, grade: str, wcag: Sequence[str], severity: str, places: int, pages: int, effort: str
    ) -> str:
        say = self._language.say
        kind = say("site.advice")
        if level == "review":
            kind = say("site.review")
        elif grade == "failure" and wcag:
            kind = say("site.failure", wcag=", ".join(wcag))
        words = [kind, say(f"site.severity.{severity}"), say("count.places", n=places), say("count.pages", n=pages)]
        if self._language.has(f"site.effort.{effort}"):
            words.append(say(f"site.effort.{effort}"))
        return escaped(" · ".join(words))

    def _escaped_text(self, key: str, n: int) -> str:
        return escaped(self._language.say(key, n=n))


def _crop(seen: Sequence[Mapping[str, str]], crops: Mapping[tuple[str, str], str]) -> str:
    """The picture of the first of these places that has one."""
    return next((crops[at] for place in seen if (at := (place["url"], place["selector"])) in crops), "")
