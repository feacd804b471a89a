"""Script and style libraries that a page loads, with the versions that addresses and banners tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urljoin, urlsplit

from audits.derived import derived
from audits.derived.addresses import loaded_addresses
from audits.derived.version import between
from audits.page import Page
from audits.standards import table
from audits.store.records import Fetch
from audits.store.text import decode
from audits.store.unpack import unpack

_VERSION = r"(\d+(?:\.\d+)+(?:[-.]?(?:alpha|beta|rc|pre)[\w.]*|b\d+)?)"
# jquery-3.4.1.min.js, bootstrap.4.1.0.css, modernizr-2.6.2-respond.js
_IN_FILE = re.compile(
    rf"/(@?[a-z][a-z0-9._]*(?:-[a-z][a-z0-9._]*)*?)[-_.]v?{_VERSION}[^/]*\.(?:js|css)\b", re.IGNORECASE
)
# /npm/jquery@3.4.1/…, /ajax/libs/jquery/3.4.1/…, /bootstrap/4.4.1/css/…
_IN_PATH = re.compile(rf"/((?:@[a-z0-9-]+/)?[a-z][\w.-]*?)[@/]v?{_VERSION}/", re.IGNORECASE)
_IN_PACKAGE_END = re.compile(rf"/((?:@[a-z0-9-]+/)?[a-z][\w.-]*?)@v?{_VERSION}$", re.IGNORECASE)
# /wp-includes/js/jquery/jquery.min.js?ver=3.7.1
_IN_QUERY = re.compile(
    rf"/([a-z][\w.-]*?)(?:[.-](?:min|slim|pack|prod|umd|all))*\.(?:js|css)\?(?:.*&)?(?:ver|v|version)={_VERSION}(?:&|$|-wp)",
    re.IGNORECASE,
)
_PLACEHOLDER = r"([0-9][0-9.a-z_\-]+)"
_IMPORT = re.compile(r"""@import\s*(?:url\(\s*)?["']?([^"')\s;]+)""", re.IGNORECASE)
_BANNER = 3_000  # characters of a script in which its banner stands


@dataclass(frozen=True, slots=True)
class Library:
    """One library: its name, its version, and the address that was loaded."""

    name: str
    version: str
    address: str


@derived
def libraries(page: Page) -> tuple[Library, ...]:
    """Every library with a version, once for each version."""
    found: dict[tuple[str, str], Library] = {}
    for item in loaded_addresses(page):
        if item.tag not in {"script", "link"}:
            continue
        told = from_address(item.address)
        fetch = page.answer(page.join(item.address)) if not told or item.tag == "link" else None
        if fetch is not None and fetch.ok and fetch.wire:
            told = told or _from_banner(fetch)
            for address in _imports(fetch) if item.tag == "link" else ():
                inner = page.answer(address)
                for name, version in from_address(address) or (
                    _from_banner(inner) if inner and inner.ok and inner.wire else ()
                ):
                    found.setdefault((name, version), Library(name, version, address))
        for name, version in told:
            found.setdefault((name, version), Library(name, version, item.address))
    return tuple(found.values())


@lru_cache(maxsize=16384)
def from_address(address: str) -> tuple[tuple[str, str], ...]:
    """The library and version that an address tells; menus of scripts repeat on every page, so answers are kept."""
    if not any(char.isdigit() for char in address):
        return ()
    # Only the address itself, not its host, can hold a version; a query that only breaks caches holds none.
    parts = urlsplit(address)
    path = f"/{parts.path.lstrip('/')}"
    whole = f"{path}?{parts.query}" if parts.query else path
    for pattern, text in ((_IN_FILE, path), (_IN_PATH, path), (_IN_PACKAGE_END, path), (_IN_QUERY, whole)):
        for found in pattern.finditer(text):
            if name := _names().get(_plain(found.group(1))):
                return ((name, found.group(2)),)
    for name, patterns in _own_addresses():
        for compiled in patterns:
            if own := compiled.search(address):
                return ((name, own.group(1)),)
    for name, patterns in _addresses():
        for compiled in patterns:
            if (told := compiled.search(path)) and "." in told.group(1):
                return ((name, told.group(1).rstrip(".-_")),)
    return ()


@lru_cache(maxsize=2048)
def _from_banner(fetch: Fetch) -> tuple[tuple[str, str], ...]:
    body = unpack(fetch.wire, fetch.header("content-encoding")).body[: _BANNER * 4]
    return banner(decode(body, fetch.header("content-type")).text[:_BANNER])


@lru_cache(maxsize=512)
def _imports(fetch: Fetch) -> tuple[str, ...]:
    """The absolute addresses of the sheets that a style sheet imports at its head."""
    head = unpack(fetch.wire, fetch.header("content-encoding")).body[:_BANNER].decode("latin-1")
    return tuple(urljoin(fetch.url, address) for address in _IMPORT.findall(head))


def banner(text: str) -> tuple[tuple[str, str], ...]:
    """The libraries that the head of a script names, by retire.js's banner patterns."""
    for name, patterns in _banners():
        for compiled in patterns:
            if found := compiled.search(text):
                return ((name, found.group(1).rstrip(".-_")),)
    return ()


@lru_cache(maxsize=1024)
def holes(name: str, version: str) -> tuple[tuple[str, str], ...]:
    """Severity and names of the known vulnerabilities of a version; of support that ended, `support` tells."""
    return tuple(
        (severity, names)
        for start, below, severity, names in _holes().get(name, ())
        if between(version, start, below) and "end-of-life" not in names.lower()
    )


def _plain(name: str) -> str:
    name = name.lower()
    for ending in (".min", ".js", ".css", ".pack", ".slim", "-min", ".dist"):
        name = name.removesuffix(ending)
    return name


@cache
def _names() -> Mapping[str, str]:
    rows = table("library_names.toml")["names"]
    return {_plain(spelt): name for name, spellings in rows.items() for spelt in spellings}


@cache
def _own_addresses() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    rows = table("library_names.toml")["addresses"]
    return tuple(
        (name, tuple(re.compile(text.replace("§", _VERSION)) for text in texts)) for name, texts in rows.items()
    )


@cache
def _addresses() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    return _compiled(1)


@cache
def _banners() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    rows = table("library_names.toml")["banners"]
    own = tuple(
        (name, tuple(re.compile(text.replace("§", _VERSION)) for text in texts)) for name, texts in rows.items()
    )
    return (*_compiled(2), *own)


def _compiled(column: int) -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    rows = table("libraries.json")["libraries"]
    return tuple((row[0], tuple(re.compile(_pythonic(text)) for text in row[column])) for row in rows if row[column])


def _pythonic(pattern: str) -> str:
    """A pattern of JavaScript's dialect in Python's: `/*` stands unescaped at the head of some banners."""
    pattern = re.sub(r"^/\*(?!\?)", r"/\\*", pattern)
    return pattern.replace("§", _PLACEHOLDER, 1).replace("§", _PLACEHOLDER)


@cache
def _holes() -> Mapping[str, list[tuple[str, str, str, str]]]:
    return {row[0]: [tuple(hole) for hole in row[3]] for row in table("libraries.json")["libraries"]}
