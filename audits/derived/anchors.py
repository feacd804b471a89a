"""The links of a page, with the words that people hear of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.attributes import with_attribute
from audits.derived.hidden import concealment
from audits.derived.passages import unseen
from audits.derived.wording import squeezed
from audits.page import Page

SILENT = frozenset({"script", "style", "noscript", "template"})
_LABEL_CAP = 300
"""Characters kept of a label: thousands of links may be labelled by one long text, each reading it anew."""
_LABELS = 20
"""Elements that `aria-labelledby` names and that are read; the rest is an attack."""


@dataclass(slots=True, eq=False)  # not frozen: that takes three times as long to make, and a page has hundreds
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
        said = f"{self.alt} {self.text}" if self.alt and self.text else self.alt or self.text
        return self.label or said or self.title


@derived
def anchors(page: Page) -> tuple[Anchor, ...]:
    """Every link of the page in document order."""

    @cache
    def referenced(name: str) -> str:
        return squeezed("".join(page.ids[name][0].itertext()))[:_LABEL_CAP] if name in page.ids else ""

    labelled = {*with_attribute(page, "aria-label"), *with_attribute(page, "aria-labelledby")}
    titled = frozenset(with_attribute(page, "title"))
    concealed = concealment(page)
    return tuple(
        _anchor(
            element,
            _label(element, referenced) if element in labelled else "",
            squeezed(element.get("title") or "") if element in titled else "",
            hidden=element in concealed,
        )
        for element in page.elements("a")
        if "href" in element.attrib
    )


def _anchor(element: HtmlElement, label: str, title: str, *, hidden: bool) -> Anchor:
    href = (element.get("href") or "").strip()
    if not len(element):
        return Anchor(element, href, squeezed(element.text or ""), "", label, title, hidden)
    alt = squeezed(" ".join([image.get("alt", "") for image in element.iter("img")]))
    return Anchor(element, href, squeezed(words_in(element)), alt, label, title, hidden)


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
