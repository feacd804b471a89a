"""Films shown from YouTube, with its cookies or without."""

from __future__ import annotations

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.addresses import host_of
from audits.page import Page


@derived
def youtube_frames(page: Page) -> tuple[tuple[HtmlElement, bool], ...]:
    """Each YouTube film in a frame, and whether it is the one without cookies."""
    found = []
    for frame in page.elements("iframe", "embed"):
        host = host_of((frame.get("src") or frame.get("data-src") or "").strip())
        if host == "youtube.com" or host.endswith((".youtube.com", "youtube-nocookie.com")):
            found.append((frame, host.endswith("youtube-nocookie.com")))
    return tuple(found)


@derived
def youtube_with_cookies(page: Page) -> int:
    """How many films follow who watches, for site audits."""
    return sum(not private for _, private in youtube_frames(page))
