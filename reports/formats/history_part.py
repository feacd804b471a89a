"""Makes the part of a site's page that says how it stood in earlier runs."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from reports.aggregate import OVERALL, READINGS
from reports.columns import whole
from reports.formats import drawings
from reports.formats.web import band
from reports.history import History, Moment
from reports.language import Language

_SHOWN = 6  # runs in the table: more do not fit on paper


def history_part(history: History | None, key: str, language: Language) -> dict[str, Any] | None:
    """A sentence, a line and a table; none where the site was measured in one run only."""
    moments = list(history.moments.get(key, ()))[-_SHOWN:] if history else []
    if history is None or len(moments) < 2:
        return None
    dates = [moment.date for moment in moments]
    says = _sentence(moments, language)
    readings = [name for name in READINGS if any(not math.isnan(moment.scores[name]) for moment in moments)]
    totals = [
        (date.fromisoformat(moment.date), moment.scores[OVERALL])
        for moment in moments
        if not math.isnan(moment.scores[OVERALL])
    ]
    return {
        "says": says,
        "note": language.say("site.history_changed") if history.changed else "",
        "drawing": drawings.course(totals, says) if len(totals) > 1 else None,
        "dates": dates,
        "rows": [_row(name, moments, language) for name in readings],
    }


def _sentence(moments: list[Moment], language: Language) -> str:
    known = [moment for moment in moments if not math.isnan(moment.scores[OVERALL])]
    if len(known) < 2:
        return language.say("site.history_few", n=len(moments))
    first, last = known[0], known[-1]
    old, now = whole(first.scores[OVERALL]), whole(last.scores[OVERALL])
    way = "same" if old == now else "up" if now > old else "down"
    return language.say(f"site.history_{way}", old=old, now=now, first=first.date, last=last.date)


def _row(name: str, moments: list[Moment], language: Language) -> dict[str, Any]:
    scores = [moment.scores[name] for moment in moments]
    return {
        "name": name,
        "title": language.say(f"category.{name}"),
        "cells": [
            {"text": "", "band": ""} if math.isnan(score) else {"text": str(whole(score)), "band": band(score)}
            for score in scores
        ],
    }
