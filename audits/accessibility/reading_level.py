"""Text is in plain language.

Why it matters: every third adult has trouble with long sentences and rare words, and so have people who learn the language.
What is measured: the share of longer passages that are not very hard to read: by Flesch's reading ease for English, by LIX for ten further languages.
Limits: formulas count letters, syllables and sentences; they know nothing of sense. Legal texts that must stand as they are count too.
What to do: write short sentences in everyday words, one thought to a sentence; say the same to somebody of twelve and write that down.
"""

import re
from functools import lru_cache
from itertools import filterfalse

from audits.derived.language import language
from audits.derived.passages import Passage, passages
from audits.derived.wording import LATIN_LETTERS, latin
from audits.model import Example, Finding, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page

_WORDS = 50
"""Words from which a passage can be measured; Flesch asked for 100, but web pages are short."""
_FLESCH = 25.0
"""Reading ease below which text is "very difficult" (30 in Flesch's table, less a margin for short samples)."""
_LIX = {
    "de": 66.0,
    "nl": 62.0,
    "sv": 62.0,
    "da": 60.0,
    "no": 60.0,
    "fr": 62.0,
    "es": 66.0,
    "it": 68.0,
    "pt": 66.0,
    "ro": 66.0,
    "ca": 66.0,
}
"""LIX above which text is very hard: 60 by Björnsson for Swedish, more where words are longer (a design choice)."""
_SHORT = 6
"""Letters of the longest words that LIX counts as short."""
_SPACED_LETTERS = b" \nABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LONG, _LIST = 18.0, 120.0
"""Words a sentence from which they are long, and from which it is a list without full stops."""
_SENTENCES = re.compile(r"[.!?…:;][.!?…:;]*(?=[\s\"”»)\]]|$)")  # a pattern that begins with a set is found sooner
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LATIN_WORD = re.compile(rf"[{LATIN_LETTERS}]+(?:['’-][{LATIN_LETTERS}]+)*")
_VOWELS = re.compile(r"[aeiouyáéíóúàèìòùâêîôûäöüœæ]+", re.IGNORECASE)
_SPOTS = 5
_HARD = (
    "Notwithstanding administrative considerations regarding organisational responsibilities, participation necessitates "
    "preliminary authorisation, documentation of qualifications and acknowledgement of institutional regulations governing "
    "supervision, accommodation, transportation and insurance, communicated electronically to representatives of "
    "participating organisations immediately following registration and subsequently incorporated into individual "
    "agreements concerning confidentiality, accountability, professional development and continuous evaluation of quality. "
)


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 3.1.5 (AAA)", "Flesch, 1948", "Björnsson: Läsbarhet, 1968"],
    related=["3.1.5"],
    severity="minor",
    effort="day",
    examples=[
        Example("<p>" + "We meet every Friday at seven. Bring your boots and a torch. " * 6 + "</p>", gives=1.0),
        Example(f"<p id=fail>{_HARD}</p>", gives=0.0),
        Example("<p>We meet every Friday.</p>", gives="not_applicable"),
        Example(
            "<p>" + "Tapaamme joka perjantai kylätalolla ja kaikki ovat tervetulleita mukaan toimintaan. " * 7 + "</p>",
            gives="cannot_tell",
        ),
    ],
)
def reading_level(page: Page) -> Outcome:
    long = [passage for passage in passages(page) if passage.words >= _WORDS and passage.prose]
    if not long:
        return not_applicable("no passages long enough to be measured")
    code = language(page).code
    if code != "en" and code not in _LIX:
        return cannot_tell("no formula for this language")
    hard = [(passage, *found) for passage in long if (found := _hardness(passage, code))]
    hard.sort(key=lambda one: -one[1])
    findings = [
        Finding(
            f"text is not in plain language, hard to read: {why}, sentences of {length:.0f} words",
            passage.place,
            snippet=passage.quote,
        )
        for passage, length, why in hard[:_SPOTS]
    ]
    return passing(len(long), findings)


def _hardness(passage: Passage, code: str) -> tuple[float, str] | None:
    """Words a sentence, and by which formula the passage is too hard; `None` where it is not, or is no prose."""
    text = passage.text
    parts = [part for line in text.split("\n") for part in _SENTENCES.split(line)]
    sentences = max(1, sum([len(part.split(None, 3)) > 2 for part in parts]))
    if code == "en" and (passage.words + _apart(text)) / sentences < _LONG:
        return None  # most of English: there cannot be so many words that the sentences were long
    # The words, for sums in any order: of the runs only those that are not all letters have to be searched.
    odd = list(filterfalse(str.isalpha, passage.runs))
    searched = " ".join(odd)
    words = (_LATIN_WORD if latin(searched) else _WORD).findall(searched)
    count = len(passage.runs) - len(odd) + len(words)
    if count < _WORDS:
        return None
    length = count / sentences
    # Beyond it is a list without full stops, and a run of names, figures or prices is no sentence.
    if length > _LIST or (code == "en" and length < _LONG):
        return None
    if code != "en":
        long = _long(passage.runs) - _long(odd) + _long(words)
        if not (why := _lix(100 * long / count, length, code)):
            return None
    words += filter(str.isalpha, passage.runs)
    if code == "en" and not (why := _flesch(words, length)):
        return None
    if sum(map(str.isupper, [word[0] for word in words])) * 5 > count * 2:
        return None
    return length, why


def _long(words: list[str]) -> int:
    return sum(map(_SHORT.__lt__, map(len, words)))


def _apart(text: str) -> int:
    """At least as many as there are marks and figures in a text, which may divide a run into several words."""
    return len(text.encode("utf-8", "surrogatepass").translate(None, _SPACED_LETTERS))


def _flesch(words: list[str], length: float) -> str:
    """From syllables a word, for English."""
    ease = 206.835 - 1.015 * length - 84.6 * (sum(map(_syllables, words)) / len(words))
    return f"reading ease (Flesch) {ease:.0f}" if ease < _FLESCH else ""


def _lix(share: float, length: float, code: str) -> str:
    """From the share of words of more than six letters in per cent."""
    lix = length + share
    return f"readability (LIX) {lix:.0f}" if lix > _LIX[code] else ""


@lru_cache(maxsize=16_384)
def _syllables(word: str) -> int:
    count = len(_VOWELS.findall(word))
    if count > 1 and word[-1:].lower() == "e" and not word.lower().endswith(("le", "ee")):
        count -= 1
    return count or 1
