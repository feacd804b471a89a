"""One loaded page: its text and its tree, each made at most once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urldefrag

import ada_url
from lxml.html import HtmlElement

from audits.store.records import Fetch
from audits.store.text import Decoded, decode
from audits.store.tree import Tree, tree_of
from audits.store.unpack import Unpacked, unpack


@dataclass(frozen=True, eq=False)
class Page:
    """One answer that is an HTML page.

    `url` is the address it was served from (after redirects). `answers` holds every other answer of the visit by
    URL without fragment: style sheets, images (headers and size only), scripts, framed documents. `facts` is what a
    browser saw, by name, empty without one. `tallies` are counts that the judgement writes for site audits.
    """

    fetch: Fetch
    url: str
    home: bool = False
    answers: Mapping[str, Fetch] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    memo: dict[Any, Any] = field(default_factory=dict)
    tallies: dict[str, int] = field(default_factory=dict)

    @cached_property
    def unpacked(self) -> Unpacked:
        return unpack(self.fetch.wire, self.fetch.header("content-encoding"))

    @cached_property
    def decoded(self) -> Decoded:
        return decode(self.unpacked.body, self.fetch.header("content-type"))

    @property
    def text(self) -> str:
        """The source of the page as text."""
        return self.decoded.text

    @cached_property
    def parsed(self) -> Tree:
        return tree_of(self.text)

    @property
    def root(self) -> HtmlElement:
        """The `html` element."""
        return self.parsed.root

    @cached_property
    def every(self) -> tuple[HtmlElement, ...]:
        """Every element in document order; the tree is walked once for all audits."""
        return tuple(self.root.iter("*"))  # without comments

    @cached_property
    def index(self) -> Mapping[str, list[HtmlElement]]:
        """Every element by tag name, in document order."""
        index: dict[str, list[HtmlElement]] = defaultdict(list)
        for element in self.every:
            index[element.tag].append(element)  # type: ignore[index]  # an element's tag is text: comments are left out
        return index

    @cached_property
    def order(self) -> Mapping[HtmlElement, int]:
        """The place of each element in document order."""
        return {element: place for place, element in enumerate(self.every)}

    def elements(self, *tags: str) -> list[HtmlElement]:
        """The elements with one of these tags: in document order for one tag, grouped by tag for several."""
        if len(tags) == 1:
            return self.index.get(tags[0], [])
        return [element for tag in tags for element in self.index.get(tag, [])]

    def all_elements(self) -> Iterator[HtmlElement]:
        """Every element in document order."""
        return iter(self.every)

    @cached_property
    def attributes(self) -> Mapping[str, list[HtmlElement]]:
        """Every element that has attributes, by the name of each of them, in document order."""
        index: dict[str, list[HtmlElement]] = defaultdict(list)
        for element in self.every:
            for name in element.attrib:
                index[name].append(element)
        return index

    @cached_property
    def ids(self) -> Mapping[str, list[HtmlElement]]:
        """Every element that has an id, by it."""
        ids: dict[str, list[HtmlElement]] = defaultdict(list)
        for element in self.attributes.get("id", ()):
            ids[element.get("id", "")].append(element)
        return ids

    @cached_property
    def base(self) -> str:
        """What relative addresses count from: the first `base href`, else the page's own address."""
        for element in self.elements("base"):
            if href := element.get("href"):
                return _join(self.url, href) or self.url
        return self.url

    def join(self, reference: str | None) -> str:
        """The absolute address a browser makes of `reference`; empty where it makes none."""
        return _join(self.base, reference) if reference is not None else ""

    def answer(self, url: str) -> Fetch | None:
        """What came back for that absolute address, redirects followed; `None` where it was never asked for."""
        for _ in range(6):
            fetch = self.answers.get(urldefrag(url).url)
            if fetch is None or not fetch.location:
                return fetch
            url = _join(fetch.url, fetch.location)
        return None

    def answer_text(self, url: str) -> str | None:
        """The text of a style sheet, script or other text that was fetched; `None` where its body was not kept."""
        fetch = self.answer(url)
        if fetch is None or not fetch.ok or not fetch.wire:
            return None
        body = unpack(fetch.wire, fetch.header("content-encoding")).body
        return decode(body, fetch.header("content-type")).text

    def release(self, keep: tuple[Callable[[Any], Any], ...]) -> None:
        """Let the tree and everything made from it go, except the derived facts in `keep`."""
        kept = {function: self.memo[function] for function in keep if function in self.memo}
        self.memo.clear()
        self.memo.update(kept)
        for name in MADE:
            self.__dict__.pop(name, None)


MADE = ("unpacked", "decoded", "parsed", "every", "index", "order", "attributes", "ids", "base")
"""What a page makes of its bytes and remembers until it is released."""


def _join(base: str, reference: str) -> str:
    """The WHATWG URL standard's join: spaces, backslashes, tabs and missing schemes as browsers read them."""
    return _joined(base, reference) if len(reference) <= _SHORT else _joined.__wrapped__(base, reference)


_SHORT = 400
"""Characters of an address whose absolute form is remembered: many audits ask for it; pictures inside addresses are long."""


@lru_cache(maxsize=4096)
def _joined(base: str, reference: str) -> str:
    try:
        return str(ada_url.join_url(base, reference.strip()))
    except ValueError:
        return ""
