"""Finds days of the calendar in a line of text: not when they are, only that the line names one."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from audits.derived.joined_lines import JoinedLines, LineWords
from audits.derived.vocabulary import words_in
from audits.standards import table


class Dated(NamedTuple):
    """The places of lines: those that name a day and month, and those that name a month with its year, or a day."""

    days: frozenset[int]
    months: frozenset[int]


def dated(lines: JoinedLines, words: LineWords) -> Dated:
    """The lines that name a day ("12 May", "May 12th", "12.5.", "12/05/2024", "5月12日") or a month ("May 2024")."""
    named = words.having(_months() & words.known)
    days = {place for place in lines.like(_SHAPES) if _FIGURES.search(lines.line(place))}
    days |= {place for place in named if _names_day(words.lowered(place))}
    months = {place for place in named - days if _with_month(_WORD_YEAR, words.lowered(place))}
    return Dated(frozenset(days), frozenset(days | months))


def _names_day(lowered: str) -> bool:
    return _with_month(_DAY_WORD, lowered) or _with_month(_WORD_DAY, lowered)


def _with_month(pattern: re.Pattern[str], text: str) -> bool:
    months = _months()
    return any(match.group(1) in months for match in pattern.finditer(text))


def is_of_old(text: str) -> bool:
    """Are all the years that the line names older than the web sites of clubs (1995)?"""
    years = [int(year) for year in _YEAR.findall(text)]
    return bool(years) and max(years) < OLDEST


def is_stamp(text: str) -> bool:
    """Is its date one of the page or of a person, and not of what is told ("last updated", "©", "posted on", "born")?"""
    lowered = text.lower()
    return any(map(lowered.__contains__, _STAMP_SIGNS)) and _STAMP.search(text) is not None


@cache
def _months() -> frozenset[str]:
    return frozenset(words_in(table("feature_words.toml")["months"]["names"]))


OLDEST = 1995
"""Events of earlier years are history: hardly any small organisation had a site before."""

_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_DAY_WORD = re.compile(
    r"(?<![\d.,:/])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|[.ºª°])?(?:\s*[-–&+/]\s*\d{1,2}(?:st|nd|rd|th|[.])?)?"
    r"[\s,-]*(?:(?:de|of|di|d'|den|dne)\s+)?([^\W\d_]{3,})"
)
_WORD_DAY = re.compile(
    r"\b([^\W\d_]{3,})\.?[\s-]+(?:the\s+)?(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s*(?:am|pm|uhr)\b)"
)
_WORD_YEAR = re.compile(r"\b([^\W\d_]{3,})\.?,?\s+(?:de\s+)?(?:19|20)\d\d\b")
# Each alternative begins with a digit, which stands before them all: what holds none is skipped at the speed of C.
_DAY = r"(?:(?<=[1-9])|(?<=0)[1-9]|(?<=[12])\d|(?<=3)[01])"
_MONTH = r"(?:(?<=[1-9])|(?<=0)[1-9]|(?<=1)[0-2])"
_SHAPES = (b"0.0", b"0. 0", b"0/0", b"0/ 0", b"0-0", b"0- 0", b"0?", b"0 ?")
"""What a day in figures looks like at least (see `JoinedLines.like`)."""
_FIGURES = re.compile(
    r"\d(?<![\d./-]\d)(?=\d{0,3}\s?[-./年月日])(?:"
    r"(?:(?<=1)9|(?<=2)0)\d\d[-/.年]\s?(?:0?[1-9]|1[0-2])[-/.月]\s?(?:0?[1-9]|[12]\d|3[01])"
    rf"|{_DAY}[./-]\s?(?:0?[1-9]|[12]\d|3[01])[./-]\s?(?:(?:19|20)\d\d|\d\d)"
    rf"|{_DAY}\.\s?(?:0?[1-9]|1[0-2])\.(?!\d)"
    rf"|{_DAY}/(?:0?[1-9]|1[0-2])(?![\d/])"
    rf"|{_MONTH}\s?月\s?(?:0?[1-9]|[12]\d|3[01])\s?日"
    r"|(?:|(?<=[12])\d|(?<=3)[01])\s?日(?=[^\d\0]{0,8}\d{1,2}\s?[:：時])"
    r")(?![\d./-]\d)"
)
_STAMP = re.compile(
    r"posted (?:on|by|in|at)|published|written by|geschrieben von|veröffentlicht|publié (?:le|par)|publicado|pubblicato|geplaatst|opublikowano|dodano:|vloženo|publicerad"
    r"|skrevet av|julkaistu|objavljeno|опубликовано|投稿|發表於|born |geboren|geb\.|né le|née le|date of birth|data urodzenia|narozen|född|født|syntynyt|rođen|生年月日"
    r"|©|\(c\)|copyright|all rights reserved|last (?:updated?|modified|edit)|updated on|page updated|revised|letzte (?:änderung|aktualisierung)"
    r"|zuletzt (?:geändert|aktualisiert)|stand:|mise à jour|dernière m|última actualiz|actualizado|ultimo aggiornamento|aggiornat|laatst (?:bijgewerkt|gewijzigd)"
    r"|ostatnia (?:aktualizacja|zmiana)|aktualizace|poslední (?:změna|úprava)|senast (?:uppdaterad|ändrad)|sidst (?:opdateret|ændret)|sist (?:oppdatert|endret)"
    r"|päivitetty|última atualiza|zadnja (?:promjena|izmjena)|ažurirano|τελευταία ενημέρωση|обновлен|最終更新|更新日|最後更新|最后更新|visitors? since|besucher seit",
    re.IGNORECASE,
)
_STAMP_SIGNS = tuple(
    re.split(r"§|.\?", way)[0].replace("\\", "") for way in re.sub(r"\(\?:[^)]*\)", "§", _STAMP.pattern).split("|")
)
"""The letters that each way of stamping begins with: most lines hold none of them, which is quickly said."""
