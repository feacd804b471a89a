"""What a page was made with, told from the traces that products leave in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal
from urllib.parse import urlsplit

from audits.derived import derived
from audits.derived.addresses import loaded_addresses
from audits.derived.version import order
from audits.page import Page
from audits.standards import table
from audits.store.records import Fetch
from audits.store.unpack import unpack

Trace = Literal["generator", "header", "host", "address", "comment", "markup", "script"]
_COMMENTS = 60_000  # characters of comments looked through: licence banners, not archives, hold the traces
_STYLE_HEAD = 400  # bytes: a design names itself in the first comment
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
    age_until: str
    as_written: bool
    eol: str


@derived
def makers(page: Page) -> tuple[Maker, ...]:
    """Every product recognised on this page, the surest trace of each, in the table's order."""
    seen = _seen(page)
    return tuple(
        Maker(
            _shown(product, trace, words),
            product.kind,
            version,
            trace,
            words[:120],
            _age(product, version),
            product.eol,
        )
        for product in products()
        if product.name in seen
        for trace, words, version in [seen[product.name]]
    )


def _shown(product: _Product, trace: Trace, words: str) -> str:
    return words[:40] if product.as_written and trace == "generator" else product.name


def _age(product: _Product, version: str) -> str:
    """The age of a product, which for some depends on the version; without one the later age is the careful answer."""
    if not product.age_until:
        return product.age
    return product.age if version and order(version) <= order(product.age_until) else "2000s"


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
    return page.parsed.comments


def _seen(page: Page) -> dict[str, tuple[Trace, str, str]]:
    """Product → its surest trace: kind, words, version. Surest first: a later trace never replaces an earlier one."""
    seen: dict[str, tuple[Trace, str, str]] = {}
    for name, trace in (*_generator_lines(page), *_headers(page), *_hosts(page), *_pieces(page)):
        seen.setdefault(name, trace)
    return seen


_Traces = Iterator[tuple[str, tuple[Trace, str, str]]]


def _generator_lines(page: Page) -> _Traces:
    for words in generators(page):
        for product in products():
            if product.generator is not None and (found := product.generator.search(words)):
                yield product.name, ("generator", words, _version(found))


def _headers(page: Page) -> _Traces:
    sent = {name.lower(): value for name, value in page.fetch.headers}
    for product in _with_headers():
        for name, piece in product.headers:
            if name in sent and piece in sent[name].lower():
                said = product.generator.search(sent[name]) if product.generator else None
                yield product.name, ("header", f"{name}: {sent[name]}", _version(said) if said else "")


def _hosts(page: Page) -> _Traces:
    # A picture may be borrowed from another site, whatever that is made with: only scripts and styles say something.
    hosts = {item.host for item in loaded_addresses(page) if item.tag in {"script", "link"}}
    ends = _host_ends()
    for host in {*hosts, urlsplit(page.url).hostname or ""}:
        rest = host
        while "." in rest:
            if name := ends.get(rest):
                yield name, ("host", host, "")
            rest = rest.partition(".")[2]


def _pieces(page: Page) -> _Traces:
    own = urlsplit(page.url).hostname or ""
    near = [
        item.address
        for item in loaded_addresses(page)
        if not item.host or item.host == own or item.host in _MAKERS_HOSTS
    ]
    addresses = "\n".join(near).lower()
    remarks = "\n".join((*comments(page), *_style_heads(page)))[:_COMMENTS].lower()
    inline = "\n".join(text for script in page.elements("script") if (text := script.text) and "function MM_" in text)
    for product in products():
        for piece in product.urls:
            if piece in addresses:
                yield product.name, ("address", piece, "")
        for tag, attribute, operator, value in product.attributes:
            if tag in page.index and _has(page, tag, attribute, operator, value):
                yield product.name, ("markup", f"{tag}[{attribute}]" if attribute else tag, "")
        for piece in product.comments if remarks else ():
            if piece in remarks:
                yield product.name, ("comment", piece, "")
        for piece in product.scripts if inline else ():
            if piece in inline:
                yield product.name, ("script", piece, "")


def _style_heads(page: Page) -> list[str]:
    """The beginnings of the site's own style sheets, where designs name themselves."""
    sheets = (
        page.answer(page.join(item.address)) for item in loaded_addresses(page) if item.tag == "link" and not item.host
    )
    return [
        _head(sheet)
        for sheet in sheets
        if sheet is not None and sheet.ok and sheet.wire and sheet.media_type == "text/css"
    ]


@lru_cache(maxsize=256)
def _head(sheet: Fetch) -> str:
    return unpack(sheet.wire, sheet.header("content-encoding")).body[:_STYLE_HEAD].decode("latin-1")


def _version(found: re.Match[str]) -> str:
    return ((found.group(1) if found.re.groups else "") or "").strip(".")


@cache
def _with_headers() -> tuple[_Product, ...]:
    return tuple(product for product in products() if product.headers)


@cache
def _host_ends() -> Mapping[str, str]:
    return {end: product.name for product in products() for end in product.hosts}


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
        age_until=row.get("age_until", ""),
        as_written=row.get("as_written", False),
        eol=row.get("eol", ""),
    )
