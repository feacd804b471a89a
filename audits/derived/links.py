"""The links of a page: where each leads, what it says, what element makes it, and in which part of the page it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.detours import destination
from audits.page import Page
from audits.visit import bare_host

LINKING = {"a": "href", "area": "href", "frame": "src", "iframe": "src", "link": "href"}
"""The elements that link or embed a document, and the attribute that says where to."""

_LATE = ("data-src", "data-lazy-src", "data-litespeed-src", "data-cookieblock-src", "data-consent-src")
"""Where an iframe keeps its address until a script (or a consent) puts it in place."""

TEXT_CAP = 300
"""Characters of a link's words kept: longer ones are whole cards wrapped in a link."""

URL_CAP = 2_000
"""Characters of an address kept: what is longer carries data (`data:`), and leads nowhere."""


class Link(NamedTuple):
    """One link without its element, for site audits. A named tuple, as a page makes a hundred.

    `url` is absolute and keeps its fragment (empty where a browser makes no address of it), behind any page of
    leaving (`detours`); `href` is what was
    written. `text` is what is read out: the words inside, the `alt` of pictures, else `aria-label` or `title`. `kind`
    is the tag (a, area, frame, iframe, link). `own` says that it stays on the host of the page, with or without
    `www.`. `part` is "header", "nav", "footer" or "" for the rest. `rel` and `type` are the attributes in lower case.
    """

    url: str
    href: str
    text: str
    kind: str
    own: bool
    part: str
    rel: str = ""
    type: str = ""

    @property
    def scheme(self) -> str:
        """`https`, `mailto`, `tel`, `javascript` …, in lower case."""
        return self.url.partition(":")[0].lower()

    @property
    def host(self) -> str:
        """The host of a web address without `www.`, else empty."""
        return bare_host(self.url) if self.url.startswith("http") else ""


class LinkElement(NamedTuple):
    """A link and the element that makes it, for page audits."""

    link: Link
    element: HtmlElement


@derived
def link_elements(page: Page) -> tuple[LinkElement, ...]:
    """Every link of the page with its element, in document order within each kind."""
    host = bare_host(page.url)
    parts: dict[HtmlElement, str] = {}
    found = []
    for tag, attribute in LINKING.items():
        for element in page.index.get(tag, ()):
            href = element.get(attribute)
            if tag == "iframe" and (not href or href.startswith("about:")):
                href = next((late for name in _LATE if (late := element.get(name))), href)
            if href is not None:
                found.append(LinkElement(_link(page, element, href.strip(), host, parts), element))
    return tuple(found)


@derived
def links(page: Page) -> tuple[Link, ...]:
    """The same links without elements: this is what a site audit names in its `needs`."""
    return tuple(found.link for found in link_elements(page))


@derived
def clicks(page: Page) -> tuple[Link, ...]:
    """Addresses that a script opens on a click, without elements (see `click_elements`)."""
    return tuple(found.link for found in click_elements(page))


@derived
def click_elements(page: Page) -> tuple[LinkElement, ...]:
    """What `onclick` and `href="javascript:…"` open: links to whoever has scripts and a mouse. Their `kind` is "click"."""
    if not _ANY_CLICKED(page.root) and not any(link.href.startswith("javascript:") for link in links(page)):
        return ()
    host = bare_host(page.url)
    parts: dict[HtmlElement, str] = {}
    found = []
    for element in _CLICKED(page.root):
        script = element.get("onclick") or element.get("href", "")
        match = _OPENS.search(script[:URL_CAP])
        if match is None:
            continue
        url = page.join(match.group(1))
        web = url.startswith("http")
        part = part_of(element, parts).replace("article", "")
        own = web and bare_host(url) == host
        found.append(LinkElement(Link(url, match.group(1), words_of(element), "click", own, part), element))
    return tuple(found)


_ANY_CLICKED = etree.XPath("boolean(//@onclick)")
_CLICKED = etree.XPath("//*[@onclick] | //a[starts-with(@href, 'javascript:')]", smart_strings=False)
_OPENS = re.compile(r"""(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\s*\(|\bopen\s*\()\s*['"]([^'"]+)['"]""")


def part_of(element: HtmlElement, known: dict[HtmlElement, str]) -> str:
    """The part of the page an element stands in, or "article"; `known` remembers the answers for one page.

    The outermost part wins where it is a footer, the innermost otherwise: a menu in the footer is footer, a menu in
    the header is nav. The header of an article is no header of the page.
    """
    way: list[HtmlElement] = []
    node: HtmlElement | None = element
    part = ""
    while node is not None:
        if (seen := known.get(node)) is not None:
            part = seen
            break
        way.append(node)
        node = node.getparent()
    for step in reversed(way):
        part = _part_from(step, part)
        known[step] = part
    return part


def words_of(element: HtmlElement) -> str:
    """What is read out for a link: its words and the `alt` of its pictures, else its label or title."""
    if len(element):
        pieces = [text for text in element.itertext() if isinstance(text, str)]
        pieces += [image.get("alt", "") for image in element.iter("img")]
        text = " ".join(" ".join(pieces).split())
    else:
        text = " ".join((element.text or "").split())
    text = text or element.get("aria-label", "") or element.get("title", "") or element.get("alt", "")
    return text.strip()[:TEXT_CAP]


def _link(page: Page, element: HtmlElement, href: str, host: str, parts: dict[HtmlElement, str]) -> Link:
    url = destination(page.join(href)) if len(href) <= URL_CAP else ""
    tag = str(element.tag)
    part = "" if tag == "link" else part_of(element, parts)
    return Link(
        url,
        href[:URL_CAP],
        words_of(element) if tag == "a" else (element.get("alt") or element.get("title") or "").strip()[:TEXT_CAP],
        tag,
        url.startswith("http") and bare_host(url) == host,
        "" if part == "article" else part,
        element.get("rel", "").lower(),
        element.get("type", "").lower(),
    )


def _part_from(element: HtmlElement, around: str) -> str:
    if around in {"footer", "article"} or not isinstance(element.tag, str):
        return around
    tag = element.tag
    if tag in _PART_TAGS:
        return _PART_TAGS[tag]
    if role := element.get("role"):
        return _PART_ROLES.get(role.strip().lower(), around)
    if tag in _PARTLESS:
        return around
    name, ident = element.get("class"), element.get("id")
    if not (name or ident):
        return around
    names = f"{ident or ''} {name or ''}"
    return (_part_by_name(names) if len(names) < _NAMES_CAP else _part_by_name.__wrapped__(names)) or around


@lru_cache(maxsize=4096)
def _part_by_name(names: str) -> str:
    """The part that an id and class speak of, or "": the same few names recur on every page of a site."""
    match = _PART_NAME.search(names)
    if match is None:
        return ""
    word = match.group(1).lower()
    return next(part for part, words in _PART_WORDS.items() if word in words)


_NAMES_CAP = 200  # characters of an id and class that are remembered: longer ones recur nowhere
_PARTLESS = frozenset(("body", "html", "a", "main"))
_PART_TAGS = {"header": "header", "nav": "nav", "footer": "footer", "article": "article"}
_PART_ROLES = {"banner": "header", "navigation": "nav", "contentinfo": "footer", "menu": "nav", "menubar": "nav"}
_PART_WORDS = {
    "footer": {"footer", "foot", "fuss", "fusszeile", "pied", "pie", "bottombar", "colophon"},
    "nav": {"nav", "navi", "navbar", "navigation", "menu", "mainmenu", "topmenu", "menubar", "navmenu", "mainnav"},
    "header": {"header", "masthead", "topbar", "kopf", "banner", "encabezado", "entete", "siteheader"},
}


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_PART_NAME = re.compile(
    rf"(?:^|[\s_-])({_alternatives(word for words in _PART_WORDS.values() for word in words)})(?=[\s_\d-]|$)",
    re.IGNORECASE,
)
