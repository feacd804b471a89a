"""Makes the list of what to fix first, as HTML."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup

from reports.fixes import Fix
from reports.formats.pieces import GAP, cut, escaped
from reports.formats.web import fault, macros, prose, weblink
from reports.formats.wording import SNIPPET
from reports.language import Language


class FixList:
    """Made once for a report, asked once for each site."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._english = "" if language.code.startswith("en") else ' lang="en"'  # findings are said in English
        self._piece = lru_cache(None)(self._cut)  # one for each audit, in four forms

    def rows(self, fixes: list[Fix], *, total: bool) -> list[Markup]:
        """A list item for each. What the total would gain is only said where there is a `total`."""
        return [Markup(self._row(fix, total=total)) for fix in fixes]  # noqa: S704 - escaped where it is put in

    def _row(self, fix: Fix, *, total: bool) -> str:
        about, places = self._about(fix, total=total), "".join([_place(place, self._english) for place in fix.seen])
        title = fault(fix.audit, fix.title, self._language, fix.score)
        piece = self._piece(title, fix.remedy, bool(about), bool(places))
        return piece % tuple(text for text in (escaped(about), places) if text)

    def _about(self, fix: Fix, *, total: bool) -> str:
        say = self._language.say
        about = [say(f"site.effort.{fix.effort}")] if self._language.has(f"site.effort.{fix.effort}") else []
        if total and fix.gain >= 0.5:
            gain = round(fix.gain, 1) if fix.gain < 2 else round(fix.gain)
            about.append(say("site.fix_gain", n=1 if gain == 1 else gain))
        if fix.pages and fix.seen:
            about.append(say("site.fix_where", pages=say("count.pages", n=fix.pages)))
        if fix.others:
            about.append(say("site.fix_others", categories=", ".join(say(f"category.{name}") for name in fix.others)))
        return " · ".join(about)

    def _cut(self, title: str, remedy: str, about: bool, places: bool) -> str:
        gaps = GAP if about else "", GAP if places else ""
        return cut(macros("pieces.html").fix, self._language.say, title, remedy, *gaps)


def _place(place: Any, english: str) -> str:
    # Where the address itself is the evidence, it stands there already.
    snippet = "" if place["snippet"] == place["url"] else escaped(place["snippet"][:SNIPPET])
    code = f"<pre><code>{snippet}</code></pre>" if snippet else ""
    says = prose(place["message"].removesuffix("."))
    return f"<li{english}>{says}: {weblink(place['url'])}{code}</li>\n"
