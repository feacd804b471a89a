"""Abbreviations are said in full once.

Why it matters: who is new to the club does not know its short names, and a screen reader spells them or makes strange words of them.
What is measured: the share of abbreviations in capitals that are explained somewhere on the page: in brackets, by `abbr`, or by words with these first letters.
Limits: well-known ones, those in capital text, in names of files and people, and the short name in the title of the page are left out; an explanation on another page is not known here.
What to do: write the long form at the first place: "the Parent Teacher Association (PTA)".
"""

import re
from functools import cache

from audits.derived.passages import Passage, passages
from audits.derived.wording import words_of
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.standards import table

# What must not stand before it is looked for behind its first letter: a pattern that begins with a set is found sooner.
_SHORT = re.compile(r"([A-Z](?<![\w./@#&'-].)[A-Z&]{1,3}[A-Z])(?:s|'s|’s)?(?![\w@/&'-]|\.\w)", re.DOTALL)
_SPOKEN = re.compile(r"^(?:[^AEIOUY]{0,2}[AEIOUY]{1,2})+[^AEIOUY]{0,2}$")
_ROMAN = re.compile(r"^[IVXLCDM]+$")
_SPOTS = 5
_ASKED, _CAP = 20, 60_000
"""Abbreviations of one page asked about, and characters read for their explanation: enough for any page of prose."""


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 3.1.4 (AAA)", "WCAG Techniques G97, H28"],
    related=["3.1.4"],
    severity="minor",
    effort="minutes",
    examples=[
        Example(
            "<p>The Parent Quality Association (PQA) meets on Friday. Ask the PQA or look into the PDF.</p>", gives=1.0
        ),
        Example("<p id=fail>The QXP meets on Friday at the old boat house as usual.</p>", gives=0.0),
        Example(
            "<p>The <abbr title='Quick Explorer Patrol'>QEP</abbr> meets on Friday at the boat house.</p>",
            gives="not_applicable",
        ),
        Example(
            "<html lang=en><title>QXP Youth Club</title><p>The QXP meets on Friday at the old boat house as usual.</html>",
            gives="not_applicable",
            note="what the club calls itself",
        ),
        Example("<p>PLEASE BRING A TORCH, BOOTS AND A MAT.</p>", gives="not_applicable"),
    ],
)
def abbreviations(page: Page) -> Outcome:
    whole = "\n".join([passage.text for passage in passages(page)])[:_CAP]
    shorts = set(_SHORT.findall(whole))
    if not shorts:
        return not_applicable("no abbreviations")
    marked = {"".join(e.itertext()).strip() for e in page.elements("abbr", "acronym") if e.get("title")}
    own = {short for title in page.elements("title")[:1] for short in _SHORT.findall(title.text or "")}
    candidates = {short for short in shorts - _known() - marked - own if not _ROMAN.match(short)}
    first: dict[str, Passage] = {}
    for passage in passages(page) if candidates else ():
        if passage.words >= 6 and passage.prose and any(map(passage.text.__contains__, candidates - first.keys())):
            for short in _shorts(passage.text):
                if short in candidates:
                    first.setdefault(short, passage)
    asked = list(first.items())[:_ASKED]
    small = whole.lower() if asked else ""
    first = {short: where for short, where in asked if _is_short(short, whole, small)}
    if not first:
        return not_applicable("no abbreviations that need an explanation")
    unknown = [(short, passage) for short, passage in first.items() if not _explained(short, whole)]
    findings = [
        Finding(f"abbreviation (acronym) never expanded on this page: {short!r}", passage.place, snippet=passage.quote)
        for short, passage in unknown[:_SPOTS]
    ]
    return passing(len(first), findings)


@cache
def _known() -> frozenset[str]:
    return frozenset(str(table("abbreviations.toml")["known"]).split())


def _spoken(short: str, text: str, small: str) -> bool:
    """Does the text, whose small letters are given, also have it as a word that is not in capitals?"""
    word = short.lower()
    if "&" in short or small.count(word) <= text.count(short):
        return False
    if len(small) != len(text):  # a letter or two grow when they are made small
        return any(other.lower() == word and not other.isupper() for other in words_of(text))
    place = small.find(word)
    while place >= 0:
        end = place + len(word)
        if (
            not text[place:end].isupper()
            and not _goes_on(text[:place][-2:][::-1])
            and not _goes_on(text[end : end + 2])
        ):
            return True
        place = small.find(word, end)
    return False


def _goes_on(beside: str) -> bool:
    """Do the next two signs belong to the same word?"""
    return beside[:1].isalnum() or (beside[:1] in {"'", "’", "-"} and beside[1:].isalnum())


def _shorts(text: str) -> list[str]:
    """The words in capitals of a text that is not itself in capitals."""
    found = _SHORT.findall(text)
    if not found:
        return []
    words = words_of(text)
    capitals = sum([len(word) > 1 and word.isupper() for word in words])
    return found if capitals * 5 <= len(words) + 5 else []


def _is_short(short: str, whole: str, small: str) -> bool:
    """Is it an abbreviation rather than a word in capitals for emphasis, which the page also has in small letters?"""
    if _spoken(short, whole, small):
        return False
    if not _SPOKEN.match(short):
        return True
    return whole.count(short) > 1 and any(
        _ARTICLE.search(whole, max(0, found.start() - _BEFORE), found.start())
        for found in re.finditer(rf"{re.escape(short)}\b", whole)
    )


_ARTICLE = re.compile(r"\b(?:the|an?|der|die|das|dem|den|la|le|les|el|il|lo|de|het|our|your|unser\w*)\s+$")
_BEFORE = 60
"""Characters before it in which its article stands."""


def _explained(short: str, whole: str) -> bool:
    """Do brackets beside it, or words with its letters, say what it stands for?"""
    for found in re.finditer(re.escape(short), whole):
        before, after = whole[max(0, found.start() - 12) : found.start()], whole[found.end() : found.end() + 30]
        if _OPENING.search(before) or _CLOSING.match(after):
            return True
    letters = [letter for letter in short if letter.isalpha()]
    first, *others = [rf"{letter}[\w'’]+" for letter in letters]
    # That a word begins there is asked behind its first letter: a pattern that begins with a letter is found sooner.
    words = _SMALL.join([rf"{letters[0]}(?<!\w{letters[0]}){first[1:]}", *others])
    return bool(re.search(words, whole))


_OPENING = re.compile(r"\w\s*\(\s*$|\w\s+[–—-]\s+$")
_CLOSING = re.compile(r"s?\s*\(\s*[^\W\d]\w+\s|\s*[=:–—-]\s*[A-Z]\w+\s\w+")
_SMALL = r"(?:\s+(?:of|the|and|for|in|to|de|der|die|des|und|für|la|le|les|du|et|del|di|e|van|voor|en|y))*[\s-]+"
"""Little words that an abbreviation leaves out."""
