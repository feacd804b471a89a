"""Finds days of the calendar in a line of text: not when they are, only that the line names one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from audits.derived.vocabulary import words_in
from audits.standards import table


def names_day(text: str, words: Iterable[str] | None = None) -> bool:
    """Does the line name a day and month, in words or figures ("12 May", "May 12th", "12.5.", "12/05/2024", "5月12日")?

    `words` are the words of the line in lower case, where somebody has them already.
    """
    if _SEPARATED.search(text) and _FIGURES.search(text):
        return True
    if _months().isdisjoint(words_of(text) if words is None else words):
        return False
    folded = text.lower()
    return _with_month(_DAY_WORD, folded) or _with_month(_WORD_DAY, folded)


def names_month(text: str, words: Iterable[str] | None = None) -> bool:
    """Does the line name a month with its year ("May 2024"), or a day?"""
    words = words_of(text) if words is None else words
    return names_day(text, words) or (not _months().isdisjoint(words) and _with_month(_WORD_YEAR, text.lower()))


def words_of(text: str) -> list[str]:
    """The words of a line in lower case, without figures."""
    return _WORD.findall(text.lower())


def _with_month(pattern: re.Pattern[str], text: str) -> bool:
    months = _months()
    return any(match.group(1) in months for match in pattern.finditer(text))


def is_of_old(text: str) -> bool:
    """Are all the years that the line names older than the web sites of clubs (1995)?"""
    years = [int(year) for year in _YEAR.findall(text)]
    return bool(years) and max(years) < OLDEST


def is_stamp(text: str) -> bool:
    """Is its date one of the page or of a person, and not of what is told ("last updated", "©", "posted on", "born")?"""
    return _STAMP.search(text) is not None


@cache
def _months() -> frozenset[str]:
    return frozenset(words_in(table("feature_words.toml")["months"]["names"]))


OLDEST = 1995
"""Events of earlier years are history: hardly any small organisation had a site before."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_SEPARATED = re.compile(r"\d\s?[-./年月日]")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_DAY_WORD = re.compile(
    r"(?<![\d.,:/])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|[.ºª°])?(?:\s*[-–&+/]\s*\d{1,2}(?:st|nd|rd|th|[.])?)?"
    r"[\s,-]*(?:(?:de|of|di|d'|den|dne)\s+)?([^\W\d_]{3,})"
)
_WORD_DAY = re.compile(
    r"\b([^\W\d_]{3,})\.?[\s-]+(?:the\s+)?(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s*(?:am|pm|uhr)\b)"
)
_WORD_YEAR = re.compile(r"\b([^\W\d_]{3,})\.?,?\s+(?:de\s+)?(?:19|20)\d\d\b")
_FIGURES = re.compile(
    r"(?<![\d./-])(?:"
    r"(?:19|20)\d\d[-/.年]\s?(?:0?[1-9]|1[0-2])[-/.月]\s?(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[./-]\s?(?:0?[1-9]|[12]\d|3[01])[./-]\s?(?:(?:19|20)\d\d|\d\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.(?!\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])"
    r"|(?:0?[1-9]|1[0-2])\s?月\s?(?:0?[1-9]|[12]\d|3[01])\s?日"
    r"|(?:[12]?\d|3[01])\s?日(?=\D{0,8}\d{1,2}\s?[:：時])"
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
