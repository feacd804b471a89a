"""The policies, contacts and places to report harm that a page links to or names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from lxml import etree

from audits.derived import derived
from audits.derived.addresses import host_of
from audits.derived.detours import destination
from audits.derived.joined_lines import shape_of
from audits.derived.link_words import link_words
from audits.page import Page
from audits.standards import table

Kind = Literal["privacy", "cookies", "safeguarding", "complaints", "report", "contact", "charity"]
LINKED: tuple[Kind, ...] = ("privacy", "cookies", "safeguarding", "complaints")
_VISIBLE = etree.XPath("descendant::text()[not(parent::script or parent::style)]", smart_strings=False)
_TEXTS = etree.XPath("descendant::text()", smart_strings=False)
_SCRIPTS = etree.XPath("descendant::script/text()", smart_strings=False)
_STYLES = etree.XPath("descendant::style/text()", smart_strings=False)
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
    areas = page.elements("area")
    words = (*link_words(page), *(area.get("alt", "") for area in areas))
    for link, written in zip((*page.elements("a"), *areas), words, strict=True):
        href = link.get("href", "").strip()
        if not href or href == "#" or href[:11].lower() == "javascript:":
            continue
        if not (said := fold(written)):
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
    for kind, said in _told(_text(page)):
        found[kind] = Offer(kind, said[:80], page.url)
    return tuple(found.values())


def _told(text: str) -> Iterator[tuple[Kind, str]]:
    """What the text of a page says of a person to turn to and of a register's number."""
    text = _plain(text)
    near = any(map(text.__contains__, _near_words()))
    numbered = b"00" in shape_of(text)
    if not (near or numbered):
        return
    text = " ".join(text.split())
    if near and any(map(text.__contains__, _near())) and (seen := _words("contact").search(text)):
        yield "contact", seen.group(0)
    if numbered and (number := _charity_number(text)):
        yield "charity", number


@lru_cache(maxsize=4096)
def _link_kinds(said: str, href: str) -> tuple[Kind, ...]:
    """The kinds a link names; menus repeat on every page, so the answer is kept."""
    kinds: list[Kind] = [kind for kind in LINKED if _words(kind).search(said) or _path(kind).search(href)]
    host = host_of(destination(href))
    if host and kinds and _is_others(host):
        kinds = [kind for kind in kinds if kind not in {"privacy", "cookies"}]
    reports = table("policies.toml")["report"]["hosts"]
    if (host and any(host == end or host.endswith("." + end) for end in reports)) or _words("report").search(said):
        kinds.append("report")
    return tuple(kinds)


def _is_others(host: str) -> bool:
    """Is it the notice of a company that serves the site? Sites that a builder hosts have a name before the builder's."""
    return host.removeprefix("www.") in table("policies.toml")["privacy"]["others"]


@lru_cache(maxsize=4096)
def _heading_kinds(said: str) -> tuple[Kind, ...]:
    return tuple(kind for kind in LINKED if _words(kind).search(said))


def fold(text: str) -> str:
    """Lower case, without accents, one space between words; apostrophes and hyphens of all kinds made plain."""
    return _folded(text) if len(text) <= _LINK_CAP else _folded.__wrapped__(text)  # whole pages are not kept


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    return " ".join(_plain(text).split())


def _plain(text: str) -> str:
    """Folded, but for the spaces."""
    if not text.isascii():
        text = _bare(text, plain=True)
    return text.replace("'", " ").lower()


def _bare(text: str, *, plain: bool = False) -> str:
    """Without accents, of every script: the patterns are folded by the same rule as the pages."""
    # What is beyond ASCII is told from its bytes: a set of all letters of a page takes ten times as long.
    odd = set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    meant = {char: _without_accents(char.translate(_PLAIN) if plain else char) for char in odd}
    if len(odd) > _FEW:
        return text.translate({ord(char): plainly for char, plainly in meant.items()})
    for char in odd:
        text = text.replace(char, meant[char])
    return text


@lru_cache(maxsize=4096)
def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


_ASCII = bytes(range(128))
_FEW = 60  # different letters with accents up to which exchanging one after another is the quicker way


_PLAIN = str.maketrans({"’": " ", "‑": "-", "–": "-", "\xad": "", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "æ": "ae", "ß": "ss"})  # fmt: skip


def _text(page: Page) -> str:
    body = page.root.find("body")
    if body is None:
        return ""
    texts = _TEXTS(body)
    unseen = Counter([*_SCRIPTS(body), *_STYLES(body)])
    if unseen:
        seen = [text for text in texts if text not in unseen]
        # Where a text of the page says just what a script does, the tree must be asked where each stands.
        texts = seen if len(texts) - len(seen) == unseen.total() else _VISIBLE(body)
    return " ".join(texts)[:_TEXT_CAP]


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
    around = "\n".join(text[max(0, start - _BEFORE) : end + 12] for start, end in _numbers(text))
    for words, pattern in _registers():
        if any(word in around for word in words) and (seen := pattern.search(around)):
            return seen.group(0)
    return ""


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers begin and end: the pattern is asked only where there is a digit."""
    shape = shape_of(text)
    at = shape.find(b"0")
    while at >= 0:
        number = _NUMBER.match(text, at)
        if number:
            yield number.span()
        at = shape.find(b"0", number.end() if number else at + 1)


@cache
def _near_words() -> tuple[str, ...]:
    """A word of each phrase of `_near`, to look for before spaces are counted."""
    return tuple(dict.fromkeys(max(phrase.split(), key=len) for phrase in _near()))


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
