"""What a page says in its own words of ways to get in touch, meeting times, news and events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import unquote, urlsplit

from audits.derived.day_months import is_stamp, names_day, names_month
from audits.derived.lines import PSEUDO, Line, text_lines
from audits.derived.sighting import SEEN_CAP, Sighting
from audits.derived.vocabulary import concepts, words_in
from audits.page import Page
from audits.standards import table


def notices(page: Page) -> Iterator[Sighting]:
    """Features told in text: e-mail, phone, address, times, news with items, dated events, questions and answers."""
    lines = text_lines(page)
    yield from _contacts(lines)
    subject = _subject(page, lines)
    yield from _news(lines, subject)
    yield from _events(lines, subject)
    if "faq" in subject:
        yield Sighting("faq", "page of questions and answers", works=True)
    for line in lines:
        if line.level and len(line.text) <= HEADING_CAP and "faq" in concepts(line.text):
            yield Sighting("faq", line.text[:SEEN_CAP], works=True)
            return


def _contacts(lines: Sequence[Line]) -> Iterator[Sighting]:
    before = ""
    for line in lines:
        text = line.text
        if _MAYBE_EMAIL.search(text) and (match := _EMAIL.search(text)):
            yield Sighting("email", match.group()[:SEEN_CAP], works=None)
        if any(character.isdigit() for character in text):
            yield from _numbered(text, before)
        before = text


def _numbered(text: str, before: str) -> Iterator[Sighting]:
    match = _phone().search(text)
    if match is None and len(before) < 30 and _phone_word().search(before):
        match = _NUMBER.search(text)
    if match is not None:
        yield Sighting("phone", match.group()[:SEEN_CAP])
    if match := _POSTCODE.search(text) or _address().search(text):
        yield Sighting("address", match.group()[:SEEN_CAP])
    if _CLOCK.search(text) and not names_day(text):
        words = set(_WORD.findall(text.casefold())) | set(_WORD.findall(before[-60:].casefold()))
        if words & _days() or _SHORT_DAYS.search(text):
            yield Sighting("times", text[:SEEN_CAP])


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


def _news(lines: Sequence[Line], subject: frozenset[str]) -> Iterator[Sighting]:
    if "news" in subject and _has_items(lines):
        yield Sighting("feed", "page of news", works=True)
        return
    for place, line in enumerate(lines):
        if _heads(line, "news") and _has_items(_below(lines, place)):
            yield Sighting("feed", line.text[:SEEN_CAP], works=True)
            return


def _has_items(lines: Sequence[Line]) -> bool:
    """News has items where there is a dated text, several dates, or several headed texts."""
    dated = sum(names_month(line.text) and not is_stamp(line.text) for line in lines[:LOOK])
    told = sum(len(line.text) >= ITEM and not line.linked for line in lines[:LOOK])
    headed = sum(line.level > 0 for line in lines[:LOOK])
    return dated >= 2 or (dated >= 1 and told >= 1) or (headed >= 2 and told >= 2)


def _events(lines: Sequence[Line], subject: frozenset[str]) -> Iterator[Sighting]:
    if "events" in subject and (seen := _dated(lines)):
        yield Sighting("calendar", seen, works=True)
        return
    for place, line in enumerate(lines):
        if _heads(line, "events") and (seen := _dated(_below(lines, place))):
            yield Sighting("calendar", f"{line.text}: {seen}"[:SEEN_CAP], works=True)
            return


def _dated(lines: Sequence[Line]) -> str:
    """The first line that names a day, where there is one."""
    return next((line.text[:80] for line in lines if names_day(line.text) and not is_stamp(line.text)), "")


def _heads(line: Line, concept: str) -> bool:
    """Is this line a heading that says so: a real one, a bold one, or a line of a word or two?"""
    if line.level and len(line.text) <= HEADING_CAP:
        return concept in concepts(line.text)
    return not line.linked and len(line.text) <= 30 and len(line.text.split()) <= 3 and concept in concepts(line.text)


def _below(lines: Sequence[Line], place: int) -> Sequence[Line]:
    """What stands under a heading: to the next one of its rank, or for a line of bold type to the next real one."""
    level = lines[place].level or PSEUDO
    end = place + 1
    while end < len(lines) and end - place <= LOOK:
        if 0 < lines[end].level <= min(level, PSEUDO - 1):
            break
        end += 1
    return lines[place + 1 : end]


HEADING_CAP = 90
"""Characters of the longest heading that is read."""

LOOK = 60
"""Lines looked at below a heading."""

ITEM = 40
"""Characters of the shortest text that can be an item of news."""

_BREAK = re.compile(r"[\W_]+|(?<=[a-zà-ÿ])(?=[A-Z0-9])")
_TITLE_BREAK = re.compile(r"\s+[-–—|·:»«/]\s+|\s*[|»«·]\s*|:\s+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_EMAIL = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w.-]+\s?[\[({<]\s?(?:at|ät|@|arroba|chiocciola|snabel-?a|zavin[áa][čc]|małpa|αt)\s?[\])}>]\s?[\w.-]+",
    re.IGNORECASE,
)
_MAYBE_EMAIL = re.compile(r"[@\[({]")
_NUMBER = re.compile(r"\+?\(?\d[\d\s()./\u2010-\u2013-]{5,20}\d")
_POSTCODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b"  # United Kingdom
    r"|\b[A-Z]{2},?\s+\d{5}(?:-\d{4})?\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"  # United States, Canada
    r"|\b\d{4} ?[A-Z]{2}\b(?= +[A-Z])"  # Netherlands
    r"|(?<!\d)(?:[A-Z]{1,2}-)?\d{2}-\d{3} [A-ZŁŚŻŹ]\w+"  # Poland
    r"|\b\d{4}-\d{3} [A-ZÁÉÍÓÚ]\w+"  # Portugal
    r"|〒\s?\d{3}|[都道府県市区町村].{1,20}\d+(?:丁目|番|-\d)|[市縣县區区].{1,15}[路街巷].{0,10}\d+號?"
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
        r"|(?<![\d./-])0\d(?:[ .]\d\d){4}(?!\d)|(?<![\d./-])\d{3} \d{3} \d{3}(?!\d)",
        re.IGNORECASE,
    )


@cache
def _address() -> re.Pattern[str]:
    words = words_in(table("feature_words.toml")["streets"]["names"])
    whole = "|".join(
        sorted((re.escape(word) for word in words if "*" not in word and len(word) > 2), key=len, reverse=True)
    )
    ends = "|".join(
        sorted(
            (re.escape(word.strip("*")) for word in words if word.startswith("*") and len(word) > 3),
            key=len,
            reverse=True,
        )
    )
    return re.compile(
        rf"\b[^\W\d_]*(?:{ends})\.?\s+\d{{1,4}}\s?[a-zA-Z]?\b"
        rf"|\b\d{{1,5}}[a-zA-Z]?,?\s+(?:[^\W\d_][\w.'-]*\s+){{0,3}}(?:{whole})\b"
        rf"|\b(?:{whole})\.?\s+(?:[^\W\d_][\w.'-]*,?\s+){{1,5}}(?:n[ºo°.]*\s?)?\d{{1,4}}\b",
        re.IGNORECASE,
    )
