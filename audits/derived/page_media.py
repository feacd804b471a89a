"""The documents a page links to, the pictures it shows and the recordings it plays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urldefrag

from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page

DOCUMENTS = frozenset(
    (
        "pdf",
        "doc",
        "docx",
        "odt",
        "rtf",
        "xls",
        "xlsx",
        "ods",
        "csv",
        "ppt",
        "pptx",
        "pps",
        "ppsx",
        "odp",
        "pub",
        "pages",
    )
)
_FILMS = frozenset(("mp4", "webm", "ogv", "avi", "mov", "mpg", "mpeg", "wmv", "flv", "m4v", "3gp", "rm", "ram"))
_SOUNDS = frozenset(("mp3", "wav", "mid", "midi", "ogg", "oga", "wma", "m4a", "aac", "flac", "ra", "au", "aif", "aiff"))
_FILES = DOCUMENTS | _FILMS | _SOUNDS
_PLAYERS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com/(?:embed|v)/|youtu\.be/|player\.vimeo\.com/|vimeo\.com/video/"
    r"|dailymotion\.com/embed/|player\.twitch\.tv/|facebook\.com/plugins/video|rumble\.com/embed|rutube\.ru/play)",
    re.IGNORECASE,
)
_TINY = 3  # pixels: what is smaller keeps a place or counts visitors


@dataclass(frozen=True, slots=True)
class PageMedia:
    """Absolute addresses without fragments, each once, in document order. `videos` includes embedded players."""

    documents: tuple[str, ...]
    images: tuple[str, ...]
    videos: tuple[str, ...]
    sounds: tuple[str, ...]


@derived
def page_media(page: Page) -> PageMedia:
    """Background pictures of style sheets are not counted, nor placeholders of a pixel or two."""
    hrefs = [element.get("href") or "" for element in page.elements("a", "area")]
    # Joining addresses is dear, and most links are to pages.
    links = [_address(page, href) for href in hrefs if _ending(href) in _FILES]
    images = [_address(page, _source(element)) for element in page.elements("img") if not _tiny(element)]
    played = [
        _address(page, element.get("src") or element.get("data"))
        for element in page.elements("video", "audio", "source", "embed", "object", "iframe", "bgsound")
    ]
    films = [url for url in played if _ending(url) in _FILMS or _PLAYERS.search(url.partition("://")[2])]
    films += [url for url in links if _ending(url) in _FILMS]
    # A video element whose address a script sets is a video all the same.
    films += [f"{page.url}#video{n}" for n, video in enumerate(page.elements("video")) if not _sourced(video)]
    return PageMedia(
        _once(url for url in links if _ending(url) in DOCUMENTS),
        _once(url for url in images if url),
        _once(films),
        _once(url for url in [*played, *links] if _ending(url) in _SOUNDS),
    )


def _once(urls: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(urls))  # type: ignore[call-overload]


def _sourced(video: HtmlElement) -> bool:
    return bool(video.get("src")) or any(source.get("src") for source in video.iter("source"))


def _source(image: HtmlElement) -> str | None:
    # Lazy loaders keep the true address in an attribute of their own.
    return image.get("data-src") or image.get("src") or (image.get("srcset") or "").split(" ")[0] or None


def _tiny(image: HtmlElement) -> bool:
    return any((size := image.get(side, "")).isdecimal() and int(size) < _TINY for side in ("width", "height"))


def _address(page: Page, reference: str | None) -> str:
    if not reference or reference.startswith(("data:", "javascript:", "mailto:", "tel:", "#")):
        return ""
    return urldefrag(page.join(reference)).url


def _ending(url: str) -> str:
    return _known_ending(url) if len(url) < _SHORT else _known_ending.__wrapped__(url)


_SHORT = 200  # characters of an address whose ending is remembered: a site's menu stands on every page of it


@lru_cache(maxsize=4096)
def _known_ending(url: str) -> str:
    name = url.partition("#")[0].partition("?")[0].rpartition("/")[2]
    return name.rpartition(".")[2].strip().lower() if "." in name else ""
