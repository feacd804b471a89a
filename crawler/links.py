"""Reads where a page leads: pages, feeds and refreshes, with addresses repaired as browsers repair them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

import ada_url
from lxml.html import HtmlElement

FILES = frozenset(
    """
    7z aac avi bin bmp bz2 css csv dmg doc docm docx dot eps epub exe flac flv gif gz ico ics iso jar jfif jpeg jpg js
    json key kml kmz m4a m4v mid midi mobi mov mp3 mp4 mpeg mpg msi numbers odg odp ods odt ogg ogv pages pdf png pps
    ppsx ppt pptx ps psd pub rar rm rtf svg swf tar tgz tif tiff vcf wav webm webp wma wmv woff woff2 xls xlsm xlsx xml
    xz zip
""".split()
)
"""Endings of addresses that are no pages; they are counted as links, never fetched as pages."""

_FEED = re.compile(r"application/(rss|atom|feed|rdf)\+?(xml|json)?", re.IGNORECASE)
_REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]?\s*(?:url\s*=\s*)?['\"]?(.*?)['\"]?\s*$", re.IGNORECASE)
_SCRIPTED = re.compile(
    r"""(?:\blocation(?:\.href)?\s*=|\blocation\.(?:replace|assign)\()\s*["']([^"'<>\s]{1,300})["']""", re.IGNORECASE
)
_BARE_HOST = re.compile(r"^www\d?\.[a-z0-9-]+\.[a-z]{2,}", re.IGNORECASE)
LINKS_CAP = 5000
"""Links read of one page: a page of 100,000 links is a trap, and none has more than this that a person would follow."""


@dataclass(frozen=True, slots=True)
class Links:
    """Absolute addresses without fragment, in document order, each once.

    `frames` and `refresh` are what a browser would show at once; `scripted` is where a script on the page goes to.
    """

    pages: tuple[str, ...]
    frames: tuple[str, ...]
    refresh: str
    scripted: tuple[str, ...]
    feeds: tuple[str, ...]


def links(root: HtmlElement, url: str) -> Links:
    """Where a page leads, given its tree and its own address."""
    base = _base(root, url)
    pages: dict[str, None] = {}
    frames: dict[str, None] = {}
    feeds: dict[str, None] = {}
    scripted: dict[str, None] = {}
    refresh = ""
    for element in root.iter("a", "area", "frame", "iframe", "link", "meta", "script"):
        tag = element.tag
        if tag in {"a", "area"}:
            if len(pages) < LINKS_CAP and (target := join(base, element.get("href"))):
                pages[target] = None
        elif tag in {"frame", "iframe"}:
            if target := join(base, element.get("src")):
                frames[target] = None
        elif tag == "link":
            if _FEED.match(element.get("type", "")) and (target := join(base, element.get("href"))):
                feeds[target] = None
        elif tag == "meta":
            if element.get("http-equiv", "").strip().lower() == "refresh":
                match = _REFRESH.match(element.get("content", ""))
                refresh = refresh or (join(base, match.group(1)) if match and match.group(1) else "")
        elif "location" in (text := element.text or ""):
            for match in _SCRIPTED.finditer(text[:50_000]):
                if target := join(base, match.group(1)):
                    scripted[target] = None
    return Links(tuple(pages), tuple(frames), refresh, tuple(scripted), tuple(feeds))


def join(base: str, reference: str | None) -> str:
    """The address a browser makes of a reference, without its fragment; empty for what is no web address.

    Mends what people type: stray quotes round the address, `www.example.org` without a scheme.
    """
    if not reference:
        return ""
    text = reference.strip().strip("\"'`<>").strip()
    if not text or text.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return ""
    if _BARE_HOST.match(text):
        text = f"http://{text}"
    try:
        target = str(ada_url.join_url(base, text))
    except ValueError:
        return ""
    return urldefrag(target).url if target.startswith(("http://", "https://")) else ""


def page_like(url: str) -> bool:
    """May this address be a page? Told from its ending."""
    name = urlsplit(url).path.rpartition("/")[2]
    return "." not in name or name.rpartition(".")[2].lower() not in FILES


def bare_host(url: str) -> str:
    """Host and a port that is not the scheme's own, without `www.`: what makes two addresses the same site."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip(".").removeprefix("www."), parts.port
    except ValueError:
        return ""
    return host if port in {None, 80, 443} else f"{host}:{port}"


def _base(root: HtmlElement, url: str) -> str:
    for element in root.iter("base"):
        if href := element.get("href"):
            try:
                return str(ada_url.join_url(url, href.strip()))
            except ValueError:
                return url
    return url
