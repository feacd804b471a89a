"""What a page was made with, told from the traces that products leave in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from urllib.parse import urlsplit

from lxml import etree

from audits.derived import derived
from audits.derived.addresses import loaded_addresses
from audits.page import Page
from audits.standards import table

Trace = Literal["generator", "header", "host", "address", "comment", "markup", "script"]
_COMMENTS = 60_000  # characters of comments looked through: licence banners, not archives, hold the traces
_MAKERS_HOSTS = frozenset({"www.gstatic.com", "www.blogger.com"})


@dataclass(frozen=True, slots=True)
class Maker:
    """One product that left a trace: its name and kind, its version where it says one, the trace and its words."""

    name: str
    kind: str
    version: str
    trace: Trace
    words: str
    age: str
    eol: str


@dataclass(frozen=True, slots=True)
class _Product:
    name: str
    kind: str
    generator: re.Pattern[str] | None
    hosts: tuple[str, ...]
    urls: tuple[str, ...]
    comments: tuple[str, ...]
    scripts: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    attributes: tuple[tuple[str, str, str, str], ...]
    age: str
    eol: str


@derived
def makers(page: Page) -> tuple[Maker, ...]:
    """Every product recognised on this page, the surest trace of each, in the table's order."""
    traces = _traces(page)
    found = []
    for product in products():
        if seen := _seen(product, page, traces):
            trace, words, version = seen
            found.append(Maker(product.name, product.kind, version, trace, words[:120], product.age, product.eol))
    return tuple(found)


@derived
def generators(page: Page) -> tuple[str, ...]:
    """The contents of `meta generator`, as written."""
    return tuple(
        content
        for meta in page.elements("meta")
        if meta.get("name", "").strip().lower() == "generator" and (content := meta.get("content", "").strip())
    )


@derived
def comments(page: Page) -> tuple[str, ...]:
    """The texts of the comments in a page, those around the `html` element first."""
    root = page.root
    around = [*root.itersiblings(preceding=True), *root.itersiblings()]
    outside = [str(node.text or "") for node in around if not isinstance(node.tag, str)]
    return (*outside, *(str(node.text or "") for node in root.iter(etree.Comment)))


@dataclass(frozen=True, slots=True)
class _Traces:
    hosts: frozenset[str]
    addresses: str
    comments: str
    headers: Mapping[str, str]


def _traces(page: Page) -> _Traces:
    loaded = loaded_addresses(page)
    own = urlsplit(page.url).hostname or ""
    # A picture may be borrowed from another site, whatever that is made with: only scripts and styles say something,
    # and of addresses only those on the site itself, or those that name the maker's own host.
    code = [item for item in loaded if item.tag in {"script", "link"}]
    near = [item.address for item in loaded if not item.host or item.host == own]
    return _Traces(
        frozenset({own, *(item.host for item in code if item.host)}),
        "\n".join([*near, *(item.address for item in code if item.host in _MAKERS_HOSTS)]).lower(),
        "\n".join(comments(page))[:_COMMENTS].lower(),
        {name.lower(): value.lower() for name, value in page.fetch.headers},
    )


def _seen(product: _Product, page: Page, traces: _Traces) -> tuple[Trace, str, str] | None:
    if product.generator is not None:
        for words in generators(page):
            if found := product.generator.search(words):
                version = found.group(1) if found.re.groups else ""
                return "generator", words, (version or "").strip(".")
    for name, piece in product.headers:
        if name in traces.headers and piece in traces.headers[name]:
            said = product.generator.search(traces.headers[name]) if product.generator else None
            version = (said.group(1) if said and said.re.groups else "") or ""
            return "header", f"{name}: {traces.headers[name]}", version.strip(".")
    for host in traces.hosts:
        if host.endswith(product.hosts) and any(host == end or host.endswith("." + end) for end in product.hosts):
            return "host", host, ""
    for piece in product.urls:
        if piece in traces.addresses:
            return "address", piece, ""
    for tag, attribute, operator, value in product.attributes:
        if _has(page, tag, attribute, operator, value):
            return "markup", f"{tag}[{attribute}]" if attribute else tag, ""
    for piece in product.comments:
        if piece in traces.comments:
            return "comment", piece, ""
    if product.scripts:
        for script in page.elements("script"):
            text = script.text or ""
            for piece in product.scripts:
                if piece in text:
                    return "script", piece, ""
    return None


def _has(page: Page, tag: str, attribute: str, operator: str, value: str) -> bool:
    elements = page.elements(tag)
    if not attribute:
        return bool(elements)
    for element in elements:
        got = element.get(attribute)
        if got is None:
            continue
        got = got.strip().lower()
        if not operator or (operator == "=" and got == value) or (operator == "^=" and got.startswith(value)):
            return True
    return False


@cache
def products() -> tuple[_Product, ...]:
    """The table of products, ready for use."""
    return tuple(_product(row) for row in table("generators.toml")["product"])


_SELECTOR = re.compile(r"^([\w-]+)(?:\[([\w:-]+)(?:(\^?=)([^\]]*))?\])?$")


def _product(row: Mapping[str, Any]) -> _Product:
    selectors = [_SELECTOR.match(text) for text in row.get("attributes", ())]
    return _Product(
        name=row["name"],
        kind=row["kind"],
        generator=re.compile(row["generator"], re.IGNORECASE) if "generator" in row else None,
        hosts=tuple(row.get("hosts", ())),
        urls=tuple(piece.lower() for piece in row.get("urls", ())),
        comments=tuple(piece.lower() for piece in row.get("comments", ())),
        scripts=tuple(row.get("scripts", ())),
        headers=tuple((name, piece) for name, piece in row.get("headers", ())),
        attributes=tuple((m[1], m[2] or "", m[3] or "", m[4] or "") for m in selectors if m),
        age=row.get("age", ""),
        eol=row.get("eol", ""),
    )
