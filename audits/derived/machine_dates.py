"""The dates a page tells machines: JSON-LD, microdata, meta elements, `time` elements and its own address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page

Kind = Literal["published", "modified", "event", "time", "address"]
"""What the date is said to be. "time" is a `time` element whose meaning is not told."""


@dataclass(frozen=True, slots=True)
class MachineDate:
    """One date as (year, month, day), `day` 0 where only the month is told. `source` names where it was read.

    `article` says that it belongs to an article, posting or news item and not to a page that any change touches.
    """

    year: int
    month: int
    day: int
    kind: Kind
    source: str
    article: bool = False

    @property
    def key(self) -> tuple[int, int, int]:
        return self.year, self.month, self.day


_ISO = re.compile(r"\s*(\d{4})-?(\d{2})(?:-?(\d{2}))?(?=$|[T\s+Z])")
_PROPERTIES: dict[str, Kind] = {
    "datepublished": "published", "datecreated": "published", "uploaddate": "published", "dateposted": "published",
    "datemodified": "modified", "startdate": "event", "enddate": "event",
}  # fmt: skip
_METAS: dict[str, Kind] = {
    "article:published_time": "published", "article:modified_time": "modified", "og:published_time": "published",
    "og:updated_time": "modified", "article:published": "published", "article:modified": "modified",
    "date": "published", "dc.date": "published", "dc.date.created": "published", "dc.date.issued": "published",
    "dc.date.modified": "modified", "dcterms.created": "published", "dcterms.issued": "published",
    "dcterms.date": "published", "dcterms.modified": "modified", "last-modified": "modified", "lastmod": "modified",
    "revised": "modified", "pubdate": "published", "publish_date": "published", "publishdate": "published",
    "sailthru.date": "published", "creation_date": "published", "event:start_time": "event",
}  # fmt: skip
_ARTICLE = re.compile(r"article|posting|news|report|review", re.IGNORECASE)
_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?:/(0[1-9]|[12]\d|3[01]))?(?=/|$)")


@derived
def machine_dates(page: Page) -> tuple[MachineDate, ...]:
    """Every machine-readable date that is one; the order tells nothing."""
    return tuple(dict.fromkeys([*_from_scripts(page), *_from_metas(page), *_from_markup(page), *_from_address(page)]))


def iso_date(text: str) -> tuple[int, int, int] | None:
    """Year, month and day (0 where it has none) of an ISO 8601 date or date-time; `None` for anything else."""
    m = _ISO.match(text)
    if not m:
        return None
    year, month, day = int(m[1]), int(m[2]), int(m[3] or 0)
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return year, month, day


def _from_scripts(page: Page) -> Iterator[MachineDate]:
    for script in page.elements("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                data = json.loads(script.text.strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _from_graph(data)


def _from_graph(data: Any) -> Iterator[MachineDate]:
    waiting = [data]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, list):
            waiting += thing
        elif isinstance(thing, dict):
            types = str(thing.get("@type", ""))
            for name, value in thing.items():
                kind = _PROPERTIES.get(name.lower())
                if kind and isinstance(value, str) and (found := iso_date(value)):
                    yield MachineDate(*found, kind, f"JSON-LD {name}", bool(_ARTICLE.search(types)))
                elif isinstance(value, (dict, list)):
                    waiting.append(value)


def _from_metas(page: Page) -> Iterator[MachineDate]:
    for meta in page.elements("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        kind = _METAS.get(name) or _PROPERTIES.get(name)
        if kind and (found := iso_date(meta.get("content") or "")):
            yield MachineDate(*found, kind, f"meta {name}", name.startswith("article:published"))


def _from_markup(page: Page) -> Iterator[MachineDate]:
    for element in page.elements("time"):
        text = element.get("datetime") or element.text_content()
        if found := iso_date(text):
            yield MachineDate(*found, _kind(element), "time element", _in_article(element))
    # Microformats wrote dates into the title of an `abbr`.
    for element in page.elements("abbr"):
        if found := iso_date(element.get("title") or ""):
            yield MachineDate(*found, _kind(element), "abbr element")
    for element in page.elements("span", "div", "p", "td", "li"):
        name = element.get("itemprop")
        kind = _PROPERTIES.get(name.lower()) if name else None
        if kind and (found := iso_date(element.get("content") or element.text_content())):
            yield MachineDate(*found, kind, f"microdata {name}")


def _kind(element: HtmlElement) -> Kind:
    named = _PROPERTIES.get((element.get("itemprop") or "").lower())
    if named:
        return named
    classes = (element.get("class") or "").lower()
    if "dtstart" in classes or "dtend" in classes or "event" in classes:
        return "event"
    if "updated" in classes or "modified" in classes:
        return "modified"
    return (
        "published" if "publish" in classes or "entry-date" in classes or element.get("pubdate") is not None else "time"
    )


def _in_article(element: HtmlElement) -> bool:
    return any(parent.tag == "article" for parent in element.iterancestors())


def _from_address(page: Page) -> Iterator[MachineDate]:
    if m := _ADDRESS.search(urlsplit(page.url).path):
        yield MachineDate(int(m[1]), int(m[2]), int(m[3] or 0), "address", "address")
