"""Sites that are not what was listed: parked, moved, only a social page, or the same page over and over."""

from __future__ import annotations

from tests.crawler.chaos.case import Handler, case
from tests.crawler.chaos.pages import PAGES, TITLES, club, missing, ordinary, page
from tests.crawler.chaos.wire import Wire

FOR_SALE = (
    "<!doctype html><html><head><title>millstreet.test is for sale</title></head><body><h1>millstreet.test</h1>"
    "<p>The domain millstreet.test may be for sale. Make an offer or buy this domain now.</p>"
    "<h2>Related searches</h2><ul><li><a href='/?q=youth+insurance'>Youth insurance</a></li>"
    "<li><a href='/?q=cheap+flights'>Cheap flights</a></li><li><a href='/?q=credit+cards'>Credit cards</a></li></ul>"
    "<p>This domain is parked. The sponsored listings shown here are made automatically. "
    "<a href='https://domain-market.example/buy?domain=millstreet.test'>Inquire about this domain</a></p></body></html>"
)

LANDER = (
    '<!DOCTYPE html><html><head><script>window.onload=function(){window.location.href="/lander"}</script></head></html>'
)

SUSPENDED = (
    "<html><head><title>Account Suspended</title></head><body><h1>Account Suspended</h1>"
    "<p>This account has been suspended. Contact your hosting provider for more information.</p></body></html>"
)

CASINO = (
    "The best slots of the season, a welcome bonus of two hundred per cent and free spins every day. Play now, win now."
)


def _everywhere(body: str, status: int = 200) -> Handler:
    async def handler(wire: Wire) -> None:
        if wire.path == "/robots.txt":
            await missing(wire)
        else:
            await wire.reply(body, status)

    return handler


case(
    "parked", "", "The page offers the domain for sale, with sponsored links; no club is there.", name="parked_for_sale"
)(_everywhere(FOR_SALE))
case("parked", "", "A bare script leads to /lander, as a large registrar's parked domains do.", name="parked_lander")(
    _everywhere(LANDER)
)
case(
    "parked", "", "The host has put its own notice in place of the site: whose it was cannot be seen.", name="suspended"
)(_everywhere(SUSPENDED))


@case(
    "parked",
    "",
    "The whole page is a frame of a parking company.",
    hosts=(("park.above.com", "{other}"),),
    others=1,
)
async def parked_frame(wire: Wire) -> None:
    if wire.address != wire.hosted.address:
        await wire.reply(FOR_SALE)
    elif wire.path == "/robots.txt":
        await missing(wire)
    else:
        source = f"http://park.above.com:{wire.hosted.port}/?dn=millstreet.test"
        await wire.reply(
            f'<html><head><title>millstreet.test</title></head><frameset rows="100%,*" border="0"><frame src="{source}">'
            '<frame src="about:blank"></frameset></html>'
        )


@case(
    "parked",
    "",
    "The domain leads to a parking company, which is no new home of the organisation.",
    hosts=(("ww1.sedoparking.com", "{other}"),),
    others=1,
)
async def parked_redirect(wire: Wire) -> None:
    if wire.address != wire.hosted.address:
        await wire.reply(FOR_SALE)
    elif wire.path == "/robots.txt":
        await missing(wire)
    else:
        await wire.redirect(f"http://ww1.sedoparking.com:{wire.hosted.port}/?domain=millstreet.test", 302)


@case(
    "moved",
    "",
    "The name now leads to the site of somebody else altogether.",
    url="http://{name}:{port}/",
    hosts=(("{name}", "{address}"), ("other-{name}", "{other}")),
    others=1,
)
async def moved(wire: Wire) -> None:
    if wire.address != wire.hosted.address:
        await _casino(wire)
    elif wire.path == "/robots.txt":
        await missing(wire)
    else:
        await wire.redirect(f"http://other-{wire.headers.get('host', '')}/")


@case(
    "moved",
    "",
    "A meta refresh leads to another host, which is a move as much as a redirect is.",
    url="http://{name}:{port}/",
    hosts=(("{name}", "{address}"), ("other-{name}", "{other}")),
    others=1,
)
async def moved_by_refresh(wire: Wire) -> None:
    if wire.address != wire.hosted.address:
        await _casino(wire)
    elif wire.path == "/robots.txt":
        await missing(wire)
    else:
        host = wire.headers.get("host", "")
        await wire.reply(f'<html><head><meta http-equiv="refresh" content="0;url=http://other-{host}/"></head></html>')


async def _casino(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
    else:
        await wire.reply(page("Lucky Palm", CASINO, CASINO).replace("Mill Street Youth Club", "Lucky Palm Casino"))


@case(
    "social_only",
    "",
    "The domain leads to a page on Facebook: that is all there is.",
    hosts=(("www.facebook.com", "{other}"),),
    others=1,
)
async def social_redirect(wire: Wire) -> None:
    if wire.address != wire.hosted.address:
        await wire.reply(
            "<html><head><title>Log in to Facebook</title></head><body>You must log in to go on.</body></html>"
        )
    elif wire.path == "/robots.txt":
        await missing(wire)
    else:
        await wire.redirect(f"http://www.facebook.com:{wire.hosted.port}/millstreetyouth", 302)


@case(
    "social_only",
    "",
    "The address in the list is itself a page on Facebook: said so, and not measured as if it were a site.",
    url="http://m.facebook.com:{port}/millstreetyouth",
    hosts=(("m.facebook.com", "{address}"),),
)
async def social_listed(wire: Wire) -> None:
    await wire.reply(
        "<html><head><title>Log in to Facebook</title></head><body>You must log in to go on.</body></html>"
    )


@case(
    "ok",
    "",
    "What does not exist says so with 200: the site is fine, its missing pages are not pages.",
    must=PAGES,
)
async def soft_404(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
    elif wire.path in TITLES:
        await ordinary(wire, links=[f"/old/story-{n}.html" for n in range(6)])
    else:
        await wire.reply(page("Page not found", "Sorry, the page that you were looking for could not be found."))


@case(
    "ok",
    "",
    "Missing pages lead to the front page: nothing that is found there counts twice.",
    must=PAGES,
)
async def missing_leads_home(wire: Wire) -> None:
    if wire.path in (*TITLES, "/robots.txt"):
        await ordinary(wire, links=[f"/old/story-{n}.html" for n in range(6)])
    else:
        await wire.redirect("/", 302)


@case(
    "ok",
    "",
    "Every address gives the same page, as the shell of an application does: one page, however many addresses.",
)
async def all_the_same(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
    else:
        await wire.reply(club("/", links=[f"/part-{n}" for n in range(40)]))


@case("unreachable", "empty_page", "200, and nothing in it.")
async def empty_answer(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
    else:
        await wire.reply(b"")


@case("unreachable", "empty_page", "204 means that there is nothing to show.")
async def no_content(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await missing(wire)
    else:
        await wire.head(204)
