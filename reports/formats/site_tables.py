"""Makes the rows of a site's two tables, of its scores and of its key figures, as HTML."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from audits.store.records import Value
from reports.aggregate import READINGS
from reports.columns import key_figures, whole
from reports.formats import drawings
from reports.formats.pieces import GAP, cut, escaped
from reports.formats.web import band, macros, weblink
from reports.formats.wording import worded
from reports.language import Language

_REMEMBERED = 20_000  # cells of key figures


class SiteTables:
    """Made once for a report, asked once for each site."""

    def __init__(self, language: Language) -> None:
        self._language = language
        made = macros("pieces.html")
        self._score, self._row = made.score, cut(made.figure, language.say, GAP, GAP)
        self._piece = lru_cache(None)(self._cut)  # of a few words each
        self._figure = lru_cache(_REMEMBERED, typed=True)(self._one_figure)  # typed: True and 1 are not the same here

    def scores(
        self, scores: Mapping[str, float], standings: Mapping[str, str], evidence: Mapping[str, str],
        linked: frozenset[str], *, compared: bool,
    ) -> Markup:  # fmt: skip
        """A row for the total and each category; `linked` are those with a part of their own further down."""
        rows = []
        for name in READINGS:
            score = scores[name]
            none = math.isnan(score)
            cells = [
                escaped(self._language.say("common.no_score") if none else str(whole(score))),
                str(drawings.meter(None if none else score)),
            ]
            if compared:
                cells.append(escaped(standings[name] or "–"))
            cells.append(escaped(evidence.get(name, "–")))
            rows.append(self._piece(name, name in linked, compared, "" if none else band(score)) % tuple(cells))
        return Markup("".join(rows))  # noqa: S704 - escaped where it is put in

    def figures(self, facts: Mapping[str, Value]) -> Markup:
        """A row for each key figure of the site, with the page that shows it where that is known."""
        rows = [
            self._figure(name, facts[name], str(facts.get(f"{name}_url", "")))
            for name in key_figures()
            if name in facts
        ]
        return Markup("".join(rows))  # noqa: S704 - escaped below

    def _cut(self, name: str, linked: bool, compared: bool, kind: str) -> str:
        return cut(self._score, self._language.say, name, linked, compared, kind, GAP, GAP, GAP, GAP)

    def _one_figure(self, name: str, value: Value, page: str) -> str:
        figure = key_figures()[name]
        if figure.unit == "share":  # a part of something, of which nothing is said to pass
            words = escaped(self._language.say("unit.share_of", n=round(float(value or 0) * 100)))
        elif figure.unit == "text" and isinstance(value, str):
            words = str(weblink(value)) or "–"
        else:
            words = escaped(worded(value, figure.unit, self._language) or "–")
        if page:
            words = f"{words}: {weblink(page)}"
        return self._row % (escaped(figure.meaning), words)
