"""What a page says in its own words of ways to get in touch, meeting times, news and events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

from lxml import etree

from audits.derived.day_months import is_of_old, is_stamp, names_day, names_month, words_of
from audits.derived.lines import PSEUDO, Line, text_lines
from audits.derived.sighting import SEEN_CAP, Sighting
from audits.derived.vocabulary import concepts, words_in
from audits.page import Page
from audits.standards import table


def notices(page: Page) -> Iterator[Sighting]:
    """Features told in text: e-mail, phone, address, times, news with items, dated events, questions and answers."""
    text = _Text.of(page)
    yield from _contacts(text)
    yield from _news(text)
    yield from _events(text)
    if "faq" in text.subject:
        yield Sighting("faq", "page of questions and answers", works=True)
    for line in text.lines:
        if line.level and len(line.text) <= HEADING_CAP and "faq" in concepts(line.text):
            yield Sighting("faq", line.text[:SEEN_CAP], works=True)
            return


@dataclass(frozen=True, slots=True)
class _Text:
    """The lines of a page, the words of those with figures, which name a day or month, and what the page is about."""

    lines: Sequence[Line]
    words: Mapping[int, list[str]]
    days: frozenset[int]
    months: frozenset[int]
    subject: frozenset[str]
    posts: bool

    @classmethod
    def of(cls, page: Page) -> _Text:
        lines = text_lines(page)
        words = {place: words_of(line.text) for place, line in enumerate(lines) if _FIGURE.search(line.text)}
        months = [place for place, said in words.items() if names_month(lines[place].text, said)]
        months = [place for place in months if not is_stamp(lines[place].text)]
        days = frozenset(place for place in months if names_day(lines[place].text, words[place]))
        return cls(lines, words, days, frozenset(months), _subject(page, lines), _is_blog(page))


def _is_blog(page: Page) -> bool:
    """Are there several posts, each with its date?"""
    return len(page.elements("article")) > 1 or len(_POSTS(page.root)) > 1


def _contacts(text: _Text) -> Iterator[Sighting]:
    before = ""
    for place, line in enumerate(text.lines):
        if match := _email(line.text):
            yield Sighting("email", match.group()[:SEEN_CAP], works=None)
        if (words := text.words.get(place)) is not None:
            yield from _numbered(line.text, words, before, place in text.days)
        before = line.text


def _email(text: str) -> re.Match[str] | None:
    if "@" in text and (match := _EMAIL.search(text)):
        return match
    return _EMAIL_SPELT.search(text) if _AT_SPELT.search(text) else None


def _numbered(text: str, words: list[str], before: str, dated: bool) -> Iterator[Sighting]:
    if number := _NUMBER.search(text):
        match = _phone().search(text)
        if match is None and len(before) < 30 and _phone_word().search(before):
            match = number
        if match is not None:
            yield Sighting("phone", match.group()[:SEEN_CAP])
    if match := _place(text, words):
        yield Sighting("address", match.group()[:SEEN_CAP])
    if not dated and (_names_weekday(text, words) or _names_weekday(before[-60:])) and _CLOCK.search(text):
        yield Sighting("times", text[:SEEN_CAP])


def _place(text: str, words: list[str]) -> re.Match[str] | None:
    """A postcode, or a street with its number."""
    if _POSTAL.search(text) and (match := _POSTCODE.search(text)):
        return match
    if _CJK.search(text) and (match := _POSTCODE_EAST.search(text)):
        return match
    streets, ends = _streets()
    telling = not streets.isdisjoint(words) or any(word.endswith(ends) for word in words)
    return _address().search(text) if telling else None


def _names_weekday(text: str, words: list[str] | None = None) -> bool:
    words = words_of(text) if words is None else words
    return not _days().isdisjoint(words) or _SHORT_DAYS.search(text) is not None


def _subject(page: Page, lines: Sequence[Line]) -> frozenset[str]:
    """What the whole page is about, by its address, its title and its first heading; nothing of a front page."""
    if page.home:
        return frozenset()
    path = unquote(urlsplit(page.url).path).rstrip("/").rpartition("/")[2].partition(".")[0]
    about = concepts(_BREAK.sub(" ", path))
    for element in page.elements("title")[:1]:
        # "News | 1st Example Scouts": the short parts of a title name the page, the long ones the organisation.
        for part in _TITLE_BREAK.split(element.text or ""):
            if len(part.split()) <= 3:
                about |= concepts(part)
    for line in lines:
        if 0 < line.level <= 2:
            return about | concepts(line.text) if len(line.text.split()) <= 5 else about
    return about


def _news(text: _Text) -> Iterator[Sighting]:
    if "news" in text.subject and _has_items(text, 0, len(text.lines)):
        yield Sighting("feed", "page of news", works=True)
        return
    for place, line in enumerate(text.lines):
        if _heads(line, "news") and _has_items(text, place + 1, _end(text.lines, place)):
            yield Sighting("feed", line.text[:SEEN_CAP], works=True)
            return


def _has_items(text: _Text, start: int, end: int) -> bool:
    """News has items where there is a dated text, several dates, or several headed texts."""
    end = min(end, start + LOOK)
    dated = sum(start <= place < end for place in text.months)
    told = sum(len(line.text) >= ITEM and not line.linked for line in text.lines[start:end])
    headed = sum(line.level > 0 for line in text.lines[start:end])
    return (
        dated >= 2
        or (dated >= 1 and told >= 1)
        or (headed >= 2 and told >= 2)
        or (headed >= 3 and end - start > headed)
    )


def _events(text: _Text) -> Iterator[Sighting]:
    """Events are dates below a heading that says so, or several dates with an occasion, a weekday or a time."""
    if not text.days:
        return
    if "events" in text.subject:
        yield Sighting("calendar", text.lines[min(text.days)].text[:SEEN_CAP], works=True)
        return
    for place, line in enumerate(text.lines):
        if _heads(line, "events"):
            end = _end(text.lines, place)
            if dated := [day for day in text.days if place <= day < end]:
                yield Sighting("calendar", f"{line.text}: {text.lines[min(dated)].text}"[:SEEN_CAP], works=True)
                return
    if "news" not in text.subject and not text.posts:
        told = [place for place in sorted(text.days) if _is_occasion(text, place)]
        if len(told) >= OCCASIONS:
            yield Sighting("calendar", text.lines[told[0]].text[:SEEN_CAP], works=True)


def _is_occasion(text: _Text, place: int) -> bool:
    """Does this dated line tell of something to come to: an occasion, a weekday, a time of day?"""
    line = text.lines[place].text
    if is_of_old(line) or len(line) > OCCASION_CAP or (_STAMPED.search(line) and len(text.words[place]) <= 4):
        return False
    return _CLOCK.search(line) is not None or "occasion" in concepts(line) or _names_weekday(line, text.words[place])


def _heads(line: Line, concept: str) -> bool:
    """Is this line a heading that says so: a real one, a bold one, or a line of a word or two?"""
    if line.level:
        return len(line.text.split()) <= HEADING_WORDS and concept in concepts(line.text)
    return not line.linked and len(line.text) <= 30 and len(line.text.split()) <= 3 and concept in concepts(line.text)


def _end(lines: Sequence[Line], place: int) -> int:
    """Where what stands under a heading ends: at the next one of its rank, for bold type at the next real one."""
    level = lines[place].level
    last = min(len(lines), place + 1 + (LOOK if level else LOOK_PLAIN))
    end = place + 1
    while end < last and not 0 < lines[end].level <= min(level or PSEUDO, PSEUDO - 1):
        end += 1
    return end


HEADING_CAP = 90
"""Characters of the longest heading that is read."""

HEADING_WORDS = 7
"""Words of the longest heading of a section: what is longer is the headline of one item."""

LOOK = 60
"""Lines looked at below a heading."""

LOOK_PLAIN = 6
"""Lines looked at below a line that is a heading by its words only: it may be a button or a menu."""

OCCASION_CAP = 200
"""Characters of the longest line that tells of an occasion: what is longer is a story."""

OCCASIONS = 3
"""Dated occasions that make a page of events without saying so: one or two are told in any text."""

ITEM = 40
"""Characters of the shortest text that can be an item of news."""

_BREAK = re.compile(r"[\W_]+|(?<=[a-zà-ÿ])(?=[A-Z0-9])")
_TITLE_BREAK = re.compile(r"\s+[-–—|·:»«/]\s+|\s*[|»«·]\s*|:\s+")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_POSTS = etree.XPath(
    "//div[contains(concat(' ', @class, ' '), ' hentry ') or contains(concat(' ', @class, ' '), ' post ')]"
)
_FIGURE = re.compile(r"\d")
_STAMPED = re.compile(
    r"(?:19|20)\d\d\D{1,6}\d{1,2}:\d\d|\d{1,2}:\d\d\D{1,12}(?:19|20)\d\d"
)  # a forum's "12 May 2024 10:15"
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_AT_SPELT = re.compile(
    r"[\[({<]\s?(?:at|ät|@|arroba|chiocciola|snabel-?a|zavin[áa][čc]|małpa|αt)\s?[\])}>]", re.IGNORECASE
)
_EMAIL_SPELT = re.compile(rf"\b[\w.-]+\s?{_AT_SPELT.pattern}\s?[\w.-]+", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\(?\d[\d\s()./\u2010-\u2013-]{5,20}\d")
_POSTAL = re.compile(r"\d[A-Z]{2}\b|\d{5}|\d[A-Z]\d|\d ?[A-Z]{2}\b|-\d{3} ")
_POSTCODE = re.compile(
    r"(?<![#\w])[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b"  # United Kingdom; with a "#" before it is a colour
    r"|\b[A-Z]{2},?\s+\d{5}(?:-\d{4})?\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"  # United States, Canada
    r"|\b\d{4} ?[A-Z]{2}\b(?= +[A-Z])"  # Netherlands
    r"|(?<!\d)(?:[A-Z]{1,2}-)?\d{2}-\d{3} [A-ZŁŚŻŹ]\w+"  # Poland
    r"|\b\d{4}-\d{3} [A-ZÁÉÍÓÚ]\w+"  # Portugal
)
_POSTCODE_EAST = re.compile(
    r"〒\s?\d{3}|[都道府県市区町村].{1,20}\d+(?:丁目|番|-\d)|[市縣區区].{1,15}[路街巷].{0,10}\d+號?"
)
_CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-4])\s?[:.]\s?[0-5]\d\b|\b\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.|uhr|noon|o'clock|h\b|h[0-5]\d\b|godz|hod|tim)|\b(?:kl|klo|godz|ώρα|um)\.?\s?\d{1,2}"
    r"|\d{1,2}[時时点點]",
    re.IGNORECASE,
)
_SHORT_DAYS = re.compile(
    r"\b(?:Mo|Di|Mi|Do|Fr|Sa|So|Ma|Wo|Vr|Za|Zo|Ti|Ke|To|Pe|La|Su|Po|Út|St|Čt|Pá|Пн|Вт|Ср|Чт|Пт|Сб|Вс)\.?\s?[-–:/+]|[月火水木金土日]曜|[（(][月火水木金土日][）)]|(?:星期|週|周)[一二三四五六日]"
)


@cache
def _days() -> frozenset[str]:
    names = words_in(table("feature_words.toml")["days"]["names"])
    return frozenset(name for name in names if len(name) > 2) - {
        "mer",
        "sat",
        "mon",
        "sun",
        "dim",
        "ven",
        "lun",
        "jeu",
        "sam",
        "pon",
        "segunda",
        "terça",
        "quarta",
        "quinta",
        "sexta",
    } | {"mon", "sat", "sun"}


@cache
def _phone_word() -> re.Pattern[str]:
    words = sorted(map(re.escape, words_in(table("feature_words.toml")["phone"]["names"])), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


@cache
def _phone() -> re.Pattern[str]:
    words = sorted(map(re.escape, words_in(table("feature_words.toml")["phone"]["names"])), key=len, reverse=True)
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(words)})(?!\w)[^\d+]{{0,14}}{_NUMBER.pattern}"
        r"|(?<![\d.])\+\s?\d{1,3}[\s()/.-]{0,2}\d[\d\s()/.-]{6,16}\d|(?<!\d)00[1-9]\d[\d\s()/.-]{7,14}\d(?!\d)"
        r"|(?<![\d./-])\(?0\d{2,5}\)?[ /-]\s?\d{3,4}[ -]?\d{2,4}(?:[ -]?\d{2})?(?![\d./-])"
        r"|(?<![\d./-])(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-.]\d{4}(?!\d)"
        r"|(?<!\d)0\d{9,10}(?!\d)|(?<![\d./-])0\d(?:[ .]\d\d){4}(?!\d)|(?<![\d./-])\d{3} \d{3} \d{3}(?!\d)",
        re.IGNORECASE,
    )


@cache
def _streets() -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words of streets, and the ends of such words."""
    streets = table("feature_words.toml")["streets"]
    whole = frozenset(words_in(streets["last"])) | frozenset(words_in(streets["first"]))
    return whole, tuple(words_in(streets["ends"]))


@cache
def _address() -> re.Pattern[str]:
    streets = table("feature_words.toml")["streets"]
    last, first, ends = (
        "|".join(map(re.escape, sorted(words_in(streets[name]), key=len, reverse=True)))
        for name in ("last", "first", "ends")
    )
    first = re.sub(r"(?<![^|])av(?![^|])", r"av(?=\\.)|(?-i:Av|AV)", first)  # small and bare it is Nordic for "of"
    capital = "(?-i:[A-ZÀ-ÞŁŚŻŹČŠŽĐΑ-ΩА-Я])"
    return re.compile(
        rf"\b{capital}[^\W\d_]*-?(?:{ends})\.?\s+\d{{1,4}}\s?[a-zA-Z]?\b"
        rf"|\b\d{{1,5}}[a-zA-Z]?,?\s+(?:{capital}[\w.'-]*\s+){{1,4}}(?={capital})(?:{last})\b"
        rf"|\b(?!(?:19|20)\d\d\b)\d{{1,4}}(?:\s?(?:bis|ter))?,?\s+(?:{first})\b\.?\s+\w"  # no year: "2004 av"
        rf"|\b(?:{first})\b\.?\s+(?:(?:de|da|do|la|las|los|del|di|dei|della|św)\.?\s+)*{capital}[\w.'-]*,?\s+(?:[\w.'-]+,?\s+){{0,3}}(?:n[ºo°.]*\s?)?\d{{1,4}}\b",
        re.IGNORECASE,
    )
