"""Everything a robots.txt can be besides a robots.txt."""

from __future__ import annotations

from tests.crawler.chaos.bodies import JPEG
from tests.crawler.chaos.case import Handler, case
from tests.crawler.chaos.pages import PAGES, missing, ordinary, page
from tests.crawler.chaos.wire import Wire

PRIVATE = ("/private/list.html",)


def _robots(body: str | bytes, status: int = 200, content_type: str = "text/plain") -> Handler:
    """The ordinary club with a link to a private page, and this robots.txt."""

    async def handler(wire: Wire) -> None:
        if wire.path == "/robots.txt":
            await wire.reply(body, status, content_type)
        elif wire.path in PRIVATE:
            await wire.reply(page("Members", "A list of members, which robots are asked not to read."))
        else:
            await ordinary(wire, links=PRIVATE)

    return handler


RULES = "User-agent: *\nDisallow: /private/\n"
ALL = "User-agent: *\nDisallow: /\n"

case(
    "ok",
    "",
    "One folder is closed to robots: it is left alone, the rest is crawled.",
    name="robots_plain",
    must=PAGES,
    never=PRIVATE,
)(_robots(RULES))
case(
    "refused", "robots_forbidden", "All of it is closed to robots.", name="robots_forbids_all", never=PAGES, at_most=3
)(_robots(ALL))
case(
    "refused",
    "robots_forbidden",
    "All of it is closed to robots, under a byte order mark, in capitals, with odd spaces and line ends.",
    name="robots_forbids_oddly",
    never=PAGES,
)(_robots("\ufeff# hello\rUSER-AGENT :  *  \r\r\n  DISALLOW:/  # all\r\n".encode()))
case(
    "refused",
    "robots_forbidden",
    "Everybody is welcome but us, by name.",
    name="robots_forbids_us",
    never=PAGES,
)(_robots("User-agent: *\nAllow: /\n\nUser-agent: Frontline\nDisallow: /\n"))
case("ok", "", "Others are closed out by name; we are not meant.", name="robots_forbids_others", must=PAGES)(
    _robots("User-agent: GPTBot\nUser-agent: Googlebot\nDisallow: /\n")
)
case("ok", "", "robots.txt is a page of HTML: no rule in it.", name="robots_html", must=PAGES)(
    _robots(page("Page not found", "Sorry."), 200, "text/html")
)
case("ok", "", "robots.txt is a JPEG: no rule in it.", name="robots_jpeg", must=PAGES)(_robots(JPEG, 200, "image/jpeg"))
case("ok", "", "robots.txt is empty.", name="robots_empty", must=PAGES)(_robots(b""))
case(
    "ok", "", "robots.txt is forbidden: by RFC 9309 a 4xx means that there are no rules.", name="robots_403", must=PAGES
)(_robots("<h1>Forbidden</h1>", 403))
case(
    "refused",
    "robots_unreachable",
    "robots.txt fails with 500 for ever: by RFC 9309 everything is closed until it can be read.",
    name="robots_500",
    never=PAGES,
)(_robots("<h1>Error</h1>", 500))
case(
    "ok",
    "",
    "5 MB of robots.txt. The rule at its top is obeyed; RFC 9309 asks for the first 500 KiB to be read.",
    name="robots_5_mb",
    must=PAGES,
    never=PRIVATE,
)(_robots(RULES + "# a comment of the committee, of which there are many\nDisallow: /old-folder/\n" * 66_000))
case("ok", "", "One line of 1 MB that is no rule, then a rule.", name="robots_long_line", must=PAGES)(
    _robots("x" * 1_000_000 + "\n" + RULES)
)
case(
    "ok",
    "",
    "Rules with so many stars that a careless matcher never comes back.",
    name="robots_star_bomb",
    must=PAGES,
)(_robots("User-agent: *\nDisallow: /" + "*a" * 200 + "$\n"))
case(
    "ok",
    "",
    "Crawl-delay of an hour. It is capped, and said so: five pages must not take five hours.",
    name="crawl_delay_3600",
    also=(("partial", "seconds_budget"), ("partial", "deadline")),
)(_robots("User-agent: *\nCrawl-delay: 3600\n"))
case("ok", "", "Crawl-delay is no number.", name="crawl_delay_garbled", must=PAGES)(
    _robots("User-agent: *\nCrawl-delay: soon\n\nUser-agent: *\nCrawl-delay: -5\n")
)


@case("ok", "", "robots.txt is a redirect to the rules, which are obeyed.", must=PAGES, never=PRIVATE)
async def robots_redirect(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await wire.redirect("/rules/robots.txt")
    elif wire.path == "/rules/robots.txt":
        await wire.reply(RULES, content_type="text/plain")
    else:
        await ordinary(wire, links=PRIVATE)


@case(
    "ok",
    "",
    "robots.txt redirects to itself: after five hops RFC 9309 lets us take it for missing.",
    also=(("refused", "robots_unreachable"),),
)
async def robots_redirect_loop(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await wire.redirect("/robots.txt", 302)
    else:
        await ordinary(wire)


@case("ok", "", "robots.txt redirects to the front page, as a catch-all rule does: no rule in it.", must=PAGES)
async def robots_redirect_home(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await wire.redirect("/", 302)
    else:
        await ordinary(wire)


@case(
    "refused",
    "robots_unreachable",
    "robots.txt never answers while the rest would: unreachable counts as closed.",
    never=PAGES,
    also=(("unreachable", "no_answer"),),
)
async def robots_silent(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await wire.stall()
    else:
        await ordinary(wire)


@case("ok", "", "robots.txt never ends: what comes first is obeyed.", must=PAGES, never=PRIVATE)
async def robots_endless(wire: Wire) -> None:
    if wire.path != "/robots.txt":
        await ordinary(wire, links=PRIVATE)
        return
    await wire.unsized(200, {"Content-Type": "text/plain"})
    await wire.send(RULES.encode())
    while True:
        await wire.send(b"# and so on\n" * 5000)


@case("ok", "", "robots.txt answers 404 with a body full of rules: an error page holds none.", must=PAGES)
async def robots_404_with_rules(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await wire.reply(ALL, 404, "text/plain")
    elif wire.path in PAGES:
        await ordinary(wire)
    else:
        await missing(wire)
