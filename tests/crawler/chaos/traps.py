"""Sites that go on for ever: calendars, session numbers, spirals, filters."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, urlencode

from tests.crawler.chaos.case import case
from tests.crawler.chaos.pages import PAGES, TEXTS, club, missing, ordinary, page
from tests.crawler.chaos.wire import Wire

ENDS = (("ok", ""),)
"""Who sees through a trap has seen the whole site; who does not, ends by the budget. Both are true."""


@case("partial", "pages_budget", "A calendar links to tomorrow, for ever.", also=ENDS, must=PAGES)
async def calendar(wire: Wire) -> None:
    if not wire.path.startswith("/calendar/"):
        await ordinary(wire, links=["/calendar/2026/11/23"])
        return
    try:
        day = dt.date(*(int(part) for part in wire.path.split("/")[2:5]))
    except (TypeError, ValueError):
        await missing(wire)
        return
    beside = [
        f"/calendar/{near:%Y/%m/%d}" for near in (day - dt.timedelta(1), day + dt.timedelta(1), day + dt.timedelta(30))
    ]
    await wire.reply(page(f"{day:%d %B %Y}", f"There is nothing on {day:%A, %d %B %Y}.", links=beside))


@case("partial", "pages_budget", "A calendar in the query, with next month on each page.", also=ENDS, must=PAGES)
async def calendar_in_query(wire: Wire) -> None:
    if wire.path != "/events":
        await ordinary(wire, links=["/events?month=2026-11"])
        return
    year, _, month = dict(parse_qsl(wire.query)).get("month", "2026-11").partition("-")
    place = int(year) * 12 + int(month)
    beside = [f"/events?month={at // 12:04d}-{at % 12 + 1:02d}" for at in (place - 2, place)]
    await wire.reply(page(f"Events {year}-{month}", "No events this month.", links=beside))


@case("partial", "pages_budget", "Every page hands out a new session number in its path.", also=ENDS)
async def session_in_path(wire: Wire) -> None:
    if wire.path == "/robots.txt" or (wire.path != "/" and not wire.path.startswith("/s/")):
        await missing(wire)
        return
    await _session(wire, wire.path.rsplit("/", 1)[-1], lambda number, name: f"/s/{number}/{name}")


@case("partial", "pages_budget", "Every page hands out a new session number in its query.", also=ENDS)
async def session_in_query(wire: Wire) -> None:
    if wire.path not in PAGES:
        await missing(wire)
        return
    await _session(wire, wire.path[1:], lambda number, name: f"/{name}?PHPSESSID={number}")


async def _session(wire: Wire, name: str, address: Callable[[str, str], str]) -> None:
    number = hashlib.sha256(f"{wire.hosted.name} {wire.hosted.count('visit')}".encode()).hexdigest()[:16]
    path = f"/{name}" if f"/{name}" in TEXTS else "/"
    text = club(path)
    for real in PAGES[1:]:
        text = text.replace(f'href="{real}"', f'href="{address(number, real[1:])}"')
    await wire.reply(text.replace('href="/"', f'href="{address(number, "")}"'))


@case("ok", "", "One list, linked with its five settings in all 120 orders: one page.", must=PAGES)
async def query_orders(wire: Wire) -> None:
    settings = [("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"), ("e", "5")]
    if wire.path == "/list":
        await wire.reply(page("List", "Everything that the workshop has, from awl to zip."))
    else:
        await ordinary(wire, links=[f"/list?{urlencode(order)}" for order in itertools.permutations(settings)])


@case(
    "partial",
    "pages_budget",
    "A relative link leads one folder deeper on each page, and every depth answers.",
    also=ENDS,
    must=PAGES,
)
async def path_spiral(wire: Wire) -> None:
    if wire.path.startswith("/a/"):
        body = '<a href="a/">Further</a> <a href="about.html">About</a>'
        await wire.reply(page("Gallery", "Pictures of the summer, and of the one before.", body=body))
    else:
        await ordinary(wire, body='<a href="a/">Gallery</a>')


@case(
    "partial",
    "pages_budget",
    "Two folders take turns in the path for ever: /news/about/news/about/.",
    also=ENDS,
    must=PAGES,
)
async def path_ping_pong(wire: Wire) -> None:
    if wire.path.endswith("/") and wire.path != "/":
        deeper = "about/" if wire.path.endswith("news/") else "news/"
        await wire.reply(page("Archive", f"Filed under {wire.path}.", body=f'<a href="{deeper}">More</a>'))
    else:
        await ordinary(wire, body='<a href="news/">Archive</a>')


@case(
    "partial",
    "pages_budget",
    "Twelve filters that can be put on and off in any mixture: 4,096 views of one list.",
    also=ENDS,
    must=PAGES,
)
async def faceted_search(wire: Wire) -> None:
    if wire.path != "/equipment":
        await ordinary(wire, links=["/equipment"])
        return
    chosen = set(dict(parse_qsl(wire.query)).get("f", "").split(".")) - {""}
    filters = [f"f{n}" for n in range(12)]
    views = [".".join(sorted(chosen ^ {each})) for each in filters]
    await wire.reply(
        page(
            "Equipment", f"{100 - len(chosen) * 7} things to borrow.", links=[f"/equipment?f={view}" for view in views]
        )
    )


@case("partial", "pages_budget", "A list with a next page for ever, its later pages empty.", also=ENDS, must=PAGES)
async def next_page_for_ever(wire: Wire) -> None:
    if wire.path != "/stories":
        await ordinary(wire, links=["/stories?page=1"])
        return
    number = int("0" + "".join(filter(str.isdigit, wire.query)))
    words = f"Story number {number}." if number < 4 else "No more stories."
    await wire.reply(page("Stories", words, links=[f"/stories?page={number + 1}"]))


@case(
    "partial",
    "pages_budget",
    "Each link carries a number that never comes again, against caches.",
    also=ENDS,
    must=PAGES,
)
async def number_in_every_link(wire: Wire) -> None:
    number = wire.hosted.count("link")
    if wire.path in PAGES:
        await wire.reply(club(wire.path, links=[f"{path}?nocache={number}{place}" for place, path in enumerate(PAGES)]))
    else:
        await missing(wire)


@case(
    "partial",
    "pages_budget",
    "A log-in link carries the address it comes from, which carries the one before.",
    also=ENDS,
    must=PAGES,
)
async def return_addresses(wire: Wire) -> None:
    here = quote(wire.target, safe="")
    if wire.path == "/login":
        await wire.reply(page("Log in", "Members can log in here.", links=[f"/login?return={here}"]))
    elif wire.path in PAGES:
        await wire.reply(club(wire.path, links=[f"/login?return={here}"]))
    else:
        await missing(wire)


@case("ok", "", "The server does not tell capitals from small letters, and the links use both.", must=("/about.html",))
async def capitals(wire: Wire) -> None:
    wire.path = wire.path.lower()
    await ordinary(wire, links=["/About.html", "/ABOUT.HTML", "/News.html"])


@case(
    "partial",
    "pages_budget",
    "Each page links to itself with one more slash in front, and the server does not mind.",
    also=ENDS,
    must=PAGES,
)
async def slashes(wire: Wire) -> None:
    tidy = "/" + wire.path.lstrip("/")
    if tidy in PAGES:
        await wire.reply(club(tidy, links=[f"{wire.root}/{wire.path}"]))
    else:
        await missing(wire)
