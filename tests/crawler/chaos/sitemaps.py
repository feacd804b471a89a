"""Sitemaps that are far too many, far too large, bombs, or lists of other people's pages."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterable

from tests.crawler.chaos.case import case
from tests.crawler.chaos.packings import MEBI
from tests.crawler.chaos.pages import PAGES, ordinary, page
from tests.crawler.chaos.wire import Wire

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
HIDDEN = "/hidden.html"
XML = "application/xml"


def urlset(addresses: Iterable[str], before: str = "") -> str:
    entries = "".join(f"<url><loc>{address}</loc><lastmod>2026-10-12</lastmod></url>\n" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{before}<urlset {NAMESPACE}>\n{entries}</urlset>\n'


async def _site(
    wire: Wire, sitemap: str | bytes, content_type: str = XML, path: str = "/sitemap.xml", **headers: str
) -> None:
    """The ordinary club with this sitemap, named by robots.txt, and a page that no link leads to."""
    if wire.path == "/robots.txt":
        await wire.reply(f"User-agent: *\nAllow: /\nSitemap: {wire.root}{path}\n", content_type="text/plain")
    elif wire.path == path:
        await wire.reply(sitemap, content_type=content_type, headers=headers)
    else:
        hidden = page("Hidden", "No link leads to this page about the canoe trip; the sitemap does.")
        await ordinary(wire, more={HIDDEN: ("text/html; charset=utf-8", hidden)})


@case("ok", "", "A sitemap as it should be names a page that no link leads to.", must=(*PAGES, HIDDEN))
async def sitemap_plain(wire: Wire) -> None:
    await _site(wire, urlset(wire.root + path for path in (*PAGES, HIDDEN)))


@case("ok", "", "The sitemap is a gzip file.", must=(*PAGES, HIDDEN))
async def sitemap_gzip(wire: Wire) -> None:
    body = gzip.compress(urlset(wire.root + path for path in (*PAGES, HIDDEN)).encode(), mtime=0)
    await _site(wire, body, "application/x-gzip", "/sitemap.xml.gz")


@case("ok", "", "The sitemap is a list of addresses in plain text.", must=(*PAGES, HIDDEN))
async def sitemap_text(wire: Wire) -> None:
    await _site(wire, "\n".join(wire.root + path for path in (*PAGES, HIDDEN)), "text/plain", "/sitemap.txt")


@case(
    "ok",
    "",
    "An index of 1,000 sitemaps, each with the same five pages: some are read, not all.",
    must=PAGES,
    at_most=150,
)
async def sitemap_index_of_1000(wire: Wire) -> None:
    if wire.path.startswith("/maps/"):
        await wire.reply(urlset(wire.root + path for path in PAGES), content_type=XML)
        return
    entries = "".join(f"<sitemap><loc>{wire.root}/maps/{n}.xml</loc></sitemap>" for n in range(1000))
    await _site(wire, f'<?xml version="1.0"?><sitemapindex {NAMESPACE}>{entries}</sitemapindex>')


@case("ok", "", "An index that names itself, and another index that names it.", must=PAGES, at_most=40)
async def sitemap_index_loop(wire: Wire) -> None:
    names = "".join(f"<sitemap><loc>{wire.root}/{name}</loc></sitemap>" for name in ("sitemap.xml", "second.xml"))
    index = f'<?xml version="1.0"?><sitemapindex {NAMESPACE}>{names}</sitemapindex>'
    if wire.path == "/second.xml":
        await wire.reply(index, content_type=XML)
    else:
        await _site(wire, index)


@case("ok", "", "Entities of entities that unfold to gigabytes: the sitemap is let go, the site is fine.", must=PAGES)
async def sitemap_entity_bomb(wire: Wire) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    bomb = f'<!DOCTYPE urlset [<!ENTITY e0 "ha">{levels}]>\n'
    await _site(wire, urlset([f"{wire.root}/&e10;", wire.root + "/about.html"], bomb))


@case("ok", "", "Entities that would read a file and ask localhost: neither happens.", must=PAGES)
async def sitemap_outside_entity(wire: Wire) -> None:
    inside = f'<!DOCTYPE urlset [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY w SYSTEM "http://127.0.0.1:{wire.hosted.port}/xxe">]>\n'
    await _site(wire, urlset([f"{wire.root}/&f;", f"{wire.root}/&w;"], inside))


@case("ok", "", "50 MB of sitemap with the same five pages over and over: read up to the limit.", must=PAGES)
async def sitemap_50_mb(wire: Wire) -> None:
    if wire.path != "/sitemap.xml":
        await _site(wire, "")
        return
    entries = "".join(f"<url><loc>{wire.root}{path}</loc></url>\n" for path in PAGES).encode() * 500
    await wire.unsized(200, {"Content-Type": XML})
    await wire.send(f'<?xml version="1.0"?><urlset {NAMESPACE}>'.encode())
    await wire.pour(itertools.repeat(entries, 50_000_000 // len(entries)))
    await wire.send(b"</urlset>")


@case("ok", "", "A gzip file of 300 KB that unpacks to 300 MB of sitemap.", must=PAGES)
async def sitemap_gzip_bomb(wire: Wire) -> None:
    if wire.path != "/sitemap.xml.gz":
        await _site(wire, "", path="/sitemap.xml.gz")
        return
    head = f'<?xml version="1.0"?><urlset {NAMESPACE}><url><loc>{wire.root}/about.html</loc></url><!--'.encode()
    # Members follow each other: a gzip file may have many, and unpacks to all of them.
    await wire.unsized(200, {"Content-Type": "application/x-gzip"})
    await wire.send(gzip.compress(head, mtime=0))
    await wire.pour(itertools.repeat(gzip.compress(b" " * MEBI, mtime=0), 300))


@case(
    "ok",
    "",
    "The sitemap lists pages of another host, which nobody asked us to crawl.",
    must=PAGES,
    others=1,
    untouched=True,
)
async def sitemap_of_others(wire: Wire) -> None:
    other = f"http://{wire.hosted.addresses[1]}:{wire.hosted.port}"
    await _site(wire, urlset([f"{other}/", f"{other}/about.html", wire.root + "/about.html"]))


@case("ok", "", "The sitemap is a page of HTML that says not found, with 200.", must=PAGES)
async def sitemap_html(wire: Wire) -> None:
    await _site(wire, page("Page not found", "Sorry."), "text/html")


@case("ok", "", "The sitemap is cut in the middle: what came is used.", must=PAGES)
async def sitemap_cut(wire: Wire) -> None:
    await _site(wire, urlset(wire.root + path for path in (*PAGES, HIDDEN))[:-60])


@case("ok", "", "Addresses in the sitemap are relative, garbled, or of other schemes.", must=PAGES)
async def sitemap_garbled(wire: Wire) -> None:
    await _site(
        wire,
        urlset(
            [
                "/about.html",
                "http://[",
                "file:///etc/passwd",
                "javascript:alert(1)",
                " ",
                "http://x:y/",
                wire.root + "/news.html\n ",
            ]
        ),
    )


@case("ok", "", "The sitemap never answers: the site is crawled by its links.", must=PAGES)
async def sitemap_silent(wire: Wire) -> None:
    if wire.path == "/sitemap.xml":
        await wire.stall()
    else:
        await _site(wire, "")
