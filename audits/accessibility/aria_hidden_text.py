"""Text that is seen is also read out.

Why it matters: `aria-hidden` on a passage takes it from everybody who listens, while all others can read it.
What is measured: the share of passages of ten words or more under `aria-hidden="true"` whose words also stand where they are read out.
Limits: slides, menus and dialogs, which scripts hide and show, are left out, and so is text that is pushed off the screen.
What to do: take `aria-hidden` away.
"""

import re

from lxml.html import HtmlElement

from audits.derived.attributes import with_attribute
from audits.derived.cascade import cascade
from audits.derived.ground import grounds, over
from audits.derived.hidden import KEPT_FROM_AT, concealment, hidden_from_all, hidden_from_at, hidden_from_sight
from audits.derived.text_contrast import BARELY, contrast_of
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_LEAST = 10
_SHARE = 0.6
"""Of the words that must be read out elsewhere for a passage to count as repeated (a design choice)."""

_WORD = re.compile(r"[^\W\d_]+")
_MOVING = re.compile(
    r"slid|carousel|swiper|slick|clone|modal|menu|drawer|canvas|popup|overlay|dialog|toast|tab|accordion|collapse|marquee"
    r"|ticker|cookie|consent|banner|lightbox|tooltip|typed|anim|splitting",
    re.IGNORECASE,
)


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)"],
    wcag=["1.3.1"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example(
            '<p aria-hidden="true">We meet at the boat house by the river each Friday at seven.</p><p>We meet at the boat house by the river each Friday at seven.</p>',
            gives=1.0,
        ),
        Example(
            '<p id="fail" aria-hidden="true">We meet at the boat house by the river each Friday at seven.</p>',
            gives=0.0,
        ),
        Example(
            '<p style="color: white; background: white" aria-hidden="true">We meet at the boat house by the river each Friday at seven.</p>',
            gives="not_applicable",
            note="nobody sees it",
        ),
        Example('<span aria-hidden="true">☎</span> Call', gives="not_applicable"),
    ],
)
def aria_hidden_text(page: Page) -> Outcome:
    kept = [
        element
        for element in with_attribute(page, "aria-hidden")
        if concealment(page).get(element) == KEPT_FROM_AT and element.tag != "body" and not _moves(element)
    ]
    passages = [(element, words) for element in kept if len(words := _words(page, element)) >= _LEAST]
    if not passages:
        return not_applicable("no longer text is hidden from assistive technology")
    heard = _heard(page)
    findings = [
        Finding("text that is seen, but hidden from assistive technology", element)
        for element, words in passages
        if sum(word in heard for word in words) < _SHARE * len(words)
    ]
    return passing(len(passages), findings)


def _moves(element: HtmlElement) -> bool:
    parts = (element, *element.iterancestors())
    return any(_MOVING.search(f"{part.get('class', '')} {part.get('id', '')} {part.get('role', '')}") for part in parts)


def _words(page: Page, element: HtmlElement) -> list[str]:
    found: list[str] = []
    for part in element.iter():
        if not isinstance(part.tag, str) or part.tag in {"script", "style", "svg"} or len(found) > 2000:
            continue
        if hidden_from_all(page, part) or hidden_from_sight(page, part) or _unseen(page, part):
            continue
        found += _WORD.findall((part.text or "").lower())
        for child in part:
            found += _WORD.findall((child.tail or "").lower())
    return found


def _unseen(page: Page, part: HtmlElement) -> bool:
    """Is its text of the colour behind it, so that nobody reads it?"""
    colour, ground = cascade(page).looks()[part].rgba("color"), grounds(page).of(part)
    if colour is None or not ground.certain:
        return False
    return all(contrast_of(over(colour, behind), behind) < BARELY for behind in ground.colours)


def _heard(page: Page) -> set[str]:
    heard: set[str] = set()
    for part in page.all_elements():
        if part.tag in {"script", "style"} or hidden_from_at(page, part):
            continue
        heard.update(_WORD.findall((part.text or "").lower()))
        for child in part:
            heard.update(_WORD.findall((child.tail or "").lower()))
    return heard
