"""The language a page is written in, told by its words and not by what it declares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import mul
from urllib.parse import urlsplit

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from audits.derived import derived
from audits.derived.text_blocks import Block, text_blocks
from audits.derived.visible_text import count_words
from audits.page import Page
from audits.standards import table

SAMPLE = 400
"""Characters read of one page; the model costs about 0.1 milliseconds for so many, and a site is judged by all its pages."""

_ENGLISH = frozenset(
    "the and with for are you our this that from your will have has been which their they these there".split()
)
_FILLER = re.compile(r"lorem ipsum|dolor sit amet|consectetur adipisc|vestibulum", re.IGNORECASE)
_NO_WORDS = re.compile(r"\S*(?:@|://|www\.)\S*|[\d_]+")
_NUMBERS = re.compile(r"[\d_]+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Language:
    """What a text is written in.

    `code` is ISO 639-1, empty where the text does not tell; `confidence` is 0 to 1; `words` counts the words of
    `sample`, the text that was read. `declared` is the language the page says it is in, empty where it says none.
    """

    code: str
    confidence: float
    words: int
    declared: str
    sample: str


@derived
def language(page: Page) -> Language:
    """The language of the page's visible text, or, where there is none, of its title, description and fallbacks."""
    sample = _sample(text_blocks(page)) or _fallback(page)
    declared = _declared(page)
    words = count_words(sample)
    if _plainly_english(sample, words):
        return Language("en", 0.99, words, declared, sample)
    code, confidence = language_of(sample, page.url, declared)
    return Language(code, confidence, words, declared, sample)


def language_of(text: str, url: str = "", declared: str = "") -> tuple[str, float]:
    """The ISO 639-1 code and the confidence (0 to 1); an empty code where nothing speaks for one language.

    The address and the declared language only tip the scales, the more the shorter the text is.
    """
    words = count_words(text)
    if not words:
        return "", 0.0
    identifier = _identifier()
    supported = {
        declared,
        table("languages.toml")["domains"].get((urlsplit(url).hostname or "").rpartition(".")[2], ""),
    }
    support = 2.0 + 60.0 / words
    raw = identifier.scores(text)
    scores = list(map(mul, raw, identifier.weights))
    for code in supported & identifier.places.keys():
        place = identifier.places[code]
        scores[place] = raw[place] * support * (2.0 if code == declared else 1.0)
    total = sum(scores)
    if not total:
        return "", 0.0
    best = max(scores)
    confidence = best / total
    code = identifier.nb_classes[scores.index(best)]
    return (code, confidence) if confidence >= _enough(words) else ("", confidence)


def _plainly_english(sample: str, words: int) -> bool:
    """One word in eight is one that only English has: the model need not be asked, which is most of the cost."""
    if words < 30:
        return False
    return sum(map(_ENGLISH.__contains__, sample.lower().split())) * 8 >= words


def _enough(words: int) -> float:
    """Few words must be clear; in long texts the runner-up is a cousin such as Danish beside Norwegian."""
    return 0.6 if words < 5 else 0.5 if words < 20 else 0.35


def plain_code(declared: str) -> str:
    """The ISO 639-1 code in a declaration such as `en-GB`, `EN_us` or `nb`; empty for what is none."""
    code = re.split(r"[-_,;\s]", declared.strip().lower())[0]
    code = table("languages.toml")["same"].get(code, code)
    return code if len(code) == 2 and code.isalpha() else ""


def _declared(page: Page) -> str:
    code = plain_code(page.root.get("lang") or page.root.get("xml:lang") or "")
    if code:
        return code
    for meta in page.elements("meta"):
        name = (meta.get("http-equiv") or meta.get("name") or "").lower()
        if name in {"content-language", "language"}:
            code = plain_code(meta.get("content") or "")
            if code:
                return code
    return plain_code(page.fetch.header("content-language"))


def _sample(blocks: tuple[Block, ...]) -> str:
    """The longest blocks outside of menus first: sentences tell more than lists of names."""
    prose: list[str] = []
    menus: list[str] = []
    for text, linked, area, *_ in blocks:
        (menus if linked * 2 >= len(text) or area == "navigation" else prose).append(text)
    chosen: list[str] = []
    length = 0
    for text in _longest_first(prose, menus):
        if _FILLER.search(text):
            continue
        cleaned = _clean(text[: 2 * SAMPLE])
        chosen.append(cleaned)
        length += len(cleaned) + 1
        if length >= SAMPLE:
            break
    return "\n".join(chosen).strip()[:SAMPLE]


def _longest_first(prose: list[str], menus: list[str]) -> Iterator[str]:
    """The prose by its length, then the menus in their order; mostly one text is enough, and the rest is not sorted."""
    if prose:
        longest = max(prose, key=len)
        yield longest
        prose.remove(longest)
        yield from sorted(prose, key=len, reverse=True)
    yield from menus


def _fallback(page: Page) -> str:
    """What a page without visible text says of itself: title, description, and texts for want of frames or scripts."""
    parts = [element.text_content() for element in page.elements("title", "noframes", "noscript")]
    described = {"description", "og:description", "keywords"}
    parts += [
        meta.get("content") or ""
        for meta in page.elements("meta")
        if (meta.get("name") or meta.get("property") or "").lower() in described
    ]
    return _clean(re.sub(r"<[^>]*>", " ", " ".join(parts)[: 4 * SAMPLE]))[:SAMPLE]


def _clean(text: str) -> str:
    if "@" in text or "://" in text or "www." in text:
        return _SPACE.sub(" ", _NO_WORDS.sub(" ", text)).strip()
    return " ".join(_NUMBERS.sub(" ", text).split())


class _Identifier(LanguageIdentifier):  # type: ignore[misc]  # without types
    """py3langid's model, asked for the scores of all languages without putting them in order."""

    __slots__ = ("places", "weights")

    def prepare(self, usual: list[str], rare: list[str]) -> None:
        """Choose the languages, the rare ones with less weight."""
        self.set_languages([*usual, *rare])
        self.places = {code: place for place, code in reversed(list(enumerate(self.nb_classes)))}
        self.weights = [1.0 if code in usual else 0.3 for code in self.nb_classes]

    def scores(self, text: str) -> list[float]:
        """How likely each language of `nb_classes` is; for the second of two equal ones 0."""
        found: list[float] = self._decide(text).tolist()
        return found


def load_model() -> None:
    """Read the model now, which takes a third of a second, and not when the first text is asked about."""
    _identifier()


@cache
def _identifier() -> _Identifier:
    identifier: _Identifier = _Identifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = table("languages.toml")
    identifier.prepare(known["usual"], known["rare"])
    # Its columns lie side by side; we read rows, and far apart they cost as much as all the rest.
    identifier.nb_ptc = np.ascontiguousarray(identifier.nb_ptc)
    return identifier
