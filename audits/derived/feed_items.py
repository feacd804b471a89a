"""The dates of the items in a site's own feeds."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from audits.derived import derived
from audits.store.records import Fetch
from audits.store.unpack import unpack
from audits.visit import Visit

ITEMS = 200
"""Items read of one feed."""


READ = 1_000_000
"""Bytes read of one feed; the newest items stand first."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """`day` is when the item was published (or else changed); `feed` the address of its feed, `link` its own."""

    day: date
    feed: str
    link: str


@derived
def feed_items(visit: Visit) -> tuple[FeedItem, ...]:
    """Items with a date, of feeds with text that belong to the site. Feeds of comments are not the site speaking."""
    feeds: dict[str, Fetch] = {fetch.url: fetch for fetch in visit.feeds}
    for fetch in visit.answers.values():
        if fetch.media_type in {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}:
            feeds.setdefault(fetch.url, fetch)
    # A link to somebody else's feed says nothing of this site; feeds burnt elsewhere link back to it.
    items: list[FeedItem] = []
    for fetch in feeds.values():
        if fetch.ok and fetch.wire and "comments" not in fetch.url:
            found = _items(fetch)
            if visit.own(fetch.url) or any(visit.own(item.link) for item in found):
                items += found
    return tuple(dict.fromkeys(items))


def _items(fetch: Fetch) -> list[FeedItem]:
    body = unpack(fetch.wire, fetch.header("content-encoding")).body[:READ]
    import feedparser  # a tenth of a second to load, and few sites have a feed

    # A stream, because feedparser takes bytes that look like an address for one and would fetch it.
    parsed: Any = feedparser.parse(io.BytesIO(body), response_headers={"content-type": fetch.header("content-type")})
    found = []
    for entry in parsed.entries[:ITEMS]:
        moment = entry.get("published_parsed") or entry.get("updated_parsed") or entry.get("created_parsed")
        if moment:
            try:
                found.append(FeedItem(date(*moment[:3]), fetch.url, str(entry.get("link", ""))))
            except ValueError:
                continue
    return found
