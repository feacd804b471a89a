"""Redirects in circles, in long chains, and to places that are no web page."""

from __future__ import annotations

from tests.crawler.chaos.case import Handler, case
from tests.crawler.chaos.pages import PAGES, club, missing, ordinary, page
from tests.crawler.chaos.wire import Wire


@case("unreachable", "redirect_loop", "The front page leads to /a, that to /b, and that to the front page.")
async def redirect_loop(wire: Wire) -> None:
    steps = {"/": "/a", "/a": "/b", "/b": "/"}
    if wire.path in steps:
        await wire.redirect(steps[wire.path])
    else:
        await missing(wire)


@case("unreachable", "redirect_loop", "Every page leads to itself.")
async def redirect_to_itself(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
    else:
        await wire.redirect(wire.target, 302)


@case(
    "unreachable",
    "redirect_loop",
    "The page leads to itself until a cookie comes back. We keep no cookies, and say what we saw.",
)
async def redirect_with_cookie(wire: Wire) -> None:
    if wire.path in PAGES and "seen=1" not in wire.headers.get("cookie", ""):
        await wire.redirect(wire.target, 302, {"Set-Cookie": "seen=1; Path=/"})
    else:
        await ordinary(wire)


@case(
    "unreachable",
    "too_many_redirects",
    "Forty redirects, each to a new address; browsers give up at twenty.",
    at_most=60,
)
async def redirect_chain_of_40(wire: Wire) -> None:
    await _chain(wire, 40)


@case("ok", "", "Four redirects, then the site: browsers get there, and so must we.", must=("/hop/4",))
async def redirect_chain_of_4(wire: Wire) -> None:
    await _chain(wire, 4)


async def _chain(wire: Wire, length: int) -> None:
    place = 0 if wire.path == "/" else int(wire.path.removeprefix("/hop/")) if wire.path.startswith("/hop/") else -1
    if 0 <= place < length:
        await wire.redirect(f"/hop/{place + 1}", 302)
    elif place == length:
        await wire.reply(club("/"))
    else:
        await ordinary(wire)


@case("unreachable", "too_many_redirects", "The address grows with every redirect and never comes back to an old one.")
async def redirect_growing(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
    else:
        await wire.redirect(f"/?n={len(wire.query)}&{wire.query}", 307)


@case("ok", "", "http leads to https of the same host, where the site is.", tls="good", must=PAGES)
async def redirect_to_https(wire: Wire) -> None:
    if wire.port != wire.hosted.tls and wire.path != "/robots.txt":
        await wire.redirect(f"https://{wire.address}:{wire.hosted.tls}{wire.target}")
    else:
        await ordinary(wire)


@case("ok", "", "https leads back to http, where the site is.", tls="good", url="https://{address}:{tls}/", must=PAGES)
async def redirect_to_http(wire: Wire) -> None:
    if wire.port == wire.hosted.tls and wire.path != "/robots.txt":
        await wire.redirect(f"http://{wire.address}:{wire.hosted.port}{wire.target}", 302)
    else:
        await ordinary(wire)


@case(
    "ok",
    "",
    "The bare name leads to www: the same site.",
    url="http://{name}:{port}/",
    hosts=(("{name}", "{address}"), ("www.{name}", "{address}")),
    must=PAGES,
)
async def redirect_to_www(wire: Wire) -> None:
    host = wire.headers.get("host", "")
    if not host.startswith("www.") and wire.path != "/robots.txt":
        await wire.redirect(f"http://www.{host}{wire.target}")
    else:
        await ordinary(wire)


@case(
    "unreachable",
    "dns_not_found",
    "The site leads to a name that does not resolve: that is where it would be now.",
)
async def redirect_to_lost_name(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
    else:
        await wire.redirect(f"http://gone-for-good.test:{wire.hosted.port}/", 302)


@case(
    "ok",
    "",
    "Location is relative, with a space, a letter beyond ASCII in UTF-8 and a fragment: browsers find it.",
    must=("/über uns/",),
)
async def redirect_oddly_written(wire: Wire) -> None:
    if wire.path == "/":
        wire.keep = False
        await wire.send(
            "HTTP/1.1 302 Found\r\nLocation: über uns/#top\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
        wire.answered = 302
    elif wire.path == "/über uns/":
        await wire.reply(club("/"))
    else:
        await ordinary(wire)


@case(
    "ok",
    "",
    "The front page is nothing but a meta refresh to the real one (of the late nineties): it is followed.",
    must=("/start.html", *PAGES[1:]),
)
async def meta_refresh_entry(wire: Wire) -> None:
    entry = '<html><head><meta http-equiv="refresh" content="0; URL=start.html"></head><body></body></html>'
    if wire.path == "/":
        await wire.reply(entry)
    else:
        await ordinary(wire, more={"/start.html": ("text/html; charset=utf-8", club("/"))})


@case("ok", "", "A page reloads itself every minute: that is no redirect.", must=PAGES)
async def meta_refresh_itself(wire: Wire) -> None:
    await ordinary(wire, head='<meta http-equiv="refresh" content="60">')


@case(
    "unreachable",
    "redirect_loop",
    "Two pages with nothing on them send visitors to each other at once.",
    also=(("ok", ""), ("unreachable", "empty_page")),
)
async def meta_refresh_loop(wire: Wire) -> None:
    steps = {"/": "/two.html", "/two.html": "/"}
    if wire.path in steps:
        await wire.reply(f'<html><head><meta http-equiv="refresh" content="0;url={steps[wire.path]}"></head></html>')
    else:
        await missing(wire)


@case(
    "unreachable",
    "redirect_refused",
    "A redirect without Location leads nowhere.",
    also=(("unreachable", "empty_page"), ("unreachable", "bad_response")),
)
async def redirect_nowhere(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
    else:
        await wire.reply(b"", 302, "")


@case("ok", "", "An inner page redirects in a circle; the rest of the site is fine.", must=PAGES)
async def inner_redirect_loop(wire: Wire) -> None:
    if wire.path == "/round":
        await wire.redirect("/round", 302)
    else:
        await ordinary(wire, links=["/round"])


def _to(location: str) -> Handler:
    async def handler(wire: Wire) -> None:
        if wire.path == "/robots.txt":
            await missing(wire)
        else:
            await wire.redirect(location, 302)

    return handler


for _name, _location in {
    "file": "file:///etc/hostname",
    "ftp": "ftp://ftp.example/pub/",
    "data": "data:text/html,<h1>Hello</h1>",
    "javascript": "javascript:alert(1)",
    "mailto": "mailto:club@example.org",
    "gopher": "gopher://127.0.0.1:70/",
}.items():
    case(
        "unreachable",
        "redirect_refused",
        f"The front page redirects to {_location.partition(':')[0]}: no web page, and never opened.",
        name=f"redirect_to_{_name}",
    )(_to(_location))


@case("ok", "", "The links of the front page lead to all these schemes: none is followed.", must=PAGES)
async def links_to_other_schemes(wire: Wire) -> None:
    others = [
        "file:///etc/passwd",
        "ftp://x.example/",
        "data:text/html,x",
        "javascript:void(0)",
        "tel:123",
        "view-source:/",
        "about:blank",
        "blob:x",
    ]
    await ordinary(wire, links=others, body=page("x", '<iframe src="file:///etc/passwd"></iframe>'))
