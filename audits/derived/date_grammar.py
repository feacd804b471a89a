"""Reads the dates in a line of text, in the ways of writing them that European and East Asian sites use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from audits.standards import table

Order = Literal["dm", "md", "ymd", "either"]
"""How a date was written: day first, month first, year first, or two small numbers that could be both."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as written; `year`, `month` and `day` are 0 where it has none. `start` and `end` are its place.

    `order` "either" is a numeric date whose day and month could change places. `weekday` is 0 (Monday) to 6, or -1.
    `season` marks "summer 2013" and "2013/14": a year, and no month.
    """

    start: int
    end: int
    year: int
    month: int = 0
    day: int = 0
    order: Order = "dm"
    weekday: int = -1
    season: bool = False


_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SPACED = bytes(byte if byte >= 128 or chr(byte).isalpha() else 32 for byte in range(256))
# These begin with a digit and look back from it: what holds none is skipped at the speed of C.
_NUMERIC = re.compile(r"(\d\d{0,3})(\s?([./·–-])\s?)(\d{1,2})\s?\3\s?(\d{4}|\d{1,2})(?!\d)")
_DANISH = re.compile(r"(\d(?<![\d./-]\d)\d?)/(\d{1,2})\s?[-–]\s?((?:19|20)\d\d)(?!\d)")
_DAY_MONTH = re.compile(r"(\d(?<![\d.,:/-]\d)\d?)\.\s?(\d{1,2})\.(?!\d|\s?\d{4})")
_SLASHED = re.compile(r"(\d(?<![\d.,:/-]\d)\d?)/(\d{1,2})(?![\d/]|\.\d)")
_MONTH_YEAR = re.compile(
    r"([0-9](?<![\d./,-][0-9])(?:(?<=0)[1-9]|(?<=1)[0-2]|(?<=[1-9])(?=/)))\s?[/.]\s?((?:19|20)\d\d)(?![\d/.-]*\d)"
)
_YEAR = re.compile(
    r"([12](?<![\dA-Za-z./,_+#%][12])(?<!\d-[12])(?:(?<=1)9|(?<=2)0)\d\d)(?:\s?[/–-]\s?((?:19|20)\d\d|\d\d)(?![\d.]))?(?![\dA-Za-z_%°]|[.,/:]\d|-\d)"
)
_SHORT_YEAR = re.compile(r"['’‘](?<=[^\W\d_]\s['’‘])([0-3]\d)(?![\w'’])")
_EASTERN = re.compile(
    r"(?:(令和|平成|昭和|民國|民国)\s*(\d{1,3}|元)|(?<!\d)(\d{4}))\s*[年년]"
    r"(?:度?\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日号號일])?)?"
)
_EASTERN_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_VIETNAMESE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)

_ORDINAL = r"(?:\s?(?:st|nd|rd|th)\b|er\b|re\b|ère\b|[ºª°.]|ste\b|de\b|e\b|:[ae]\b|-?(?:го|е|ого)\b|ain\b|fed\b|eg\b|ú\b|-a\b)?"
_TO = r"\s*(?:[-–—/&+,]|\b(?:and|to|bis|und|au|et|al|a|à|y|e|do|i|og|och|til|till|tot|en|t/m|ja|és|şi|și|και|и)\b)\s*"
_LINK = r"(?:\s*\b(?:of|the|de|del|di|den|o|da)\b|\s*\bd['’])?"
_DAY_BEFORE = re.compile(
    rf"(?:(?<![\d.,:/£$€-])(\d{{1,2}}){_ORDINAL}{_TO})?(?<![\d:£$€])(?<!\d[.,/])(\d{{1,2}}){_ORDINAL}{_LINK}[\s.,/'’–-]*$",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?(?:m|g|gada|ko)\b)?[\s.,'’/-]*$", re.IGNORECASE)
_YEAR_LED = re.compile(r"(?<!\d)((?:19|20)\d\d)\.?\s?(?:gada|m\.)[\s,]*$")
_YEAR_AFTER = re.compile(
    r"^\.?(?:[\s,]*(?:\b(?:de|del|of|do|roku|rok)\b|d['’])?\s*|\s?[-–/.]\s?|[\s,]*\w{2,3}\s+(?=\d{4}))(1[0-9]\d\d|20\d\d)(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_SHORT_AFTER = re.compile(r"^\.?(?:\s?([-./])|[\s,]*['’‘])(\d\d)(?![\d:]|\s?(?:h|uhr|am|pm)\b)", re.IGNORECASE)
_DAY_AFTER = re.compile(
    rf"^\.?[\s-]+(\d{{1,2}}){_ORDINAL}(?:{_TO}(?:[^\W\d_]{{3,12}}\.?\s+)?(\d{{1,2}}){_ORDINAL})?(?![\d:]|\.\d|\s?(?:am|pm|uhr|h)\b)"
    r"(?:[\s,./]*(?:of\s+)?(1[0-9]\d\d|20\d\d)(?!\d|[./-]\d)|[\s,]*['’‘](\d\d)(?!\d))?",
    re.IGNORECASE,
)
_WEEKDAY_BEFORE = re.compile(r"([^\W\d_]+)\.?,?\s*(?:(?:the|den|le|el|il|de|o|am)\s+)?\(?$", re.IGNORECASE)
_WEEKDAY_AFTER = re.compile(r"^[\s,(/]*([^\W\d_]{2,})")
_SEASON_BEFORE = re.compile(r"([^\W\d_]+)(?:\s+(?:of|term|de|del|\w+))?[\s,/-]*$")
_CAPITAL_ONLY = frozenset(("may", "march", "mar", "sept", "set", "out", "mart", "mars", "mei", "mai", "fall"))
_NUMBER_WORDS = re.compile(
    r"(?:sort code|tel|t[eé]l[eé]?f?[oó]n[oe]?|tlf|fax|phone|mobile?|handy|тел|телефон|τηλ|電話|电话|전화|version|ver|v|release|iban|bic)\W*$",
    re.IGNORECASE,
)
_NUMBER_LEFT = re.compile(r"(?<!\d)(\d+) $")
_NUMBER_RIGHT = re.compile(r"^ (\d+)(?![\d.:])")


@lru_cache(maxsize=512)
def read_dates(line: str, language: str = "") -> tuple[Reading, ...]:
    """Every date in the line, in order, none overlapping another; years alone only where nothing else took them."""
    if not _DIGIT.search(line):
        return ()
    found: list[Reading] = []
    for reading in _all(line, language):
        if _free(reading.start, reading.end, found):
            found.append(reading)
    if "19" in line or "20" in line:
        found += [reading for reading in _years(line, found) if _free(reading.start, reading.end, found)]
    return tuple(sorted(found, key=lambda reading: reading.start))


def _free(start: int, end: int, found: list[Reading]) -> bool:
    return all(end <= other.start or start >= other.end for other in found)


def _all(line: str, language: str) -> Iterator[Reading]:
    """Candidates, the surest kind first."""
    if "年" in line or "년" in line or "月" in line or "월" in line:
        yield from _eastern(line)
    if "tháng" in line:
        for m in _VIETNAMESE.finditer(line):
            yield from _checked(m.start(), m.end(), int(m[3]), int(m[2]), int(m[1]), "dm")
    slashes, stops = line.count("/"), line.count(".")
    yeared = "19" in line or "20" in line
    if slashes > 1 or stops > 1 or line.count("-") > 1 or line.count("–") > 1 or line.count("·") > 1:
        yield from _numeric(line)
    if slashes and yeared and ("-" in line or "–" in line):
        for m in _DANISH.finditer(line):
            yield from _checked(m.start(), m.end(), int(m[3]), int(m[2]), int(m[1]), "dm")
    yield from _worded(line, language)
    if yeared and (slashes or stops):
        for m in _MONTH_YEAR.finditer(line):
            yield Reading(m.start(), m.end(), int(m[2]), int(m[1]))
    if slashes or stops > 1:
        yield from _yearless(line)
    if "'" in line or "’" in line or "‘" in line:
        for m in _SHORT_YEAR.finditer(line):
            yield Reading(m.start(), m.end(), 2000 + int(m[1]))


def _eastern(line: str) -> Iterator[Reading]:
    for m in _EASTERN.finditer(line):
        era, era_year, year, month, day = m.groups()
        number = _ERAS[era] + (1 if era_year == "元" else int(era_year)) if era else int(year)
        if month:
            yield from _checked(m.start(), m.end(), number, int(month), int(day or 0), "ymd")
        else:
            yield Reading(m.start(), m.end(), number, order="ymd")
    for m in _EASTERN_DAY.finditer(line):
        yield from _checked(m.start(), m.end(), 0, int(m[1]), int(m[2]), "md", _weekday(line, m.start(), m.end()))


def _numeric(line: str) -> Iterator[Reading]:
    for m in _NUMERIC.finditer(line):
        start, end = m.span()
        first, gap, mark, middle, last = m.groups()
        before, after = line[:start][-1:], line[end : end + 2]
        if before and (before.isalnum() or before in "./:£$€#_=" or (before == mark and mark != "-")):
            continue
        if len(after) == 2 and after[0] in "./-" and after[1].isdigit():
            continue
        if (mark in "-–" and " " in gap) or (len(first) < 4 and len(last) < 4 and " " in m[0]):
            continue
        if _NUMBER_WORDS.search(line[max(0, start - 12) : start]):
            continue
        # Nobody who puts the month first writes full stops.
        sure = mark == "."
        yield from _ordered(start, end, first, middle, last, sure, _weekday(line, start, end))


def _ordered(start: int, end: int, first: str, middle: str, last: str, sure: bool, weekday: int) -> Iterator[Reading]:
    a, b = int(first), int(middle)
    if len(first) == 4:
        if len(last) <= 2:
            yield from _checked(start, end, a, b, int(last), "ymd", weekday)
    elif len(first) <= 2 and len(last) in {2, 4}:
        year = int(last) if len(last) == 4 else short_year(int(last))
        if a <= 12 and b <= 12:
            yield from _checked(start, end, year, b, a, "dm" if sure or a == b else "either", weekday)
        elif b <= 12:
            yield from _checked(start, end, year, b, a, "dm", weekday)
        else:
            yield from _checked(start, end, year, a, b, "md", weekday)


def _worded(line: str, language: str) -> Iterator[Reading]:
    known = months(language)
    lowered = line.lower()
    # Where nothing but letters stands between ASCII marks, the words are had much more quickly without a pattern.
    words = lowered.encode("utf-8", "replace").translate(_SPACED).decode("utf-8").split()
    if words and not "".join(words).isalpha():
        words = _WORD.findall(lowered)
    if known.keys().isdisjoint(words):
        return
    for m in _WORD.finditer(line):
        word = m[0].lower()
        month = known.get(word)
        if month and not (word in _CAPITAL_ONLY and m[0][0].islower() and language in {"en", ""}):
            yield from _around(line, m.start(), m.end(), month)


def _around(line: str, start: int, end: int, month: int) -> Iterator[Reading]:
    """The date that has its month's name at this place."""
    left, right = line[max(0, start - 32) : start], line[end : end + 32]
    year_after, day_before = _YEAR_AFTER.match(right), _DAY_BEFORE.search(left) if _DIGIT.search(left) else None
    short = _SHORT_AFTER.match(right)
    if day_before and 0 < int(day_before[2]) <= 31:
        begin = start - len(left) + day_before.start()
        stop, year = end, 0
        if year_after:
            stop, year = end + year_after.end(), int(year_after[1])
        elif short and (short[1] is None or left[-1:] == short[1]):
            stop, year = end + short.end(), short_year(int(short[2]))
        elif led := _YEAR_LED.search(left[: day_before.start()]):
            begin, year = start - len(left) + led.start(), int(led[1])
        yield from _checked(begin, stop, year, month, int(day_before[2]), "dm", _weekday(line, begin, stop))
        return
    year_before, day_after = _YEAR_BEFORE.search(left), _DAY_AFTER.match(right)
    if year_before and day_after and not day_after[3]:
        begin, stop = start - len(left) + year_before.start(), end + day_after.end()
        yield from _checked(begin, stop, int(year_before[1]), month, int(day_after[1]), "ymd")
    elif year_after:
        yield Reading(start, end + year_after.end(), int(year_after[1]), month)
    elif day_after:
        year = int(day_after[3] or 0) or (short_year(int(day_after[4])) if day_after[4] else 0)
        last = day_after[2] if day_after[2] and 0 < int(day_after[2]) <= 31 else day_after[1]
        stop = end + day_after.end()
        yield from _checked(start, stop, year, month, int(last), "md", _weekday(line, start, stop))
    elif short and short[1] != ".":
        yield Reading(start, end + short.end(), short_year(int(short[2])), month)
    elif year_before:
        yield Reading(start - len(left) + year_before.start(), end, int(year_before[1]), month)


def _yearless(line: str) -> Iterator[Reading]:
    for m in _DAY_MONTH.finditer(line) if line.count(".") > 1 else ():
        yield from _checked(m.start(), m.end(), 0, int(m[2]), int(m[1]), "dm", _weekday(line, m.start(), m.end()))
    for m in _SLASHED.finditer(line) if "/" in line else ():
        weekday = _weekday(line, m.start(), m.end())
        if weekday >= 0:  # without it "1/2" is a half
            a, b = int(m[1]), int(m[2])
            order: Order = "either" if a <= 12 and b <= 12 else "dm" if b <= 12 else "md"
            day, month = (b, a) if order == "md" else (a, b)
            yield from _checked(m.start(), m.end(), 0, month, day, order, weekday)


def _years(line: str, found: list[Reading]) -> Iterator[Reading]:
    seasons = table("date_words.toml")["seasons"]
    for m in _YEAR.finditer(line):
        if not _free(m.start(), m.end(), found) or _in_number(line, m.start(), m.end()):
            continue
        first, second = int(m[1]), m[2]
        year, season = first, False
        if second:
            last = int(second) if len(second) == 4 else first - first % 100 + int(second)
            if last == first + 1:
                year, season = last, True
            elif last > first:
                continue  # a span of years: from an opening year, or a life
        words = _SEASON_BEFORE.search(line[max(0, m.start() - 30) : m.start()])
        after = _WEEKDAY_AFTER.match(line[m.end() : m.end() + 20])
        named = {w.lower() for w in (*(words[0].split() if words else ()), *((after[1],) if after else ()))}
        yield Reading(m.start(), m.end(), year, season=season or not named.isdisjoint(seasons))


def _in_number(line: str, start: int, end: int) -> bool:
    """Is this a group of a telephone, account or grid number? A neighbour that is a year itself makes a list of years."""
    beside = [m[1] for m in (_NUMBER_LEFT.search(line[:start][-8:]), _NUMBER_RIGHT.match(line[end:][:8])) if m]
    return any(not (len(number) == 4 and number[:2] in {"19", "20"}) for number in beside)


def _checked(
    start: int, end: int, year: int, month: int, day: int, order: Order, weekday: int = -1
) -> Iterator[Reading]:
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return
    if year and not 1000 <= year <= 2100:
        return
    yield Reading(start, end, year, month, day, order, weekday)


def short_year(number: int) -> int:
    """The year of two digits: up to 39 is of this century, as no club announces more than a few years ahead."""
    return 2000 + number if number < 40 else 1900 + number


def _weekday(line: str, start: int, end: int) -> int:
    known = _weekdays()
    before = _WEEKDAY_BEFORE.search(line[max(0, start - 24) : start])
    if before and (number := known.get(before[1].lower())) is not None:
        return number
    after = _WEEKDAY_AFTER.match(line[end : end + 16])
    if after and len(after[1]) > 2 and (number := known.get(after[1].lower())) is not None:
        return number
    return -1


@cache
def _weekdays() -> dict[str, int]:
    lines = table("date_words.toml")["weekdays"]
    return {word: number for number, line in enumerate(lines) for word in line.split()}


@cache
def months(language: str) -> dict[str, int]:
    """Month numbers by name: full names of every language, English, and above all names and abbreviations of this one."""
    known = table("months.toml")
    merged: dict[str, int] = {}
    for code, names in known.items():
        if isinstance(names, dict) and code != language:
            merged = {**_numbered(names["names"]), **merged}
    for code in ("en", language):
        if code in known and isinstance(known[code], dict):
            merged |= _numbered(known[code]["short"])
            merged |= _numbered(known[code]["names"])
    return merged


def _numbered(names: list[str]) -> dict[str, int]:
    return {name: number for number, line in enumerate(names, 1) for name in line.split()}
