"""Sites that ask for a password, forbid us, wall robots off, or fail and recover."""

from __future__ import annotations

import time
from email.utils import formatdate

from tests.crawler.chaos.case import Handler, case
from tests.crawler.chaos.pages import INNER, PAGES, missing, ordinary
from tests.crawler.chaos.wire import Wire

CHALLENGE = (
    '<!doctype html><html lang="en-US"><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow">'
    '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></head><body><div class="main-wrapper">'
    '<h1>millstreet.test</h1><p id="challenge-running">We are checking that you are a human being. This may take some seconds.</p>'
    '<noscript><p id="challenge-error-text">Enable JavaScript and cookies to continue</p></noscript>'
    "<p>Ray ID: 7f00d00dcafe</p></div></body></html>"
)

CAPTCHA = (
    '<html style="height:100%"><head><meta name="ROBOTS" content="NOINDEX, NOFOLLOW"></head><body style="margin:0px">'
    '<iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=9&incident_id=0-0" frameborder=0 width="100%" height="100%">'
    "Request unsuccessful. Incapsula incident ID: 0-0</iframe></body></html>"
)

PUZZLE = (
    '<!doctype html><html lang="en"><head><title>Security check</title></head><body><h1>Are you a robot?</h1>'
    "<p>Please solve the puzzle to reach the site.</p><form method=post action=/verify>"
    '<div class="g-recaptcha" data-sitekey="none"></div><button>Go on</button></form></body></html>'
)


def _always(status: int, body: str, headers: dict[str, str] | None = None) -> Handler:
    """Every address but robots.txt gives this answer."""

    async def handler(wire: Wire) -> None:
        if wire.path == "/robots.txt":
            await missing(wire)
        else:
            await wire.reply(body, status, headers=headers)

    return handler


PLAIN = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>".format

case("refused", "unauthorized", "All of it asks for a password, and we have none.", name="password")(
    _always(401, PLAIN("401 Unauthorized"), {"WWW-Authenticate": 'Basic realm="Members"'})
)
case("refused", "forbidden", "The server forbids every page, with no word of robots.", name="forbidden")(
    _always(403, PLAIN("403 Forbidden"))
)
case(
    "refused",
    "bot_wall",
    "403 with a page that checks for robots: not the site, and no fault of it.",
    name="bot_wall_403",
    at_most=12,
)(_always(403, CHALLENGE, {"Server": "cloudflare", "cf-mitigated": "challenge", "CF-RAY": "7f00d00dcafe-LHR"}))
case("refused", "bot_wall", "The same check with 503, as it was for years.", name="bot_wall_503", at_most=12)(
    _always(503, CHALLENGE, {"Server": "cloudflare", "CF-RAY": "7f00d00dcafe-LHR", "Retry-After": "5"})
)
case("refused", "bot_wall", "The same check says 200: only its text gives it away.", name="bot_wall_200", at_most=30)(
    _always(200, CHALLENGE, {"Server": "cloudflare", "CF-RAY": "7f00d00dcafe-LHR"})
)
case("refused", "bot_wall", "A frame with an incident number instead of the site, with 200.", name="bot_wall_frame")(
    _always(200, CAPTCHA, {"X-Iinfo": "0-0-0", "X-CDN": "Incapsula"})
)
case("refused", "bot_wall", "A puzzle of no maker in particular, with 403.", name="bot_wall_puzzle")(
    _always(403, PUZZLE)
)
case("unreachable", "not_found", "The address that is listed does not exist, nor does anything else.", name="home_404")(
    _always(404, PLAIN("404 Not Found"))
)
case(
    "unreachable",
    "not_found",
    "Gone says the same as not found, and that it is meant.",
    name="home_410",
    also=(("unreachable", "client_error"),),
)(_always(410, PLAIN("410 Gone")))
case("unreachable", "client_error", "The server rejects whatever we ask.", name="home_400")(
    _always(400, PLAIN("400 Bad Request"))
)
case(
    "unreachable",
    "server_error",
    "503 for ever: retries end, and the site is down as far as we know.",
    name="error_for_ever",
    at_most=20,
)(_always(503, PLAIN("503 Service Unavailable")))
case("unreachable", "server_error", "A status that does not exist counts by its first digit.", name="error_599")(
    _always(599, PLAIN("599"))
)
case(
    "unreachable",
    "server_error",
    "Too many requests to the database of the site: 508 with the host's page.",
    name="error_508",
)(_always(508, PLAIN("508 Resource Limit Is Reached")))
case(
    "refused",
    "too_many_requests",
    "429 for ever, without a word when to come back.",
    name="asked_too_often",
    at_most=20,
)(_always(429, PLAIN("429 Too Many Requests")))
case(
    "refused",
    "too_many_requests",
    "429 that asks us to come back in three thousand years: nobody waits, and nobody asks on.",
    name="retry_after_absurd",
    at_most=20,
)(_always(429, PLAIN("429 Too Many Requests"), {"Retry-After": "99999999999"}))
case(
    "refused",
    "too_many_requests",
    "Retry-After is neither a number nor a date.",
    name="retry_after_garbled",
    at_most=20,
)(_always(429, PLAIN("429 Too Many Requests"), {"Retry-After": "soon"}))


@case(
    "refused",
    "robots_unreachable",
    "503 for every address, robots.txt among them: RFC 9309 takes an unreachable robots.txt for a complete ban.",
    also=(("unreachable", "server_error"),),
    at_most=20,
)
async def error_everywhere(wire: Wire) -> None:
    await wire.reply(PLAIN("503 Service Unavailable"), 503)


@case("ok", "", "The first answer is 500, and the second one is fine: a retry is enough.", must=PAGES)
async def error_then_fine(wire: Wire) -> None:
    if wire.path == "/" and wire.hosted.count("home") == 0:
        await wire.reply(PLAIN("500 Internal Server Error"), 500)
    else:
        await ordinary(wire)


@case("ok", "", "429 with a second to wait, then fine: who waits gets in.", must=PAGES)
async def retry_after_seconds(wire: Wire) -> None:
    await _wait(wire, "1")


@case("ok", "", "429 with a date two seconds ahead, then fine.", must=PAGES)
async def retry_after_date(wire: Wire) -> None:
    await _wait(wire, formatdate(time.time() + 2, usegmt=True))


async def _wait(wire: Wire, until: str) -> None:
    """The front page says 429 until at least a second has gone by since it said so first."""
    if wire.path != "/":
        await ordinary(wire)
        return
    first = wire.hosted.memory.setdefault("first", time.monotonic())
    if time.monotonic() - first < 0.8:
        await wire.reply(PLAIN("429 Too Many Requests"), 429, headers={"Retry-After": until})
    else:
        await ordinary(wire)


@case(
    "ok",
    "",
    "Two of the inner pages fail with 500 each time: faults of the site, counted in fetch_failures.",
    also=(("partial", "server_error"),),
    must=INNER,
)
async def some_pages_fail(wire: Wire) -> None:
    if wire.path in {"/news.html", "/sessions.html"}:
        await wire.reply(PLAIN("500 Internal Server Error"), 500)
    else:
        await ordinary(wire)


@case(
    "partial",
    "forbidden",
    "After three pages the server forbids everything: what was seen is shown, the rest was refused us.",
)
async def forbidden_later(wire: Wire) -> None:
    await _later(wire, 403, PLAIN("403 Forbidden"))


@case("partial", "bot_wall", "After three pages a wall goes up.")
async def bot_wall_later(wire: Wire) -> None:
    await _later(wire, 403, CHALLENGE)


@case(
    "partial",
    "too_many_requests",
    "After three pages the server says that it is asked too often, and never stops saying so.",
)
async def asked_too_often_later(wire: Wire) -> None:
    await _later(wire, 429, PLAIN("429 Too Many Requests"))


async def _later(wire: Wire, status: int, body: str) -> None:
    """Three pages are open, by name and not by number, so that a second crawl sees the same."""
    if wire.path in (*PAGES[:3], "/robots.txt"):
        await ordinary(wire)
    else:
        await wire.reply(body, status)
