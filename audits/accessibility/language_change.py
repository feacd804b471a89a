"""Passages in another language are marked as such.

Why it matters: a screen reader changes its voice only where `lang` tells it to; a foreign passage in the wrong voice is noise.
What is measured: the share of passages that are not written in another language or script than the one declared for them, by the page or by a `lang` of their own.
Limits: only passages and quotations of at least four words whose language is certain; names, single words and close cousins are not judged. That a criterion fails for certain is only said of whole sentences: lists of titles and names may stay in their language.
What to do: put `lang` with the right code on the element that holds the passage.
"""

import re

from lxml.html import HtmlElement

from audits.derived.attributes import with_attribute
from audits.derived.language import language
from audits.derived.passages import Passage, latin_passages, passages
from audits.derived.spoken import declared_is_spoken
from audits.derived.tongues import WRITTEN, foreign_script, in_sentences, plainly, related, tongue
from audits.derived.wording import quoted, squeezed, words_of
from audits.model import Example, Finding, Outcome, cannot_tell, page_audit, passing
from audits.page import Page

_QUOTED = re.compile(r"[\"“„«»‘]([^\"“”„«»’]{12,300})[\"”“»«’]")
_SPOTS = 10
"""Findings of one page; a page in two languages would give hundreds."""
_SURE = 6
"""Words from which the language of Latin text is judged."""
_PLENTY = 15
"""Words of running text from which its language is beyond doubt, so that the lack of a `lang` is a failure."""
_EN = "<p>We meet every Friday at seven in the village hall and everybody is welcome.</p>"


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 3.1.2 (AA)", "WCAG Technique H58", "ACT off6ek"],
    related=["3.1.2"],
    severity="moderate",
    effort="hour",
    examples=[
        Example(_EN + '<p lang="fr">Bienvenue à tous nos visiteurs, nous sommes là pour vous.</p>', gives=1.0),
        Example(_EN + '<p id="fail">Bienvenue à tous nos visiteurs, nous sommes là pour vous.</p>', gives=0.5),
        Example(_EN + '<p id="fail">Добро пожаловать в наш клуб</p>', gives=0.5),
        Example(
            _EN
            + '<p id="fail" lang="fr">Bring a torch and your own cup, for the nights by the lake are dark and cold.</p>',
            gives=0.5,
            note="marked as French, written in English",
        ),
        Example("<p>Hi</p>", gives="cannot_tell"),
    ],
)
def language_change(page: Page) -> Outcome:
    told = language(page)
    worded = [passage for passage in passages(page) if passage.words >= 2]
    spoken = told.declared if declared_is_spoken(page) else told.code or told.declared
    if not spoken or told.words < 5 or not worded:
        return cannot_tell("too little text to tell its language")
    findings = []
    said = _said(page)
    latin = latin_passages(page)
    for passage in worded:
        if latin and passage.words < _SURE:
            continue
        if (fault := _fault(passage, spoken, said)) is not None:
            findings.append(fault)
            if len(findings) == _SPOTS:
                break
    return passing(len(worded), findings)


def _fault(passage: Passage, spoken: str, said: dict[HtmlElement, str]) -> Finding | None:
    """`spoken` is what the page is written in, for passages where nothing is declared; `said` is what is declared."""
    element, text = passage.element, passage.text
    script = "" if text.isascii() else foreign_script(text)
    if script:
        declared = _declared(element, said) or spoken
        if spoken in WRITTEN.get(script, ()):
            return None  # the whole page is written so; another audit compares it with what is declared
        holders = [inner for inner in passage.inline if not passage.bare and inner.get("lang")]
        if declared in WRITTEN.get(script, [declared]) or holders or len(words_of(text)) < 2:
            return None
        message = f"text in another language ({script} script) without a lang attribute: {quoted(text, 40)}"
        sure = (
            passage.prose
            and bool(_declared(element, said))
            and any(_beyond_doubt(passage, code) for code in WRITTEN.get(script, ()))
        )
        return _failure(message, passage.place) if sure else Finding(message, passage.place)
    if passage.words < _SURE:
        return None
    declared = _declared(element, said) or spoken
    if not related(declared, spoken):
        return _wrongly_marked(passage, declared)
    if passage.prose and (code := tongue(text, declared, passage.runs)) and not _marked(passage):
        message = f"text in another language ({code!r}) without a lang attribute: {quoted(text, 40)}"
        # Where the page declares nothing, its text may be in several languages and none of them the one around.
        told = passage.words >= _PLENTY and bool(_declared(element, said))
        sure = told and plainly(text, code, declared) and _beyond_doubt(passage, code)
        return _failure(message, element) if sure else Finding(message, element)
    if not ('"' in text or "“" in text or "„" in text or "«" in text):
        return None
    for part in _QUOTED.findall(text):
        if (code := tongue(squeezed(part), declared, part.split())) and not _marked(passage):
            return Finding(
                f"quotation in another language ({code!r}) without a lang attribute: {quoted(part, 40)}", element
            )
    return None


def _wrongly_marked(passage: Passage, declared: str) -> Finding | None:
    """The language that a part of the page is marked with must be its own; that of the whole page is judged elsewhere."""
    element = passage.element
    marked = next((up for up in (element, *element.iterancestors()) if up.get("lang") or up.get("xml:lang")), None)
    if marked is None or marked.tag in {"html", "body"} or not passage.prose or _marked(passage):
        return None
    if code := tongue(passage.text, declared, passage.runs):
        message = f"lang is wrong: the text is marked as {declared!r}, but in another language ({code!r})"
        sure = passage.words >= _CLEAR and plainly(passage.text, code, declared) and _beyond_doubt(passage, code)
        return _failure(message, element) if sure else Finding(message, element)
    return None


_CLEAR = 10
"""Words from which a wrong mark is a failure: the page says itself that the language matters here."""


def _beyond_doubt(passage: Passage, code: str) -> bool:
    """Whole sentences, and not what a machine answers."""
    around = (passage.element, *passage.element.iterancestors(), *passage.inline)
    return in_sentences(passage.text, code) and not any(one.tag in {"pre", "code", "samp"} for one in around)


def _failure(message: str, element: HtmlElement | None) -> Finding:
    return Finding(message, element, grade="failure", wcag=("3.1.2",))


def _marked(passage: Passage) -> bool:
    return any("lang" in inner.attrib for inner in passage.element.iterdescendants() if isinstance(inner.tag, str))


def _said(page: Page) -> dict[HtmlElement, str]:
    """The language that elements are marked with."""
    marked = [*with_attribute(page, "lang"), *with_attribute(page, "xml:lang")]
    return {
        element: value.strip().lower().partition("-")[0]
        for element in marked
        if (value := element.get("lang") or element.get("xml:lang")) is not None
    }


def _declared(element: HtmlElement, said: dict[HtmlElement, str]) -> str:
    """What is declared for an element, by itself or around it; what is found out on the way is added."""
    way: list[HtmlElement] = []
    node: HtmlElement | None = element
    while node is not None and node not in said:
        way.append(node)
        node = node.getparent()
    told = said[node] if node is not None else ""
    said.update(dict.fromkeys(way, told))
    return told
