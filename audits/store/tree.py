"""Builds the one tree of a page: HTML5 tree construction as browsers do it, then lxml over what it repaired."""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.html
from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from lxml import etree
from lxml.html import (
    FormElement,
    HtmlComment,
    HtmlElement,
    HtmlEntity,
    HtmlProcessingInstruction,
    InputElement,
    LabelElement,
    SelectElement,
    TextareaElement,
)
from selectolax.lexbor import LexborHTMLParser

TEXT_CAP = 2 * 1024 * 1024
"""Characters parsed of one page: C parsers cannot be interrupted, and no page a person reads is longer."""

# Void elements that libxml2 does not know to be void: what follows them would nest inside. Lexbor quotes all attributes.
_UNKNOWN_VOID = re.compile(r"<(source|track|wbr)((?:\s[^\s=>]+(?:=\"[^\"]*\")?)*)>")

DEPTH_CAP = 400
"""Levels kept on the slow path; libxml2 itself ends at 2,048, and Python's recursion at about 1,000."""

_LONG = 60_000
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{_LONG},}}")  # Lexbor and lxml are quadratic in attributes: 350 KB take 2-3 s
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_OPTIONS = 10_000  # Lexbor looks through the whole list at each choice: 20,000 take 2 s, 100,000 a minute
_UNCLOSED = 1200  # open tags more than closed ones, from which depth is counted exactly
_ENDLESS = frozenset("""
    area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr
""".split())  # fmt: skip
_VOID = _ENDLESS | frozenset("p li dt dd option tr td th thead tbody tfoot colgroup rp rt".split())
"""Elements that have no end tag, and those whose end tag may be left out."""

_NOSCRIPT = re.compile(r"<noscript\b[^>]*>", re.IGNORECASE)
_NOSCRIPT_END = re.compile(r"(</noscript\s*>)", re.IGNORECASE)
_WITHIN = 100  # open elements of a noscript that are kept count of: more are an attack, not a page
_OPENED = re.compile(rf"<(?!(?:{'|'.join(sorted(_VOID))})(?![a-z0-9]))[a-z]", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Tree:
    """The root element, and what a reader must know of how it was made (empty: the fast path, whole).

    Comments are not in the tree: they part words and neighbours that stand together for every reader. They are beside
    it, those around the `html` element first.
    """

    root: HtmlElement
    note: str = ""
    comments: tuple[str, ...] = ()


def tree_of(text: str) -> Tree:
    """Parse HTML text of any size and any badness. The root is always an `html` element with a body or frameset."""
    note = ""
    if len(text) > TEXT_CAP:
        text, note = text[:TEXT_CAP], f"cut at {TEXT_CAP // 1024 // 1024} MiB of text"
    reason = _danger(text)
    if reason:
        return Tree(_slowly(text), f"{note}; read slowly: {reason}".lstrip("; "))
    root = _fast(text)
    return Tree(root, note, _comments_taken(root))


def _fast(text: str) -> HtmlElement:
    if "<noscript" in text or "<NOSCRIPT" in text:
        text = _closed(text)
    repaired = LexborHTMLParser(text).html or ""
    if "<source" in repaired or "<track" in repaired or "<wbr" in repaired:
        repaired = _UNKNOWN_VOID.sub(r"<\1\2></\1>", repaired)
    return _document(repaired)


def _closed(text: str) -> str:
    """End what is left open in a `noscript`.

    With scripts, browsers take what is in there for text; without, as here, an open element in it holds the rest of the page.
    """
    parts = _NOSCRIPT_END.split(text)  # text, end, text, end, …, text
    for number in range(0, len(parts) - 1, 2):
        begun = _NOSCRIPT.search(parts[number])
        if begun:
            parts[number] += "".join(f"</{name}>" for name in reversed(_left_open(parts[number][begun.end() :])))
    return "".join(parts)


def _left_open(html: str) -> list[str]:
    opened: list[str] = []
    for close, tag in _TAG.findall(html):
        name = tag.lower()
        if not close and name not in _ENDLESS and len(opened) < _WITHIN:
            opened.append(name)
        elif close and name in opened:
            while opened.pop() != name:
                pass
    return [name for name in opened[:-1] if name != "p"] + opened[-1:]  # the next block ends a paragraph


def _document(html: str) -> HtmlElement:
    # The default parser silently drops everything below 256 levels; huge_tree goes to 2,048.
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8", remove_pis=True)
    parser.set_element_class_lookup(_CLASSES)
    try:
        root = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = lxml.html.document_fromstring(b"<html><head></head><body></body></html>")
    return root


def _comments_taken(root: HtmlElement) -> tuple[str, ...]:
    around = [*root.itersiblings(preceding=True), *root.itersiblings()]
    inside = list(root.iter(etree.Comment))
    if inside:
        texts = [node.text or "" for node in inside]
        etree.strip_tags(root, etree.Comment)
    else:
        texts = []
    return (*(node.text or "" for node in around if not isinstance(node.tag, str)), *texts)


def _classes() -> etree.ElementNamespaceClassLookup:
    """The classes that lxml.html gives to elements, looked up in C: its own lookup is a Python call for each element met."""
    others = etree.ElementDefaultClassLookup(
        element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction, entity=HtmlEntity
    )
    classes = etree.ElementNamespaceClassLookup(others)
    classes.get_namespace(None).update(_OF_THEIR_OWN)
    return classes


_OF_THEIR_OWN = {
    "form": FormElement,
    "input": InputElement,
    "label": LabelElement,
    "select": SelectElement,
    "textarea": TextareaElement,
}
_CLASSES = _classes()


def _danger(text: str) -> str:
    long = len(text) > _LONG  # what is shorter has no room for so many choices, nor for such a tag
    if long and text.count("<option") + text.count("<OPTION") > _OPTIONS:
        return f"more than {_OPTIONS} choices in lists"
    if long and _LONG_TAG.search(text):
        return "a tag of more than 60,000 characters"
    closed = text.count("</")
    unclosed = text.count("<") - 2 * closed
    if max(closed, unclosed) > _UNCLOSED and _depth(text) > _UNCLOSED:
        return f"nested more than {_UNCLOSED} deep"
    return ""


def _depth(text: str) -> int:
    """How deep tags nest that must be closed; counted exactly only where there are enough of them to matter."""
    if len(_OPENED.findall(text)) <= _UNCLOSED:
        return 0
    deepest = depth = 0
    for close, name in _TAG.findall(text):
        if name.lower() in _VOID:
            continue
        depth += -1 if close else 1
        deepest = max(deepest, depth)
        depth = max(depth, 0)
    return deepest


def _slowly(text: str) -> HtmlElement:
    """BeautifulSoup over lxml keeps deep and overlong markup; below `DEPTH_CAP` levels elements hang from the last."""
    soup = BeautifulSoup(text, "lxml")
    root = lxml.html.Element("html")
    holders: list[tuple[Tag, HtmlElement, int]] = []
    top = soup.find("html")
    if isinstance(top, Tag):
        holders.append((top, root, 1))
    while holders:
        tag, element, depth = holders.pop()
        last: HtmlElement | None = None
        for child in tag.children:
            if isinstance(child, Tag):
                made = _element(child)
                if made is None:
                    continue
                element.append(made)
                last = made
                if depth < DEPTH_CAP:
                    holders.append((child, made, depth + 1))
                else:
                    made.text = child.get_text(" ")
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                if last is None:
                    element.text = (element.text or "") + str(child)
                else:
                    last.tail = (last.tail or "") + str(child)
    if root.find("body") is None:
        root.append(lxml.html.Element("body"))
    return root


def _element(tag: Tag) -> HtmlElement | None:
    try:
        made = lxml.html.Element(tag.name)
    except ValueError:
        return None
    for index, (name, value) in enumerate(tag.attrs.items()):
        if index >= 1000:  # attributes beyond this are an attack on parsers, not a page
            break
        try:
            made.set(name, " ".join(value) if isinstance(value, list) else str(value))
        except ValueError:
            continue
    return made
