"""What a page says in its own words of ways to get in touch, meeting times, news and events."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml import etree

from audits.derived.day_months import dated, is_of_old, is_stamp
from audits.derived.joined_lines import RUNS, JoinedLines, LineWords, with_figures, words_of
from audits.derived.lines import PSEUDO, Line, text_lines
from audits.derived.sighting import SEEN_CAP, Sighting
from audits.derived.visible_text import different_runs
from audits.derived.vocabulary import concepts, words_in
from audits.page import Page
from audits.standards import table


def notices(page: Page, known: Container[str] = ()) -> Iterator[Sighting]:
    """Features told in text: e-mail, phone, address, times, news with items, dated events, questions and answers.

    Of the first four only those that are not `known`: what a text says of them cannot be checked, and adds nothing.
    """
    text = _Text.of(page)
    yield from _contacts(text, known)
    yield from _news(text)
    yield from _events(text, page)
    if "faq" in text.subject:
        yield Sighting("faq", "page of questions and answers", works=True)
    for line in text.lines:
        if line.level and len(line.text) <= HEADING_CAP and "faq" in concepts(line.text):
            yield Sighting("faq", line.text[:SEEN_CAP], works=True)
            return


@dataclass(frozen=True)
class _Text:
    """The lines of a page, those with figures, which name a day or month, what the page and its headings are about.

    `stamps` are lines that say when something was written. `places` are the lines with figures; `figured` and `words` hold these only, by their number among them. `runs` is what stands between spaces
    anywhere on the page, each once.
    """

    lines: Sequence[Line]
    places: Sequence[int]
    figured: JoinedLines
    words: LineWords
    days: frozenset[int]
    months: frozenset[int]
    stamps: frozenset[int]
    subject: frozenset[str]
    headings: Sequence[tuple[int, frozenset[str]]]
    runs: frozenset[str]

    @cached_property
    def joined(self) -> JoinedLines:
        """All lines, to be asked at once."""
        return JoinedLines([line.text for line in self.lines])

    @classmethod
    def of(cls, page: Page) -> _Text:
        lines = text_lines(page)
        places = with_figures([line.text for line in lines])
        texts = [lines[place].text for place in places]
        figured, words = JoinedLines(texts), LineWords(texts)
        told = dated(figured, words)
        stamps = {number for number in told.months if is_stamp(texts[number])}
        months = frozenset(places[number] for number in told.months - stamps)
        days = frozenset(places[number] for number in told.days - stamps)
        stamped = frozenset(places[number] for number in stamps)
        subject, headings = _subject(page, lines), _headings(lines)
        return cls(lines, places, figured, words, days, months, stamped, subject, headings, different_runs(page))

    def before(self, number: int) -> str:
        """The line before this line with figures."""
        place = self.places[number]
        return self.lines[place - 1].text if place else ""

    def told(self, number: int) -> str:
        return self.lines[self.places[number]].text


def _is_blog(page: Page) -> bool:
    """Are there several posts, each with its date?"""
    if len(page.elements("article")) > 1:
        return True
    named = [f" {name} " for name in _DIV_CLASSES(page.root) if "post" in name or "hentry" in name]
    return sum(" hentry " in name or " post " in name for name in named) > 1


def _contacts(text: _Text, known: Container[str]) -> Iterator[Sighting]:
    """The first of each way to get in touch, in the order of the page."""
    found = []
    for rank, (feature, find) in enumerate(_CONTACTS.items()):
        if feature not in known and (first := find(text)) is not None:
            found.append((first[0], rank, feature, first[1]))
    for _, _, feature, seen in sorted(found):
        yield Sighting(feature, seen[:SEEN_CAP])


def _first_email(text: _Text) -> tuple[int, str] | None:
    """The place of the line and what it says; so with the others below."""
    joined = text.joined
    likely = {*joined.holding("@"), *joined.holding(" dot "), *joined.holding(" DOT ")}
    for opening in "[({<":
        likely |= {
            joined.place_of(at)
            for at in joined.positions(opening)
            if _AT_SPELT.match(joined.text, at) or joined.text.startswith(_LETTERS, at)
        }
    for place in sorted(likely):
        if match := _email(text.lines[place].text):
            return place, match.group()
    return None


def _first_phone(text: _Text) -> tuple[int, str] | None:
    for number in text.figured.like((b"0000000",), RUNS):
        line, before = text.told(number), text.before(number)
        if not _DIGITS.search(line):
            continue
        match = next(
            (found for found in _phone().finditer(line) if not _REGISTERED.search(line, 0, found.start())), None
        )
        if match is None and len(before) < 30 and _phone_word().search(before):
            match = _NUMBER.search(line)
        if match is not None:
            return text.places[number], match.group()
    return None


def _first_address(text: _Text) -> tuple[int, str] | None:
    lines, words = text.figured, text.words
    likely = {number for number in lines.like(_POSTAL_SHAPES) if _POSTAL.search(text.told(number))}
    if _eastern(lines.text):
        likely |= {number for number, _ in lines.matching(_CJK)}
    likely |= {*lines.holding("C/")}  # the Spanish calle, of which no word is made
    streets, ends = _streets()
    last = {end[-3:] for end in ends}
    likely |= words.having(
        word for word in words.known if word in streets or (word[-3:] in last and word.endswith(ends))
    )
    for number in sorted(likely):
        if match := _place(text.told(number), words.of(number)) or _town(text.told(number), text.before(number)):
            return text.places[number], match.group()
    return _first_county(text)


def _first_county(text: _Text) -> tuple[int, str] | None:
    """A street, a place and an Irish county, where hardly any house has a number."""
    if "Co." not in text.runs:
        return None
    for place in text.joined.holding(" Co. "):
        if match := _county().search(text.lines[place].text):
            return place, match.group()
    return None


def _first_times(text: _Text) -> tuple[int, str] | None:
    named = text.words.having(_days() & text.words.known)
    opens = text.words.having(_opening() & text.words.known)
    for number, _ in text.words.joined.matching(_NEAR_CLOCK):
        line, place = text.told(number), text.places[number]
        if place in text.days or place in text.stamps:
            continue
        told = number in named or _says_short_day(line) or _names_weekday(text.before(number)[-60:])
        if (told and _CLOCK.search(line)) or (number in opens and _opens(line)):
            return place, line
    for number in sorted(named):
        line, place = text.told(number), text.places[number]
        if place not in text.days and len(line) <= OCCASION_CAP and _OTHER_CLOCK.search(line):
            return place, line
    return _first_told_time(text, named)


def _first_told_time(text: _Text, named: Iterable[int]) -> tuple[int, str] | None:
    """A weekday and the time in one sentence of a paragraph, in figures or in words.

    Of a paragraph that names a day of the calendar, which may tell of what was, it takes two times.
    """
    likely = {text.places[number] for number in named}
    if not _spoken_runs().isdisjoint(text.runs):
        likely.update(*(text.joined.holding(mark) for mark in _SPOKEN_MARKS))
    for place in sorted(likely):
        for sentence in _SENTENCE.split(text.lines[place].text):
            if len(sentence) > OCCASION_CAP or not _weekdays_in(sentence):
                continue
            if place in text.days or place in text.stamps:
                told = len(_CLOCK.findall(sentence)) >= 2 and not _is_dated(sentence)
            else:
                told = bool(_OTHER_CLOCK.search(sentence) or _SPOKEN_CLOCK.search(sentence))
            if told:
                return place, sentence
    return None


def _weekdays_in(line: str) -> bool:
    return not _days().isdisjoint(words_of(line))


def _is_dated(sentence: str) -> bool:
    return bool(is_stamp(sentence) or dated(JoinedLines([sentence]), LineWords([sentence])).months)


def _opens(line: str) -> bool:
    """Does a line that speaks of opening tell two times of day? Doors open for one evening."""
    return len(line) <= OCCASION_CAP and len(_CLOCK.findall(line)) >= 2 and "doors" not in line.lower()


_CONTACTS = {"email": _first_email, "phone": _first_phone, "address": _first_address, "times": _first_times}


def _email(text: str) -> re.Match[str] | None:
    if "@" in text and (match := _EMAIL.search(text)):
        return match
    return (
        (_EMAIL_SPELT.search(text) if _AT_SPELT.search(text) else None)
        or _EMAIL_LETTER.search(text)
        or _EMAIL_SPOKEN.search(text)
    )


def _place(text: str, words: list[str]) -> re.Match[str] | None:
    """A postcode, or a street with its number."""
    if _POSTAL.search(text) and (match := _POSTCODE.search(text)):
        return match
    if _eastern(text) and _CJK.search(text) and (match := _POSTCODE_EAST.search(text)):
        return match
    return _street(text, words)


def _town(line: str, before: str) -> re.Match[str] | None:
    """A line of postcode and town below one that ends with the number of a house, whatever its street is called."""
    return _TOWN.match(line) if len(line) <= TOWN_CAP and len(before) <= TOWN_CAP and _HOUSE.search(before) else None


def _street(text: str, words: list[str]) -> re.Match[str] | None:
    """A street with its number: the first in the text of the ways to write one that its words allow."""
    whole, ends = _streets()
    ended = any(word.endswith(ends) for word in words)
    if not ended and whole.isdisjoint(words) and "C/" not in text:
        return None
    led = "C/" in text or not whole.isdisjoint(word.rpartition("-")[2] for word in words)
    ways = [way for way, possible in zip(_addresses(), (ended or led, True, True, led, led), strict=True) if possible]
    return min(filter(None, (way.search(text) for way in ways)), key=re.Match.start, default=None)


def _names_weekday(text: str) -> bool:
    return not _days().isdisjoint(words_of(text)) or _says_short_day(text)


def _says_short_day(text: str) -> bool:
    if _DAY_RANGE.search(text):
        return True
    # All short days in letters stand before one of these marks, or before a time that has one.
    if "-" in text or "." in text or ":" in text or "/" in text or "+" in text or "–" in text:
        return _SHORT_DAYS.search(text) is not None or (_eastern(text) and _SHORT_DAYS_EAST.search(text) is not None)
    return _eastern(text) and _SHORT_DAYS_EAST.search(text) is not None


def _eastern(text: str) -> bool:
    """May it hold `_CJK` letters? Told from the bytes with which they begin, which is sooner than looked for."""
    return not text.isascii() and any(map(text.encode("utf-8", "replace").__contains__, _EASTERN))


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
    for place, told in text.headings:
        if "news" in told and _has_items(text, place + 1, _end(text.lines, place)):
            yield Sighting("feed", text.lines[place].text[:SEEN_CAP], works=True)
            return


def _has_items(text: _Text, start: int, end: int) -> bool:
    """News has items where there is a dated text, several dates, several headed texts, or linked issues of years."""
    end = min(end, start + LOOK)
    dated = sum(start <= place < end for place in text.months)
    told = sum(len(line.text) >= ITEM and not line.linked for line in text.lines[start:end])
    headed = sum(line.level > 0 for line in text.lines[start:end])
    issues = sum(line.linked and _YEAR.search(line.text) is not None for line in text.lines[start:end])
    return (
        dated >= 2
        or issues >= 2
        or (dated >= 1 and told >= 1)
        or (headed >= 2 and told >= 2)
        or (headed >= 3 and end - start > headed)
    )


def _events(text: _Text, page: Page) -> Iterator[Sighting]:
    """Events are dates below a heading that says so, or several dates with an occasion, a weekday or a time."""
    if not text.days:
        return
    if "events" in text.subject:
        yield Sighting("calendar", text.lines[min(text.days)].text[:SEEN_CAP], works=True)
        return
    for place, told in text.headings:
        if "events" in told:
            end = _end(text.lines, place)
            if below := [day for day in text.days if place <= day < end]:
                seen = f"{text.lines[place].text}: {text.lines[min(below)].text}"
                yield Sighting("calendar", seen[:SEEN_CAP], works=True)
                return
    for place in sorted(text.days):
        line = text.lines[place].text
        if len(line) <= OCCASION_CAP and _NEXT.match(line) and "occasion" in concepts(line):
            yield Sighting("calendar", line[:SEEN_CAP], works=True)
            return
    if "news" not in text.subject and len(text.days) >= OCCASIONS and not _is_blog(page):
        occasions = [*islice((place for place in sorted(text.days) if _is_occasion(text, place)), OCCASIONS)]
        if len(occasions) == OCCASIONS:
            yield Sighting("calendar", text.lines[occasions[0]].text[:SEEN_CAP], works=True)


def _is_occasion(text: _Text, place: int) -> bool:
    """Does this dated line tell of something to come to: an occasion, a weekday, a time of day?"""
    line = text.lines[place].text
    if len(line) > OCCASION_CAP or is_of_old(line) or (_STAMPED.search(line) and len(words_of(line)) <= 4):
        return False
    return _CLOCK.search(line) is not None or "occasion" in concepts(line) or _names_weekday(line)


def _headings(lines: Sequence[Line]) -> list[tuple[int, frozenset[str]]]:
    """The lines that are headings and of what they speak: real and bold ones, and lines of a word or two."""
    found = []
    for place, (text, level, linked) in enumerate(lines):
        heads = text.count(" ") < HEADING_WORDS if level else not linked and len(text) <= 30 and text.count(" ") < 3
        if heads and (told := concepts(text)):
            found.append((place, told))
    return found


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

TOWN_CAP = 60
"""Characters of the longest line of an address: what is longer is a sentence."""

OCCASION_CAP = 200
"""Characters of the longest line that tells of an occasion: what is longer is a story."""

OCCASIONS = 3
"""Dated occasions that make a page of events without saying so: one or two are told in any text."""

ITEM = 40
"""Characters of the shortest text that can be an item of news."""

_BREAK = re.compile(r"[\W_]+|(?<=[a-zà-ÿ])(?=[A-Z0-9])")
_TITLE_BREAK = re.compile(r"\s+[-–—|·:»«/]\s+|\s*[|»«·]\s*|:\s+")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_DIV_CLASSES = etree.XPath("//div/@class", smart_strings=False)
_STAMPED = re.compile(
    r"(?:19|20)\d\d\D{1,6}\d{1,2}:\d\d|\d{1,2}:\d\d\D{1,12}(?:19|20)\d\d"
)  # a forum's "12 May 2024 10:15"
_NEXT = re.compile(
    r"(?:our |the |unser\w* |notre |la |le |el |il |onze |vår\w* |vores |nasz\w* |naš\w* )?(?:next|nächste\w*|prochaine?|próxim[oa]|prossim[oa]|volgende|eerstvolgende|nästa|næste|neste|seuraava|najbliższ\w+|příští|sljedeć\w+|следующ\w+|επόμεν\w+)\s",
    re.IGNORECASE,
)  # "Next concert: 26 November"
_EASTERN = tuple(bytes((byte,)) for byte in range(0xE3, 0xEA))
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_AT_SPELT = re.compile(
    r"[\[({<]\s?(?:at|ät|@|arroba|arobase|chiocciola|apenstaart(?:je)?|kukac|afna|snabel-?a|zavin[áa][čc]|małpa|αt)\s?[\])}>]",
    re.IGNORECASE,
)
_EMAIL_SPELT = re.compile(rf"\b[\w.-]+\s?{_AT_SPELT.pattern}\s?[\w.-]+", re.IGNORECASE)
_EMAIL_LETTER = re.compile(
    r"\b[\w.-]+\s?[\[(]\s?a\s?[\])]\s?(?:[a-z0-9-]+\.)+[a-z]{2,}\b"
)  # as Finns write it; elsewhere "(a)" begins a list
_LETTERS = ("(a)", "( a )", "[a]")
_REGISTERED = re.compile(
    r"\b(?:p\.?\s?iva|partita iva|c\.?\s?f\.?|cod\.?(?:ice)? fisc(?:\.|ale)|vat|siret|siren|nip|regon|krs|iban|bic|abn|acn|ein|oib|ičo?|cvr|kvk|cui|cif|ust-?id\w*|steuer\w*|orgnr|isbn|konto)[\s:.\w°]{0,12}$",
    re.IGNORECASE,
)  # before the number of a register, which is no telephone's
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_EMAIL_SPOKEN = re.compile(
    r"\b[\w.-]+ at [\w-]+(?: dot [a-z]{2,3})? dot (?:com|org|net|info|eu|uk|ie|de|at|ch|fr|nl|be|es|it|pl|cz|se|no|dk|fi|pt|gr|us|ca|au|wales|scot|cymru)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\+?\(?\d[\d\s()./\u2010-\u2013-]{5,20}\d")
_ENDED = r"(?![\d/-]|\.\d)"  # a full stop after a number ends the sentence
_DIGITS = re.compile(
    r"\d[\d\s()./\u2010-\u2013-]{5,20}\d"
)  # what every `_NUMBER` holds; begins with a digit, and so is quick
_POSTAL = re.compile(
    r"[\d-](?:(?<=\d)(?: ?[A-Z]{2}\b|\d{4}|[A-Z]\d)|(?<=-)\d{3} |W? ?[A-Z0-9]{4}\b|(?<=\d)\d\d \d\d [^\W\d_])"
)
_POSTAL_SHAPES = (
    b"0AA",
    b"0 AA",
    b"00000",
    b"0A0",
    b"-000 ",
    b"A00 A",
    b"A00A",
    b"A00 0",
    b"A0A A",
    b"A0A 0",
    b"000 00 ",
)
_POSTCODE = re.compile(
    r"(?<![#\w])[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b"  # United Kingdom; with a "#" before it is a colour
    r"|\b[A-Z]{2},?\s+\d{5}(?:-\d{4})?\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"  # United States, Canada
    r"|\b(?:[AC-FHKNPRTV-Y]\d\d|D6W) ?(?=[A-Z]*\d)(?=\d*[A-Z])[0-9AC-FHKNPRTV-Y]{4}\b"  # Ireland
    r"|\b\d{4} ?[A-Z]{2}\b(?= +[A-Z])"  # Netherlands
    r"|(?<!\d)(?:[A-Z]{1,2}-)?\d{2}-\d{3} [A-ZŁŚŻŹ]\w+"  # Poland
    r"|\b\d{4}-\d{3} [A-ZÁÉÍÓÚ]\w+"  # Portugal
    r"|\b\d{1,4}\s?[a-zA-Z]?(?:[/-]\d{1,4}\w?)?,\s*(?:[A-Z]{1,2}-)?\d{3} ?\d\d [A-ZÀ-ÞČŘŠŽŁŚŻ]\w+"  # after a house's number
)
_TOWN = re.compile(
    r"(?:[A-Z]{1,2}-)?(?:\d{3} \d\d|\d{5}|\d\d-\d{3}|(?!19|20)\d{4}) (?!Besuch|Visit|Hits|Aufruf|Klick|Mitglied|Member|People|Person|Views|Euro?\b|EUR\b|Kč|Kronor|Kroner|Punkt|Points)[A-ZÀ-ÞČŘŠŽŁŚŻ][^\W\d_]+[^\d]*$"
)
_HOUSE = re.compile(r"[^\W\d_]{2,}\.?\s\d{1,4}(?:/\d{1,4})?\s?[a-zA-Z]?,?$")
_POSTCODE_EAST = re.compile(
    r"〒\s?\d{3}|[都道府県市区町村].{1,20}\d+(?:丁目|番|-\d)|[市縣區区].{1,15}[路街巷].{0,10}\d+號?"
)
_CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-4])\s?[:.]\s?[0-5]\d\b|\b\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.|uhr|noon|o'clock|h\b|h[0-5]\d\b|godz|hod|tim)|\b(?:kl|klo|godz|ώρα|um)\.?\s?\d{1,2}"
    r"|\d{1,2}[時时点點]",
    re.IGNORECASE,
)
_OTHER_CLOCK = re.compile(
    # What may be two years is not taken for times.
    r"\b(?:[01]\d|2[0-3])(?:00|15|30|45)\s?(?:(?:hrs|hours)\b|(?:-|–|to|until|till)\s?(?:0\d|1[0-8]|2[1-3])(?:00|15|30|45)\b)"  # as cadets write: 1900 to 2130
    r"|\b\d{1,2}\s(?:till|until|'til)\s\d{1,2}\b|\b\d{1,2}\s?(?:horas?|heures|uur|u[0-5]?\d?|val|sati|ór[aá]\w*|часов|год|uri)\b|\b(?:ore|ora|klokken|klokka|klockan|kell|plkst)\.?\s\d{1,2}",
    re.IGNORECASE,
)  # only beside a weekday
_SPOKEN_CLOCK = re.compile(
    r"\b(?:half past|quarter past|quarter to) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon) o'clock\b"
    r"|\b(?:om|vanaf|tot) (?:half )?(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)(?: uur)\b"
    r"|\b(?:um|ab|bis) (?:halb |viertel (?:vor|nach) )?(?:eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b"
    r"|\bστις (?:δύο|τρεις|τέσσερις|πέντε|έξι|επτά|εφτά|οκτώ|οχτώ|εννέα|εννιά|δέκα|έντεκα|δώδεκα)\b"
    r"|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf|vingt) heures\b"
    r"|\ba las (?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)\b",
    re.IGNORECASE,
)  # only beside a weekday
_SPOKEN_MARKS = (
    "half past",
    "quarter ",
    "o'clock",
    " uur",
    "vanaf ",
    " om ",
    " um ",
    " ab ",
    "στις ",
    " heures",
    "a las ",
)
"""What stands in every such time, in small letters."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-zà-ÿ])")
_NEAR_CLOCK = re.compile(
    r"\d(?:(?=\d?\s?[:.])(?<!\w\d)(?:|(?<=[01])\d|(?<=2)[0-4])\s?[:.]\s?[0-5]\d\b"
    r"|(?=\d?\s?[apunohgt])(?<!\w\d)\d?\s?(?:[ap]\.?m|uhr|noon|o'clock|h\b|h[0-5]\d\b|godz|hod|tim)"
    r"|[時时点點]|(?<=[lozmα]\d)|(?<=[lozmα][.\s]\d)|(?<=[lozmα]\.\s\d))"
)  # the figures of every `_CLOCK`, in lower case; begins with a digit, and so is quick
_SHORT_DAYS = re.compile(
    r"[DFKLMPSTVWZÚČВПСЧ]\w(?<=\b(?:Mo|Di|Mi|Do|Fr|Sa|So|Ma|Wo|Vr|Za|Zo|Ti|Ke|To|Pe|La|Su|Po|Út|St|Čt|Pá|Пн|Вт|Ср|Чт|Пт|Сб|Вс))\.?(?:\s?[-–:/+]|,?\s(?:[01]?\d|2[0-3])[:.][0-5]\d)"
)
_THREE_LETTERS = "mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|pon|wt|śr|czw|pt|sob|lun|mar|mer|mié|jue|jeu|gio|vie|ven|sáb|sab|dom|sam|dim|man|mån|tir|tis|ons|tor|fre|lør|lör|søn|sön"
_DAY_RANGE = re.compile(rf"\b(?:{_THREE_LETTERS})\.?\s?[-–/&+]\s?(?:{_THREE_LETTERS})\b", re.IGNORECASE)
_SHORT_DAYS_EAST = re.compile(r"[月火水木金土日]曜|[（(][月火水木金土日][）)]|(?:星期|週|周)[一二三四五六日]")


_PARTS_OF_DAY = (
    "abend",
    "nachmittag",
    "vormittag",
    "morgen",
    "avond",
    "middag",
    "ochtend",
    "kväll",
    "skväll",
    "skvällar",
    "kveld",
    "aften",
)


@cache
def _spoken_runs() -> frozenset[str]:
    """The last word of each mark, as it may stand between two spaces."""
    words = {mark.split()[-1] for mark in _SPOKEN_MARKS}
    return frozenset(f"{word}{end}" for word in words for end in ("", *".,;:!?)"))


@cache
def _days() -> frozenset[str]:
    names = words_in(table("feature_words.toml")["days"]["names"])
    joined = frozenset(
        f"{day}{part}" for day in names if day.endswith(("tag", "dag", "woch")) for part in _PARTS_OF_DAY
    )
    return (
        joined
        | frozenset(name for name in names if len(name) > 2)
        - {
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
        }
        | {"mon", "sat", "sun"}
    )


@cache
def _opening() -> frozenset[str]:
    return frozenset(words_in(table("feature_words.toml")["opening"]["names"]))


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
        rf"|(?<![\d./-])\(?0\d{{2,5}}\)?[ /-]\s?\d{{3,4}}[ -]?\d{{2,4}}(?:[ -]?\d{{2}})?{_ENDED}"
        # of Ireland, Italy, Belgium and the Netherlands with short codes, and written in pairs
        rf"|(?<![\d./-])\(?0[1-9]\)?[ /-]{{1,3}}(?:\d{{3}}[ -]?\d{{4}}|\d{{3}}[ .]\d{{2,3}}[ .]\d\d|\d{{8}}){_ENDED}"
        rf"|(?<![\d./-])\(?0\d{{2,4}}\)?[ /-]{{1,3}}\d\d(?:[ .]\d\d){{2,3}}{_ENDED}"
        r"|(?<![\d./-])(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-.]\d{4}(?!\d)"
        r"|(?<!\d)0\d{9,10}(?!\d)|(?<![\d./-])0\d(?:[ .]\d\d){4}(?!\d)|(?<![\d./-])\d{3}([ -])\d{3}\1\d{3}(?![\d-])"
        # of Spain and Poland
        r"|(?<![\d./-])(?:[6-9]\d\d \d\d|\d\d \d{3}) \d\d \d\d(?![\d/-]|\.\d)",
        re.IGNORECASE,
    )


@cache
def _streets() -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words of streets, and the ends of such words."""
    streets = table("feature_words.toml")["streets"]
    whole = frozenset(words_in(streets["last"])) | frozenset(words_in(streets["first"]))
    return whole, tuple(words_in(streets["ends"]))


@cache
def _county() -> re.Pattern[str]:
    last = "|".join(word.capitalize() for word in sorted(words_in(table("feature_words.toml")["streets"]["last"])))
    return re.compile(rf"\b[A-Z][\w'-]*\s+(?:{last})\b,?\s+(?:[A-Z][\w'-]*,?\s+){{1,4}}Co\.\s+[A-Z]\w+")


@cache
def _addresses() -> tuple[re.Pattern[str], ...]:
    """The ways of writing an address; of two that begin at one place the earlier is meant."""
    streets = table("feature_words.toml")["streets"]
    last, first, ends = (
        "|".join(map(re.escape, sorted(words_in(streets[name]), key=len, reverse=True)))
        for name in ("last", "first", "ends")
    )
    first = re.sub(r"(?<![^|])av(?![^|])", r"av(?=\\.)|(?-i:Av|AV)", first)  # small and bare it is Nordic for "of"
    capital = "(?-i:[A-ZÀ-ÞŁŚŻŹČŠŽĐΑ-ΩА-Я])"
    ways = (
        rf"\b{capital}[^\W\d_]*(?:-?(?:{ends})|\s(?:utca|tér|körút|sétány|iela|tänav|ulica|cesta))\.?\s+\d{{1,4}}\s?[a-zA-Z]?\b",
        rf"\d(?<!\w\d)\d{{0,4}}[a-zA-Z]?,?\s+(?:{capital}[\w.'-]*\s+){{1,4}}(?={capital})(?:{last})\b",
        # no year: "2004 av"
        rf"\d(?<!\w\d)(?!(?:(?<=1)9|(?<=2)0)\d\d\b)\d{{0,3}}(?:\s?(?:bis|ter))?,?\s+(?:{first})(?!\w)\.?\s+[^\W\d]",
        rf"\b(?:{first})(?!\w)\.?\s+(?:(?:de|da|do|la|las|los|del|di|dei|della|św)\.?\s+)*{capital}[\w.'-]*,?\s+(?:[\w.'-]+,?\s+){{0,3}}(?:n[ºo°.]*\s?)?\d{{1,4}}\b",
        # France and Spain: no number, and a postcode behind the street
        rf"\b(?:{first})(?!\w)\.?\s+[^,\d]{{3,50}}(?:,?\s+s/n)?,?\s+\d{{5}}\s+{capital}",
    )
    return tuple(re.compile(way, re.IGNORECASE) for way in ways)
