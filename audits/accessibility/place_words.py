"""Instructions do not rest on place, shape or colour alone.

Why it matters: "press the green button on the right" says nothing to who cannot see it, and on a small screen nothing is on the right.
What is measured: the number of sentences that point at something on the page by its side, its shape or its colour, in 14 languages.
Limits: "above" and "below" are left out, they hold in the order of the page. Directions in the world outside may be taken for such a sentence.
What to do: name the thing by its label or heading: "press 'Send'", "see 'Opening hours'".
"""

import re
from functools import cache
from typing import Any

from audits.derived.passages import passages
from audits.derived.wording import quoted
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page
from audits.standards import table

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
_SPOTS = 10


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
        Example("<p id=fail>Klicken Sie auf den runden Knopf.</p>", gives=1),
        Example("<p>The boat house is on the left bank, and we paint it green each year.</p>", gives=0),
        Example("<html lang=en><title>x</title><body></body>", gives="not_applicable"),
    ],
)
def place_words(page: Page) -> Outcome:
    texts = passages(page)
    if not texts:
        return not_applicable("no text")
    findings = []
    for passage in texts:
        if passage.words < 3 or len(passage.text) > 8000 or not _hint().search(passage.text):
            continue
        for sentence in _SENTENCE.split(passage.text):
            if fault := _fault(sentence):
                message = f"instruction rests on {fault} (sensory characteristics): {quoted(sentence, 80)}"
                findings.append(Finding(message, passage.place, snippet=passage.quote))
                break
        if len(findings) == _SPOTS:
            break
    return measured(len(findings), checked=len(texts), findings=findings)


def _fault(sentence: str) -> str:
    for by_place, by_shape, by_colour in _patterns():
        if by_place.search(sentence):
            return "place or location alone"
        if by_shape.search(sentence):
            return "shape or colour alone"
        if by_colour.search(sentence):
            return "colour alone"
    return ""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    """For each language: a thing or an order with a side; a thing by its shape or colour; a meaning said in colour."""
    made = []
    for words in _languages():
        ui, act, side = (_any(words[name]) for name in ("ui", "act", "side"))
        looks, means = _any([*words["shape"], *words["colour"]]), _any(words["means"])
        marked = "|".join(_one(phrase).replace("%", f"(?:{_any(words['colour'])})") for phrase in words["marked"])
        few, some = r"(?:\W+\w+){0,3}?\W+", r"(?:\W+\w+){0,8}?\W+"
        place = f"{_B}(?:{ui}){_E}{few}{_B}(?:{side}){_E}|{_B}(?:{side}){_E}{few}{_B}(?:{ui}){_E}|{_B}(?:{act}){_E}{some}(?:{ui}){_E}{some}(?:{side}){_E}"
        shape = f"{_B}(?:{act}){_E}{some}(?:{looks}){_E}{few}?(?:{_any(words['ui'][:12])}){_E}"
        colour = f"{_B}(?:{marked}){_E}{few}?(?:{means}){_E}|{_B}(?:{means}){_E}{few}?(?:{marked}){_E}"
        made.append(tuple(re.compile(pattern, re.IGNORECASE) for pattern in (place, shape, colour)))
    return tuple(made)  # type: ignore[arg-type]


_B, _E = r"(?<!\w)", r"(?!\w)"


@cache
def _hint() -> re.Pattern[str]:
    """Any side, shape or colour of any language: most passages hold none."""
    words = [word for one in _languages() for name in ("side", "shape", "colour") for word in one[name]]
    return re.compile(f"{_B}(?:{_any(sorted(set(words)))}){_E}", re.IGNORECASE)


@cache
def _languages() -> tuple[dict[str, Any], ...]:
    return tuple(part for part in table("place_words.toml").values() if isinstance(part, dict))


def _any(words: list[str]) -> str:
    return "|".join(_one(word) for word in words)


def _one(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\W+").replace(r"\%", "%")
