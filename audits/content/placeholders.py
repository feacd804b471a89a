"""Pages hold real text and not placeholders.

Why it matters: `lorem ipsum` and `under construction` tell a visitor that nobody finished the page, often for years.
What is measured: whether a page is free of filler text, of what a program writes on a new site, and of announcements such as `coming soon` that stand alone in a heading or a line.
Limits: only well-known phrases are found, in some twenty languages. An announcement inside a sentence may be about a thing and not the page: it is shown for review.
What to do: write the text, or take the page off the menu until it is there.
"""

import re
from functools import cache

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.text_blocks import HIDDEN
from audits.derived.visible_text import different_runs, visible_text, visible_words
from audits.model import Example, Finding, Outcome, cannot_tell, measured, page_audit
from audits.page import Page
from audits.standards import table
from audits.store.records import Level

_LATIN = 3
"""Different words of the filler's Latin on a page; a motto may hold one."""
_QUOTED = frozenset({"q", "code", "samp", "kbd", "cite"})
_QUOTES = "\"'“”„«»‘’([{.,;:!?)]}"
_PHRASE = frozenset(("a", "b", "strong", "em", "i", "span", "font", "u", "big", "blink", "small"))
_MESSAGES = {
    "filler": "filler text stands where real text should be",
    "default": "text that a program writes on a new site was never replaced",
    "announced": "the page announces content that is not there",
}


@page_audit(
    unit="yes/no",
    severity="moderate",
    effort="hour",
    examples=[
        Example("<h1>Boats</h1><p>We sail on Sundays.</p>", gives=True),
        Example('<h1>Boats</h1><p id="fail">Lorem ipsum dolor sit amet, consectetur.</p>', gives=False),
        Example('<h2 id="fail">Seite im Aufbau</h2>', gives=False),
        Example(
            '<p id="review">Our new boat is nearly paid for and is coming soon to the lake near the old mill.</p>',
            gives=True,
            note="said of a boat, not of the page",
        ),
        Example(
            '<p hidden>Coming soon</p><p id="fail-1">Coming soon!</p>', gives=False, note="what is hidden is not read"
        ),
        Example("<p>A template begins with <q>Lorem ipsum dolor sit amet</q>.</p>", gives=True, note="it is quoted"),
        Example("", gives="cannot_tell"),
    ],
)
def placeholders(page: Page) -> Outcome:
    words = visible_words(page)
    titles = page.elements("title")
    if not words and not titles:
        return cannot_tell("nothing to read")
    findings = [*_title(page), *(finding for kind in _MESSAGES for finding in _found(page, kind))]
    if not words and not findings:
        return cannot_tell("nothing to read")
    clean = not any(finding.level == "fail" for finding in findings)
    return measured(clean, checked=1, findings=findings)


def _title(page: Page) -> list[Finding]:
    for title in page.elements("title")[:1]:
        text = _text(title)
        if any(phrase in text for phrase in table("placeholders.toml")["default"]):
            return [Finding(_MESSAGES["default"], title)]
    return []


def _found(page: Page, kind: str) -> list[Finding]:
    phrases = _present(page)[kind]
    if not phrases:
        return []
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(p)}(?!\w)" if p[0] < "⺀" else re.escape(p) for p in phrases))
    found = []
    for element in page.all_elements():
        text = _text(element)
        if (
            not (match := pattern.search(text))
            or _said_above(element, text)
            or _is_hidden(element)
            or _is_quoted(element)
        ):
            continue
        alone = len(match[0].split()) * 5 >= len(text.split()) * 2 or element.tag in {"h1", "h2", "h3"}
        level: Level = "fail" if kind != "announced" or alone else "review"
        found.append(Finding(_MESSAGES[kind], element, level))
    return found


def _text(element: HtmlElement) -> str:
    """The element's own text with that of the phrase markup in it; of a block with blocks inside only its own."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag in {
            "a",
            "b",
            "strong",
            "em",
            "i",
            "span",
            "font",
            "u",
            "br",
            "big",
        }:
            parts += [" " if child.tag == "br" else "", child.text or ""]
        parts.append(child.tail or "")
    return " ".join("".join(parts).lower().split())


def _said_above(element: HtmlElement, text: str) -> bool:
    """Does the finding belong to the block around this phrase markup?"""
    parent = element.getparent()
    return element.tag in _PHRASE and parent is not None and parent.tag != "body" and text in _text(parent)


def _is_hidden(element: HtmlElement) -> bool:
    for parent in (element, *element.iterancestors()):
        style = (parent.get("style") or "").replace(" ", "").lower()
        if parent.tag in HIDDEN or parent.get("hidden") is not None or "display:none" in style:
            return True
    return False


def _is_quoted(element: HtmlElement) -> bool:
    """Words that are shown as another's, or as a program's, were not left standing."""
    return any(parent.tag in _QUOTED for parent in (element, *element.iterancestors()))


@derived
def _present(page: Page) -> dict[str, list[str]]:
    """The phrases of each kind that the page's text holds, longest first; looked up by their first words."""
    text = visible_text(page)
    runs = different_runs(page)
    # Most runs are words in lower case and remain as they are.
    words = runs.union([run.lower().strip(_QUOTES) for run in runs if not (run.islower() and run.isalpha())])
    dense = not text.isascii() and any(map(text.encode("utf-8", "replace").__contains__, _dense_bytes()))
    if not dense:
        words -= {""}
    likely = {kind: _first_words(kind).keys() & words for kind in _MESSAGES}
    if any(likely.values()) or dense:
        text = text.lower()
    flat = text.replace("\n", " ")
    found = {}
    for kind in _MESSAGES:
        first = _first_words(kind)
        phrases = [
            phrase for word in likely[kind] for phrase, inner in first[word] if inner <= words and phrase in flat
        ]
        if dense:
            phrases += [phrase for phrase, _ in first[""] if phrase in text]
        latin = words.intersection(table("placeholders.toml")["latin"]) if kind == "filler" else set()
        phrases += latin if len(latin) >= _LATIN else []
        found[kind] = sorted(phrases, key=len, reverse=True)
    return found


@cache
def _first_words(kind: str) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Phrases by their first word, each with the words inside it; those of scripts without spaces under ""."""
    first: dict[str, list[tuple[str, frozenset[str]]]] = {"": []}
    for phrase in table("placeholders.toml")[kind]:
        words = phrase.split()
        inner = frozenset(word.strip(_QUOTES) for word in words[1:-1])
        first.setdefault(words[0] if phrase[0] < "⺀" else "", []).append((phrase, inner))
    return first


@cache
def _dense_bytes() -> frozenset[bytes]:
    """The bytes that phrases of scripts without spaces begin with in UTF-8."""
    return frozenset(phrase.encode()[:1] for kind in _MESSAGES for phrase, _ in _first_words(kind)[""])
