"""Which links within sentences look like the text around them but for a colour that is hardly different."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.cascade import Cascade, cascade
from audits.derived.hidden import hidden_from_sight
from audits.derived.known_style import colours_known
from audits.derived.roles import with_roles
from audits.derived.text_contrast import contrast_of
from audits.page import Page

_AROUND = 20  # letters of text beside the link that make it part of a sentence
_SEPARATORS = frozenset("|¦·•∙/\\»«›‹→>*+–—-~")


@dataclass(frozen=True, slots=True)
class LinksInText:
    """The links within sentences, and those of them told by colour alone; nobody can say without every style sheet."""

    within: tuple[HtmlElement, ...]
    alike: tuple[HtmlElement, ...]
    certain: bool


@derived
def links_in_text(page: Page) -> LinksInText:
    """Links of `a` elements, in document order. `alike` have less than 3 to 1 of contrast with the words around."""
    worded: dict[HtmlElement, bool] = {}
    links = [link for link in with_roles(page, "link") if link.tag == "a"]
    within = tuple(link for link in links if _in_sentence(page, link, worded))
    if not within or not colours_known(page):
        return LinksInText(within, (), not within)
    style = cascade(page)
    return LinksInText(within, tuple(link for link in within if _alike(style, link)), certain=True)


def _in_sentence(page: Page, link: HtmlElement, worded: dict[HtmlElement, bool]) -> bool:
    parent = link.getparent()
    if parent is None or parent.tag in {"nav", "ul", "ol", "body", "pre", "code"}:
        return False
    if parent not in worded:
        worded[parent] = _worded(parent)
    if not worded[parent] or not "".join(link.itertext()).strip():
        return False
    return _amid_words(link) and not hidden_from_sight(page, link)


def _worded(parent: HtmlElement) -> bool:
    """Has it words of its own beside the elements in it?"""
    beside = "".join([parent.text or "", *[child.tail or "" for child in parent]])
    return not beside.isspace() and sum(map(str.isalpha, beside)) >= _AROUND


def in_row(link: HtmlElement) -> bool:
    """Do strokes or dots, as between the links of a row, part it from what stands beside it?"""
    before, after = _beside(link)
    return before[-1:] in _SEPARATORS or after[:1] in _SEPARATORS


def _amid_words(link: HtmlElement) -> bool:
    before, after = _beside(link)
    return (_has_letters(before) and before[-1] not in _SEPARATORS) or (
        _has_letters(after) and after[0] not in _SEPARATORS
    )


def _beside(link: HtmlElement) -> tuple[str, str]:
    """The words before and after it, up to the next link or line."""
    parent, previous = link.getparent(), link.getprevious()
    before = (((parent.text if parent is not None else "") if previous is None else previous.tail) or "").strip()
    if not before and previous is not None and previous.tag not in {"a", "br"}:
        before = "".join(previous.itertext()).strip()
    return before, (link.tail or "").strip()


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _alike(style: Cascade, link: HtmlElement) -> bool:
    parent = link.getparent()
    parts = [link, *link.iterdescendants("*")]
    if parent is None or any(part.tag in _TELLING or _set_apart(style, part, parent) for part in parts):
        return False
    inner, outer = style.rgba(link, "color"), style.rgba(parent, "color")
    return inner is not None and outer is not None and contrast_of(inner, outer) < 3


_TELLING = frozenset({"img", "svg", "i", "b", "strong", "em", "u", "font"})
_PLAIN = frozenset({"none", ""})


def _set_apart(style: Cascade, link: HtmlElement, parent: HtmlElement) -> bool:
    """Does more than its colour tell it, or what is in it, from the words around?"""
    if any(style.value(link, name) not in _PLAIN for name in ("text-decoration", "text-decoration-line")):
        return True
    own = style.declared(link).values
    if any(own.get(name, "none") not in _PLAIN for name in ("box-shadow", "text-shadow", "outline-style", "filter")):
        return True
    if any(
        style.value(link, prop) != style.value(parent, prop)
        for prop in ("font-weight", "font-style", "font-size", "font-family", "text-transform", "font-variant")
    ):
        return True
    if style.value(link, "display") != "inline" or style.value(link, "background-image") not in {"none", ""}:
        return True
    ground = style.rgba(link, "background-color")
    bordered = any((style.px(link, f"border-{side}-width") or 0) > 0 for side in ("top", "right", "bottom", "left"))
    return bool(
        ground is None or ground[3] > 0 or bordered or style.pseudo(link, "before") or style.pseudo(link, "after")
    )
