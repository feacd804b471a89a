"""The documents that a page shows inside itself, which nobody visits by themselves."""

from __future__ import annotations

from urllib.parse import urldefrag

from audits.derived import derived
from audits.page import Page
from audits.visit import Visit


@derived
def framed_addresses(page: Page) -> tuple[str, ...]:
    """The addresses of its `iframe` documents, without fragments."""
    frames = page.elements("iframe")
    return tuple(urldefrag(url).url for frame in frames if (url := page.join(frame.get("src"))))


@derived
def whole_pages(visit: Visit) -> tuple[Page, ...]:
    """The pages of a visit without those that are only shown inside others; needs `framed_addresses`."""
    framed = {url for page in visit.pages for url in framed_addresses(page)}
    return tuple(page for page in visit.pages if page.home or page.url not in framed)
