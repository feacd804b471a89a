"""The links of a page, with the words that people hear of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.hidden import hidden_from_at
from audits.derived.passages import unseen
from audits.derived.wording import squeezed
from audits.page import Page

SILENT = frozenset({"script", "style", "noscript", "template"})
_LABEL_CAP = 300
"""Characters kept of a label: thousands of links may be labelled by one long text, each reading it anew."""
_LABELS = 20
"""Elements that `aria-labelledby` names and that are read; the rest is an attack."""


@dataclass(frozen=True, slots=True, eq=False)
class Anchor:
    """One `a` with an `href`.

    `text` is its own words, `alt` the alternatives of the pictures in it, `label` what ARIA says instead of both,
    `title` its title attribute. `hidden` says that assistive technology is told to leave it out.
    """

    element: HtmlElement
    href: str
    text: str
    alt: str
    label: str
    title: str
    hidden: bool

    @property
    def ending(self) -> str:
        """The ending of the file that the address names, in lower case; empty where it names none."""
        path = self.href.partition("#")[0].partition("?")[0]
        dot = path.rfind(".")
        if dot < 1 or path.rfind("/") > dot or path[:7].lower() == "mailto:" or (path.rfind("/") < 8 and "://" in path):
            return ""
        return path[dot + 1 :].lower() if len(path) - dot < 7 else ""

    @property
    def name(self) -> str:
        """What is heard: the ARIA label, else the words and alternatives, else the title."""
        return self.label or squeezed(f"{self.alt} {self.text}") or self.title


@derived
def anchors(page: Page) -> tuple[Anchor, ...]:
    """Every link of the page in document order."""

    @cache
    def referenced(name: str) -> str:
        return squeezed("".join(page.ids[name][0].itertext()))[:_LABEL_CAP] if name in page.ids else ""

    return tuple(_anchor(page, element, referenced) for element in page.elements("a") if "href" in element.attrib)


def _anchor(page: Page, element: HtmlElement, referenced: Callable[[str], str]) -> Anchor:
    get = element.get
    text = squeezed(words_in(element)) if len(element) else squeezed(element.text or "")
    alts = [image.get("alt", "") for image in element.iter("img")] if len(element) else []
    return Anchor(
        element,
        (get("href") or "").strip(),
        text,
        squeezed(" ".join(alts)),
        _label(element, referenced),
        squeezed(get("title") or ""),
        hidden_from_at(page, element),
    )


def words_in(element: HtmlElement) -> str:
    """The text in an element without scripts, styles and what `hidden` or an inline `display: none` takes away."""
    if not any(_unheard(inner) for inner in element.iterdescendants()):
        return "".join(element.itertext())
    pieces: list[str] = []
    stack: list[HtmlElement | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        for child in item.iterchildren(reversed=True):
            if child.tail:
                stack.append(child.tail)
            if not _unheard(child):
                stack.append(child)
        if item.text:
            pieces.append(item.text)
    return "".join(pieces)


def _unheard(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return True
    return unseen(element) or element.get("aria-hidden") == "true"


def _label(element: HtmlElement, referenced: Callable[[str], str]) -> str:
    if (names := element.get("aria-labelledby")) and (
        label := squeezed(" ".join(referenced(name) for name in names.split()[:_LABELS]))
    ):
        return label[:_LABEL_CAP]
    return squeezed(element.get("aria-label") or "")
