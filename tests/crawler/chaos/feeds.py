"""Feeds with impossible dates, bombs, and things that are no feed."""

from __future__ import annotations

from tests.crawler.chaos.case import Handler, case
from tests.crawler.chaos.pages import PAGES, ordinary
from tests.crawler.chaos.wire import Wire

ITEM = "<item><title>{0}</title><link>{1}/news.html</link><pubDate>{2}</pubDate></item>"


def _feed(
    items: list[tuple[str, str]], before: str = "", content_type: str = "application/rss+xml", **others: str
) -> Handler:
    """The ordinary club with a feed of these titles and dates."""

    async def handler(wire: Wire) -> None:
        entries = "".join(ITEM.format(title, wire.root, date) for title, date in items)
        feed = f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>News</title><link>{wire.root}/</link>{entries}</channel></rss>'
        head = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
        await ordinary(wire, head=head, more={"/feed.xml": (content_type, others.get("body", feed))})

    return handler


SEEN = ("/feed.xml", *PAGES)

case("ok", "", "A feed as it should be.", name="feed_plain", must=SEEN)(
    _feed([("Shed", "Mon, 12 Oct 2026 10:00:00 +0100")])
)
case("ok", "", "News from 2099 is no news: the date is not believed.", name="feed_of_2099", must=SEEN)(
    _feed([("Moon trip", "Thu, 01 Jan 2099 00:00:00 GMT"), ("Shed", "Mon, 12 Oct 2026 10:00:00 +0100")])
)
case("ok", "", "Dates that no calendar knows.", name="feed_of_no_date", must=SEEN)(
    _feed(
        [
            ("a", "Mon, 31 Feb 2026 25:61:00 GMT"),
            ("b", "yesterday"),
            ("c", "0"),
            ("d", "99999999999999999999"),
            ("e", "-1"),
            ("f", ""),
        ]
    )
)
case("ok", "", "Entities of entities in a feed.", name="feed_entity_bomb", must=SEEN)(
    _feed(
        [("&e10;", "Mon, 12 Oct 2026 10:00:00 +0100")],
        '<!DOCTYPE rss [<!ENTITY e0 "ha">'
        + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
        + "]>",
    )
)
case("ok", "", "The feed is a page of HTML.", name="feed_html", must=SEEN)(
    _feed([], content_type="text/html", body="<html><body><h1>Not found</h1></body></html>")
)
case("ok", "", "The feed is cut in the middle of a word.", name="feed_cut", must=SEEN)(
    _feed([], body='<?xml version="1.0"?><rss version="2.0"><channel><item><title>The new bicy')
)
case("ok", "", "20,000 items in one feed.", name="feed_of_20000", must=SEEN)(
    _feed([(f"Item {n}", "Mon, 12 Oct 2026 10:00:00 +0100") for n in range(20_000)])
)
