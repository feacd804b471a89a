"""Instructions do not rest on place, shape or colour alone.

Why it matters: "press the green button on the right" says nothing to who cannot see it, and on a small screen nothing is on the right.
What is measured: the number of sentences that point at something on the page by its side, its shape or its colour, in 14 languages.
Limits: "above" and "below" are left out, they hold in the order of the page. Directions in the world outside may be taken for such a sentence.
What to do: name the thing by its label or heading: "press 'Send'", "see 'Opening hours'".
"""

import re
from collections.abc import Iterator
from functools import cache

from audits.derived.cascade import cascade
from audits.derived.language import language
from audits.derived.passages import Passage, passage_runs, passages
from audits.derived.wording import quoted
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page
from audits.standards import table

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
_SPOTS = 10
_CAP = 8000
"""Characters of a passage searched: longer ones are data."""
_NAMED = re.compile(
    r"[\"“„«‘'][^\"“”„«»‘’']{2,40}[\"”»“’']|\b(?:labelled|labeled|called|named|titled|entitled|headed)\b"
)
"""What is also called by its name can be found by it."""
_JOINT = "\x00"  # no page holds it: parsers replace it


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 1.3.3 (A)", "WCAG 2.2 SC 1.4.1 (A)", "WCAG Techniques F14, F26, G96"],
    related=["1.3.3", "1.4.1"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<p>Press 'Send' below. Turn right at the church.</p>", gives=0),
        Example("<p id=fail>Use the menu on the left to find your group.</p>", gives=1),
        Example("<p id=fail>Press the green button to begin.</p>", gives=1),
        Example("<p id=fail>Fields marked in red are required.</p>", gives=1),
        Example("<p id=fail>Klicken Sie auf den runden Knopf, wenn Sie unseren Brief bekommen wollen.</p>", gives=1),
        Example("<p>The boat house is on the left bank, and we paint it green each year.</p>", gives=0),
        Example("<html lang=en><title>x</title><body></body>", gives="not_applicable"),
    ],
)
def place_words(page: Page) -> Outcome:
    texts = passages(page)
    if not texts:
        return not_applicable("no text")
    code = language(page).code
    spoken = set(" ".join(passage_runs(page)).lower().encode().translate(_EDGES).decode().split())
    findings: dict[int, Finding] = {}
    whole = ""
    for known in dict.fromkeys((code, "en")):
        if known in table("place_words.toml") and (words := _telling(spoken, known)):
            whole = whole or _JOINT.join([passage.text for passage in texts]).lower()
            hits = [place for word in words for place in _places(word, whole)]
            findings.update(_found(page, texts, sorted({whole.count(_JOINT, 0, hit) for hit in hits}), known))
    found = [findings[place] for place in sorted(findings)][:_SPOTS]
    return measured(len(found), checked=len(texts), findings=found)


def _found(page: Page, texts: tuple[Passage, ...], likely: list[int], code: str) -> dict[int, Finding]:
    """The first such sentence of each passage, by the passage's place; only the likely ones are read."""
    found: dict[int, Finding] = {}
    for place in likely:
        passage = texts[place]
        if len(passage.text) > _CAP:
            continue
        for sentence in _SENTENCE.split(passage.text):
            if (fault := _fault(page, sentence, code)) and not _NAMED.search(sentence):
                message = f"instruction rests on {fault} (sensory characteristics): {quoted(sentence, 80)}"
                found[place] = Finding(message, passage.place, snippet=passage.quote)
                break
        if len(found) == _SPOTS:
            break
    return found


def _fault(page: Page, sentence: str, code: str) -> str:
    by_place, by_shape, by_colour, by_hue = _patterns(code)
    sides, looks = _signs(code)
    small = sentence.lower()
    if any(word in small for word in sides) and by_place.search(sentence):
        return "place or location alone"
    if not any(word in small for word in looks):
        return ""
    if by_shape.search(sentence):
        return "shape or colour alone"
    if by_colour.search(sentence) or (by_hue.search(sentence) and _coloured(page)):
        return "colour alone"
    return ""


@cache
def _signs(code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The last words of what names a side, and the words of shapes and colours: no pattern matches without them."""
    words = table("place_words.toml")[code]
    sides = dict.fromkeys(phrase.split()[-1].rstrip("*") for phrase in words["side"])
    return tuple(sides), tuple(word.rstrip("*") for word in (*words["shape"], *words["colour"]))


def _coloured(page: Page) -> bool:
    """Are some words on the page set in a colour of their own, so that a sentence may speak of them?"""
    style = cascade(page)
    return any(
        "color" in style.declared(element).values and "".join(element.itertext()).strip()
        for element in page.elements("span", "li", "td", "font", "strong", "em", "b", "p", "label", "dt", "dd")
    )


_B, _E = r"(?<!\w)", r"(?!\w)"


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    """A thing or an order with a side; a thing by its shape or colour; a meaning said in colour; a bare colour."""
    words = table("place_words.toml")[code]
    ui, act, side = (_any(words[name]) for name in ("ui", "act", "side"))
    looks, means = _any([*words["shape"], *words["colour"]]), _any(words["means"])
    marked, bare = (
        "|".join(_one(phrase).replace("%", f"(?:{_any(words['colour'])})") for phrase in words[name])
        for name in ("marked", "bare")
    )
    few, some = r"(?:\W+\w+){0,3}?\W+", r"(?:\W+\w+){0,8}?\W+"
    place = (
        f"{_B}(?:{ui}){_E}{few}{_B}(?:{side}){_E}|{_B}(?:{side}){_E}{few}{_B}(?:{ui}){_E}"
        f"|{_B}(?:{act}){_E}{some}(?:{ui}){_E}{some}(?:{side}){_E}"
    )
    things = _any(words["ui"][:12])
    shape = f"{_B}(?:{act}){_E}{some}(?:(?:{looks}){_E}{few}?(?:{things}){_E}|(?:{things})\\W+(?:{looks}){_E})"
    says = _any([*words["means"], *words["is"]])
    colour = (
        f"{_B}(?:{marked}){_E}{few}?(?:{says}){_E}|{_B}(?:{means}){_E}{few}?(?:{marked}|{bare}){_E}"
        f"|{_B}(?:{bare}){_E}{few}?(?:{means}){_E}"
    )
    hue = f"{_B}(?:{bare}){_E}\\W+(?:{_any(words['is'])}){_E}" if words["is"] else r"(?!)"
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (place, shape, colour, hue))


def _telling(spoken: set[str], code: str) -> set[str]:
    """The words that may belong to a side, a shape or a colour: most pages hold few."""
    exact, stems = _hints(code)
    words = spoken & exact
    listed = "\0".join(spoken)
    if begun := tuple(stem for stem in stems if stem in listed):
        words |= {word for word in spoken if word.startswith(begun)}
    return words


def _places(word: str, text: str) -> Iterator[int]:
    """Where a text has this word by itself, not inside a longer one."""
    place = text.find(word)
    while place >= 0:
        if _edge(text, place) and _edge(text, place + len(word)):
            yield place
        place = text.find(word, place + 1)


def _edge(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place : place + 1]
    return (before.isalnum() or before == "_") != (after.isalnum() or after == "_")


_EDGES = bytes.maketrans(b".,;:!?()\"'\0/-", b" " * 13)
"""What stands between words, besides space; bytes are put in their place many times faster than a pattern splits."""


@cache
def _hints(code: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The last words of what names a side, and the words of shapes and colours; whole ones and beginnings."""
    words = table("place_words.toml")[code]
    found = {phrase.replace("-", " ").split()[-1] for phrase in words["side"]} | {*words["shape"], *words["colour"]}
    found |= {phrase.replace("-", " ").split()[0] for phrase in words["side"] if "column" in phrase or "side" in phrase}
    stems = tuple(word[:-1] for word in found if word.endswith("*"))
    return frozenset(word for word in found if not word.endswith("*")), stems


def _any(words: list[str]) -> str:
    return "|".join(_one(word) for word in words)


def _one(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\W+").replace(r"\%", "%")
