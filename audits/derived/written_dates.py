"""The dates a reader sees on a page, each with what the words around it say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal
from zlib import crc32

from audits.derived import derived
from audits.derived.date_grammar import Order, Reading, months, read_dates
from audits.derived.joined_lines import with_figures
from audits.derived.language import language
from audits.derived.phrases import Phrases, phrases, runs_of
from audits.derived.text_blocks import Block, text_blocks
from audits.page import Page

Role = Literal["", "updated", "archived", "born", "since", "law", "owner", "calendar", "clock", "prose"]
"""What a date is there for. "prose" is a year within a sentence, "owner" stands in a copyright or maker's line, "clock" is
called today's date (which it is not, where somebody wrote it by hand)."""

READ = 3000
"""Dates read of one page."""

KEPT = 400
"""Dates kept of one page; an archive of thousands says nothing that its newest four hundred do not."""


@dataclass(frozen=True, slots=True)
class Written:
    """A date in visible text: `year`, `month`, `day` are 0 where it has none.

    `order` and `weekday` as in `Reading`. `scope` is the year of the heading, caption or line it stands under, for
    dates that have none themselves (0: none). `event` says that the words around are about events.
    `place` is a fingerprint of its block without digits, to tell what is repeated on every page.
    """

    year: int
    month: int
    day: int
    order: Order
    weekday: int
    season: bool
    role: Role
    scope: int
    event: bool
    place: int
    snippet: str


@derived
def written_dates(page: Page) -> tuple[Written, ...]:
    """In document order; copyright lines are included with the role "owner"."""
    blocks = text_blocks(page)
    figured = frozenset(with_figures([block.text for block in blocks]))
    if not figured:
        return ()
    code = language(page).code
    titles = page.elements("title")
    title = " ".join((titles[0].text or "").split()) if titles else ""
    found: list[Written] = []
    grid = _calendar(blocks)
    reader = _Reader(code, _only_year(title, code), _eventful(f"{title} {page.url}"))
    for number, block in enumerate(blocks):
        if block.level:
            reader.headings.append(block)
        dates = [*islice(reader.dates_of(block), READ)] if number in figured else []
        if len(block.text) <= _MONTH and not figured.isdisjoint((number - 1, number + 1)):
            dates += reader.badge(blocks, number)
        if not dates:
            continue
        found += [replace(written, role="calendar") for written in dates] if number in grid else dates
        if len(found) > READ:
            break
    if len(found) > KEPT:
        newest = sorted(found, key=lambda w: (w.year or w.scope, w.month, w.day), reverse=True)
        found = newest[:KEPT]
    return tuple(found)


class _Reader:
    """Reads block after block and remembers the heading years above.

    `headings` are those that were passed since the last date: they are read where a date follows.
    """

    def __init__(self, code: str, title_year: int, eventful: bool) -> None:
        self.code = code
        self.title_year = title_year
        self.page_eventful = eventful
        self.year, self.level = title_year, 0
        self.season = False
        self.event, self.event_level = eventful, 0
        self.headings: list[Block] = []

    def dates_of(self, block: Block) -> Iterator[Written]:
        place, previous = 0, ""
        for line in _lines(block.text):
            label, previous = previous, line
            readings = read_dates(line, self.code)
            if not readings:
                continue
            self._read_headings()
            place = place or crc32("".join(islice(filter(str.isalpha, block.text.lower()), 400)).encode())
            owner = _is_owned(line) or (block.area == "footer" and not any(r.month for r in readings))
            if not owner and not block.heading and len(readings) == 1 and self._caption(line, readings[0], block):
                self.year, self.level, self.season = readings[0].year, 9, readings[0].season
            event = self.event or _eventful(line)
            born = 0
            for position, reading in enumerate(readings):
                role = "owner" if owner and not (reading.day and reading.year) else _role(label, line, reading, block)
                if born and reading.start - born <= _BETWEEN:
                    role = "born"  # the other end of a range of birthdays
                born = reading.end if role == "born" else 0
                scope = 0 if reading.year else self._scope(readings, position)
                snippet = around(line, reading.start, reading.end)
                yield Written(
                    reading.year, reading.month, reading.day, reading.order, reading.weekday, reading.season,
                    role, scope, event, place, snippet,
                )  # fmt: skip

    def badge(self, blocks: Sequence[Block], number: int) -> Iterator[Written]:
        """A month that has a block of its own, between the blocks of its day and year, as on a leaf of a calendar."""
        block = blocks[number]
        if block.text.lower().rstrip(".") not in months(self.code):
            return
        parts = [block.text]
        if number and _PART.fullmatch(blocks[number - 1].text):
            parts.insert(0, blocks[number - 1].text)
        for following in blocks[number + 1 : number + 3]:
            if not _PART.fullmatch(following.text):
                break
            parts.append(following.text)
        if len(parts) > 1:
            leaf = block._replace(text=" ".join(parts))
            if leaf.level:
                self.headings.append(leaf)
            yield from self.dates_of(leaf)

    def _read_headings(self) -> None:
        for block in self.headings:
            self._heading(block)
        self.headings.clear()

    def _heading(self, block: Block) -> None:
        level = block.level
        year = _only_year(block.text, self.code)
        if year:
            self.year, self.level, self.season = year, level, _SEASON.search(block.text) is not None
        elif (level <= self.level or self.level == 9) and not _DIGIT.search(block.text):
            self.year, self.level, self.season = self.title_year, 0, False
        if _eventful(block.text):
            self.event, self.event_level = True, level
        elif level <= self.event_level:
            self.event, self.event_level = self.page_eventful, 0

    @staticmethod
    def _caption(line: str, reading: Reading, block: Block) -> bool:
        """Is this short line a year with a word or two, under which dates without a year follow?"""
        if not reading.year or (reading.month and reading.day) or block.linked or block.area == "footer":
            return False
        return len(line) <= 40 and not line.rstrip().endswith(".")

    def _scope(self, readings: Sequence[Reading], position: int) -> int:
        """The year a date without one belongs to: of the rest of its range, of its line, of the heading above."""
        month = readings[position].month
        for later in readings[position + 1 :]:
            if later.year and later.month:
                return later.year - (month > later.month)
            if later.year:
                return later.year
        for earlier in reversed(readings[:position]):
            if earlier.year:
                return earlier.year + (month < earlier.month)
        # "2013/14" is remembered as 2014: its autumn is of the year before.
        return self.year - 1 if self.season and month >= 8 else self.year


def _lines(text: str) -> Iterator[str]:
    """The lines of a block, long ones in pieces: the work on one grows with the square of its dates."""
    for line in text.split("\n"):
        rest = line
        while len(rest) > _PIECE:
            cut = rest.rfind(" ", _PIECE // 2, _PIECE)
            cut = cut if cut > 0 else _PIECE
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


_TURN = frozenset("«‹<←◄◀")
_LEAF = re.compile(r"[«‹<←◄◀]+\s*[^\W\d]{3,12}\.?,? (?:19|20)\d\d\s*[»›>→►▶]+")
"""The caption of a calendar of which one turns the leaves: "« June 2026 »"."""
_PIECE = 2000  # characters
_BETWEEN = 12  # characters of what stands between the two dates of a range
_MONTH = 12  # characters of the longest name of a month


_DIGIT = re.compile(r"\d")
_BEFORE_YEAR = re.compile(r"(?:19|20)\d\d.*", re.DOTALL)
_NAME = re.compile(r"(?<=\s)[\w, ]{0,16}$")
_PART = re.compile(r"\d{1,2}(?:st|nd|rd|th|\.|º)?|(?:19|20)\d\d")
_SEASON = re.compile(r"(?:19|20)\d\d\s?[/–-]\s?\d\d")


def _only_year(text: str, code: str) -> int:
    """The year of a heading that names one, 0 where it names none or several."""
    if not _DIGIT.search(text):
        return 0
    years = {reading.year for reading in read_dates(text, code) if reading.year}
    return (
        years.pop()
        if len(years) == 1 and not _is_owned(text) and not _words("opening").at_end(_BEFORE_YEAR.sub("", text.lower()))
        else 0
    )


def _role(label: str, line: str, reading: Reading, block: Block) -> Role:
    """What the words before and after say; `label` is the line above, in case the date has a line of its own."""
    before = line[max(0, reading.start - 48) : reading.start].lower() or label[-48:].lower()
    around = line[max(0, reading.start - 80) : reading.end + 80].lower()
    if _words("archived").within(around):
        return "archived"
    runs = runs_of(before)
    if reading.day and _words("today").within(before, runs):
        return "clock"
    if (
        _words("opening").at_end(before)
        or _is_opening(line, reading)
        or (not reading.day and _words("since").at_end(before))
    ):
        return "since"
    if _words("laws").within(before, runs):
        return "law"
    if reading.month:
        # Looked for at the end only, where it must stand: the pattern would be tried at every space before it.
        if _words("born").at_end(before) or _words("born").at_end(before[:-17] + _NAME.sub("", before[-17:])):
            return "born"
        return "updated" if _words("updated").within(before, runs) else ""
    if _words("numbered").at_end(before) or _counted(line[reading.end : reading.end + 20].lower()):
        return "since"
    if reading.season:
        return ""
    # In a list, a heading or a caption a year dates the thing; in a sentence it may be anybody's history.
    words = line.count(" ") + 1
    sentence = words > 7 and line.rstrip().endswith((".", "!", "?", "。"))
    return "prose" if sentence or words > 25 or len(block.text) > 400 else ""


def _is_opening(line: str, reading: Reading) -> bool:
    """Is it the day on which a building was opened, as told of the place one meets in? A new building is news."""
    start = max(0, reading.start - _OPENING)
    before = line[start : reading.start].lower()
    return "opened" in before and _OPENED.search(before) is not None


_OPENING = 120  # characters of a building, of who opened it and of what he was
_OPENED = re.compile(
    r"(?<!new )\b(?:hall|hut|huts|building|headquarters|hq|h\.q\.|centre|center|clubhouse|club house|clubroom|den|pavilion|boathouse|boat house|barn|church|chapel|school|premises|campsite|gym|stadium|pool|library|theatre|which|it)"
    r" (?:was|were) (?:officially |formally |re-?|first )?opened(?: (?:by|to) [^.;!?]{2,80})? (?:on|in)(?: \w+day,?)?(?: the)?\s*$"
)


def _calendar(blocks: Sequence[Block]) -> set[int]:
    """Blocks of a month's grid (thirty cells with the numbers of days), and the caption just before it."""
    inside = {number for number, block in enumerate(blocks) if block.text[:1] in _TURN and _LEAF.fullmatch(block.text)}
    run: list[int] = []
    if len([block for block in blocks if len(block.text) <= 2]) < 27:
        return inside
    for number, block in enumerate(blocks):
        day = int(block.text) if len(block.text) <= 2 and block.text.isdecimal() else 0
        if run and day == int(blocks[run[-1]].text) + 1:
            run.append(number)
        elif day == 1:
            run = [number]
        elif run and number - run[-1] > 3:
            run = []
        if len(run) >= 27:
            inside.update(range(max(0, run[0] - 14), run[-1] + 4))
    return inside


def _is_owned(line: str) -> bool:
    lowered = line.lower()
    return any(map(lowered.__contains__, _words("ownership").all))


def _eventful(text: str) -> bool:
    return _words("events").within(text.lower())


def _counted(after: str) -> bool:
    """Does what follows make the number a quantity?"""
    after = after.lstrip()
    if not after or after[0] in _COUNTERS:
        return bool(after)
    word = _FIRST_WORD.match(after)
    return word is not None and word[0] in _words("quantities").words


_COUNTERS = "人名元円圆個个件枚冊册户명원"  # what East Asian numbers count, without a space
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def _words(name: str) -> Phrases:
    return phrases("date_words.toml", name)


def around(line: str, start: int, end: int) -> str:
    """A passage of a line with a few whole words before and after; dots stand for what is left out."""
    first, last = max(0, start - _AROUND), min(len(line), end + _AROUND)
    if first and (gap := line.find(" ", first, start)) >= 0:
        first = gap
    if last < len(line) and (gap := line.rfind(" ", end, last)) >= 0:
        last = gap
    return ("…" if first else "") + line[first:last].strip() + ("…" if last < len(line) else "")


_AROUND = 30  # characters to either side
