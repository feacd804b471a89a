"""The policies, contacts and places to report harm that a page links to or names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from lxml import etree

from audits.derived import derived
from audits.derived.addresses import host_of
from audits.page import Page
from audits.standards import table

Kind = Literal["privacy", "cookies", "safeguarding", "complaints", "report", "contact", "charity"]
LINKED: tuple[Kind, ...] = ("privacy", "cookies", "safeguarding", "complaints")
_VISIBLE = etree.XPath(".//text()[not(parent::script or parent::style)]", smart_strings=False)
_TEXT_CAP = 200_000  # characters of a page's text looked through
_NUMBER = re.compile(r"\d[\d -]{0,20}\d{2}")
_BEFORE = 90  # characters before a number in which its name stands: no pattern reaches further back
_LINK_CAP = 120  # characters: the words of a link that names a policy are few; longer ones are teasers of articles


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing offered: its kind, the words that say so, and the absolute address they lead to (or the page's own)."""

    kind: Kind
    words: str
    url: str


@derived
def offers(page: Page) -> tuple[Offer, ...]:
    """What a page offers, the first of each kind."""
    found: dict[Kind, Offer] = {}
    for link in page.elements("a", "area"):
        href = link.get("href", "").strip()
        if not href or href == "#" or href[:11].lower() == "javascript:":
            continue
        said = fold(" ".join(link.itertext()) if link.tag == "a" else link.get("alt", ""))
        if not said:
            said = fold(
                link.get("aria-label", "")
                or link.get("title", "")
                or " ".join(image.get("alt", "") for image in link.iter("img"))
            )
        for kind in _link_kinds(said if len(said) <= _LINK_CAP else "", href):
            found.setdefault(kind, Offer(kind, said[:80] or href[:80], page.join(href)))
    if "privacy" not in found and "cookies" in found and found["cookies"].words == "cookies":
        del found["cookies"]  # biscuits for sale, as far as anybody can tell
    for heading in page.elements("title", "h1", "h2", "h3"):
        said = fold(" ".join(heading.itertext()))[:_LINK_CAP]
        for kind in _heading_kinds(said):
            found.setdefault(kind, Offer(kind, said[:80], page.url))
    text = fold(_text(page))
    if any(word in text for word in _near()) and (seen := _words("contact").search(text)):
        found["contact"] = Offer("contact", seen.group(0)[:80], page.url)
    if number := _charity_number(text):
        found["charity"] = Offer("charity", number[:80], page.url)
    return tuple(found.values())


@lru_cache(maxsize=4096)
def _link_kinds(said: str, href: str) -> tuple[Kind, ...]:
    """The kinds a link names; menus repeat on every page, so the answer is kept."""
    kinds: list[Kind] = [kind for kind in LINKED if _words(kind).search(said) or _path(kind).search(href)]
    host = host_of(href)
    reports = table("policies.toml")["report"]["hosts"]
    if (host and any(host == end or host.endswith("." + end) for end in reports)) or _words("report").search(said):
        kinds.append("report")
    return tuple(kinds)


@lru_cache(maxsize=4096)
def _heading_kinds(said: str) -> tuple[Kind, ...]:
    return tuple(kind for kind in LINKED if _words(kind).search(said))


def fold(text: str) -> str:
    """Lower case, without accents, one space between words; apostrophes and hyphens of all kinds made plain."""
    return _folded(text) if len(text) <= _LINK_CAP else _folded.__wrapped__(text)  # whole pages are not kept


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    if not text.isascii():
        text = _bare(text, plain=True)
    return " ".join(text.replace("'", " ").lower().split())


def _bare(text: str, *, plain: bool = False) -> str:
    """Without accents, of every script: the patterns are folded by the same rule as the pages."""
    odd = [char for char in set(text) if not char.isascii()]
    if len(odd) > _FEW:
        return _without_accents.__wrapped__(text.translate(_PLAIN) if plain else text)
    for char in odd:
        text = text.replace(char, _without_accents(char.translate(_PLAIN) if plain else char))
    return text


@lru_cache(maxsize=4096)
def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


_FEW = 100  # different letters with accents up to which exchanging one after another is the quicker way


_PLAIN = str.maketrans({"’": " ", "‑": "-", "–": "-", "\xad": "", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "æ": "ae", "ß": "ss"})  # fmt: skip


def _text(page: Page) -> str:
    body = page.root.find("body")
    return " ".join(_VISIBLE(body))[:_TEXT_CAP] if body is not None else ""


@cache
def _words(kind: Kind) -> re.Pattern[str]:
    row = table("policies.toml")[kind]
    raw = [fold(re.escape(word)) for word in row.get("raw", ())]
    words = [_bare(word) for word in row.get("words", ())]
    return re.compile("|".join([rf"\b(?:{'|'.join(words)})\b", *raw]))


@cache
def _path(kind: Kind) -> re.Pattern[str]:
    names = table("policies.toml")[kind]["paths"]
    return re.compile(rf"(?:^|[/_.=-])(?:{'|'.join(map(re.escape, names))})(?:$|[/_.?&#-])", re.IGNORECASE)


def _charity_number(text: str) -> str:
    """The words with which a register's number stands in a text: only what stands around numbers is looked at."""
    around = "\n".join(text[max(0, number.start() - _BEFORE) : number.end() + 12] for number in _NUMBER.finditer(text))
    for words, pattern in _registers():
        if any(word in around for word in words) and (seen := pattern.search(around)):
            return seen.group(0)
    return ""


@cache
def _near() -> tuple[str, ...]:
    return tuple(table("policies.toml")["contact"]["near"])


@cache
def _registers() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    rows = table("policies.toml")["charity"]["patterns"]
    return tuple((tuple(words), re.compile(_literal_first(pattern))) for words, pattern in rows)


def _literal_first(pattern: str) -> str:
    r"""`\bword` with its boundary looked up afterwards: what begins with letters is searched many times faster."""
    return re.sub(r"^\\b(\w+)", r"\1(?<!\\w\1)", pattern)


def titles() -> Mapping[str, str]:
    """What each kind is called in a report."""
    return {name: row["title"] for name, row in table("policies.toml").items() if isinstance(row, dict)}
