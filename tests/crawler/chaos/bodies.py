"""Bodies that are no page, are far too large, or are built to choke whoever reads them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from tests.crawler.chaos.case import Handler, case
from tests.crawler.chaos.pages import INNER, PAGES, club, ordinary, page
from tests.crawler.chaos.wire import Wire

JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    + random.Random(1).randbytes(30_000)
    + b"\xff\xd9"
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n" + b"%filler\n" * 2000 + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def _home(body: bytes | str, content_type: str = "text/html; charset=utf-8", **headers: str) -> Handler:
    """This front page, with the ordinary club behind it."""

    async def handler(wire: Wire) -> None:
        if wire.path == "/":
            await wire.reply(body, content_type=content_type, headers=headers)
        else:
            await ordinary(wire)

    return handler


case("unreachable", "not_html", "The front page says text/html and is a JPEG.", name="jpeg_as_html")(_home(JPEG))
case("unreachable", "not_html", "The front page is a PDF, and says so.", name="pdf_home")(_home(PDF, "application/pdf"))
case("unreachable", "not_html", "The front page is a PDF that says text/html.", name="pdf_as_html")(
    _home(PDF, "text/html")
)
case("ok", "", "No Content-Type at all: it looks like HTML, so browsers show it.", name="no_content_type", must=PAGES)(
    _home(club("/"), "")
)
case(
    "ok",
    "",
    "Content-Type is garbled: it looks like HTML, so browsers show it.",
    name="garbled_content_type",
    must=PAGES,
)(_home(club("/"), "html;;charset=;=x"))
case("ok", "", "NUL bytes all over the page.", name="nul_bytes", must=PAGES)(
    _home(club("/").encode().replace(b"<p>", b"<p>\0\0").replace(b"youth", b"yo\0uth"))
)
case(
    "ok",
    "",
    "Halves of surrogate pairs, as bytes and as entities: no text can hold them.",
    name="lone_surrogates",
    must=PAGES,
)(
    _home(
        club("/", body="<p title='&#xD800;&#57343;'>&#xD83D; and @@</p>")
        .encode()
        .replace(b"@@", b"\xed\xa0\x80 \xed\xbf\xbf")
    )
)
case("ok", "", "UTF-16 with a half pair in it.", name="lone_surrogates_utf16", must=PAGES)(
    _home(b"\xff\xfe" + club("/").encode("utf-16-le") + b"\x00\xd8\n\x00", "text/html")
)
case("ok", "", "UTF-16 without a mark and without a word of it.", name="utf16_without_mark", must=PAGES)(
    _home(club("/").replace('<meta charset="utf-8">', "").encode("utf-16-le"), "text/html")
)
case("ok", "", "Header and page name a charset that does not exist.", name="unknown_charset", must=PAGES)(
    _home(club("/").replace("utf-8", "utf-9").encode(), "text/html; charset=utf-9")
)
case("ok", "", "The header says UTF-16, the bytes are ASCII.", name="wrong_charset", must=PAGES)(
    _home(club("/").replace('<meta charset="utf-8">', "").encode(), "text/html; charset=utf-16")
)
case("ok", "", "Latin-1 bytes under a UTF-8 label.", name="broken_utf8", must=PAGES)(
    _home(club("/", body="<p>Café Zürich, £3</p>").encode("latin-1"))
)
case("ok", "", "50,000 divs, each in the one before.", name="nested_divs", must=PAGES)(
    _home(club("/") + "<div>" * 50_000 + "deep down" + "</div>" * 50_000)
)
case("ok", "", "A front page without a single tag: only words.", name="no_tags")(
    _home("Mill Street Youth Club. We meet on Mondays and Thursdays from seven to nine in the old school. " * 3)
)
case("ok", "", "A script that is never closed swallows the rest of the page.", name="open_script")(
    _home(club("/", head="<script>var hello = 'there';"))
)
case("ok", "", "A comment that is never closed swallows the rest of the page.", name="open_comment")(
    _home(club("/", body="<!-- and now for something else"))
)


@case("partial", "body_too_large", "200 MB of HTML under their right length; the page in front is real.")
async def huge_html(wire: Wire) -> None:
    line = b"<p>Minutes of the committee, with every cough written down.</p>\n" * 4000
    await _flood(wire, line, 200_000_000)


@case("partial", "body_too_large", "One line of 20 MB, without a tag in it.")
async def one_long_line(wire: Wire) -> None:
    await _flood(wire, b"word " * 50_000, 20_000_000)


async def _flood(wire: Wire, piece: bytes, size: int) -> None:
    """The ordinary front page, filled up with pieces to `size` bytes."""
    if wire.path != "/":
        await ordinary(wire)
        return
    front = club("/").encode()
    times = (size - len(front)) // len(piece)
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(front) + times * len(piece))}
    await wire.head(200, fields)
    if wire.method != "HEAD":
        await wire.send(front)
        await wire.pour(itertools.repeat(piece, times))


@case(
    "partial",
    "pages_budget",
    "100,000 links on one page, each to a page that exists: the budget ends it, and the five real pages are among what is seen.",
    must=PAGES,
)
async def many_links(wire: Wire) -> None:
    if wire.path == "/":
        await wire.reply(club("/", links=(f"/p/{n}.html" for n in range(100_000))))
    elif wire.path.startswith("/p/"):
        await wire.reply(
            page(f"Page {wire.path[3:-5]}", f"This is one of very many pages. Its number is {wire.path[3:-5]}.")
        )
    else:
        await ordinary(wire)


def _inner(body: str) -> Handler:
    """The ordinary club with one more page, which is hostile."""

    async def handler(wire: Wire) -> None:
        await ordinary(wire, links=["/hostile.html"], more={"/hostile.html": ("text/html; charset=utf-8", body)})

    return handler


HOSTILE = ("/hostile.html", *INNER)
OWN = "One inner page costs a parser minutes or gigabytes: that page has an outcome with a reason, the site goes on."

case("ok", "", f"{OWN} 200,000 attributes on one tag.", name="attribute_bomb", must=HOSTILE)(
    _inner(
        "<!doctype html><title>x</title><p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">A page all the same.</p>"
    )
)
case("ok", "", f"{OWN} 200,000 divs, each in the one before.", name="nesting_bomb", must=HOSTILE)(
    _inner("<!doctype html><title>x</title>" + "<div>" * 200_000 + "A page all the same.")
)
case(
    "ok", "", f"{OWN} 20,000 bold tags that are never closed, between paragraphs.", name="formatting_bomb", must=HOSTILE
)(_inner("<!doctype html><title>x</title>" + "<b><p>" * 20_000 + "A page all the same."))
case("ok", "", f"{OWN} 5,000 tables in tables, with stray text in each.", name="table_bomb", must=HOSTILE)(
    _inner("<!doctype html><title>x</title>" + "<table>stray<tr><td>" * 5_000 + "A page all the same.")
)
case("ok", "", f"{OWN} Half a million entities.", name="entity_flood", must=HOSTILE)(
    _inner("<!doctype html><title>x</title><p>" + "&notit;&#x1F600;&amp" * 60_000)
)


@case(
    "ok",
    "",
    "Links, pictures, scripts and frames at localhost, as left behind by whoever built the page: nobody asks there.",
    must=PAGES,
)
async def links_to_localhost(wire: Wire) -> None:
    port = wire.hosted.port
    hosts = [f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"]
    body = "".join(
        f'<a href="http://{host}/site/">Home</a><img src="http://{host}/logo.gif"><iframe src="http://{host}/f"></iframe>'
        f'<script src="http://{host}/x.js"></script>'
        for host in hosts
    )
    await ordinary(wire, body=body)


@case(
    "ok",
    "",
    "The hrefs are written as people write them: spaces, backslashes, stray quotes, no scheme.",
    must=("/about us.html", "/sub/page.html", "/quote.html"),
)
async def hrefs_oddly_written(wire: Wire) -> None:
    links = (
        '<a href=" about us.html ">1</a><a href="sub\\page.html">2</a><a href="/quote.html&quot;">3</a>'
        f'<a href="http:/about.html">4</a><a href="//{wire.headers.get("host", "")}/news.html">5</a><a href="http://">6</a>'
        '<a href="http://[broken/">7</a><a href="http://exa mple/">8</a><a href="http://x:99999/">9</a><a href="/quote.html">10</a>'
    )
    more = {
        path: ("text/html; charset=utf-8", page("More", path))
        for path in ("/about us.html", "/sub/page.html", "/quote.html")
    }
    await ordinary(wire, body=links, more=more)


def _random_html(seed: int, length: int = 4000) -> Iterator[str]:
    """Tags, halves of tags and rubbish in no order."""
    dice = random.Random(seed)
    parts = [
        "<div>",
        "</div>",
        "<p",
        ">",
        "<table><tr>",
        "</td>",
        "<a href='",
        "'",
        '"',
        "<!--",
        "-->",
        "<svg>",
        "</svg>",
        "<select>",
        "<template>",
        "&#0;",
        "\x0c",
        "<style>",
        "</style>",
        "<![CDATA[",
        "]]>",
        "<?php",
        "?>",
        "words ",
        "<frameset>",
        "</body>",
        "<math>",
    ]
    return (dice.choice(parts) for _ in range(length))


for _seed in range(3):
    case("ok", "", "An inner page of random tags and halves of tags.", name=f"tag_soup_{_seed + 1}", must=HOSTILE)(
        _inner("<title>Soup</title>" + "".join(_random_html(_seed)))
    )


@case("ok", "", "HEAD is answered with 405: sizes have to be asked for in another way.", must=PAGES)
async def no_head(wire: Wire) -> None:
    if wire.method == "HEAD":
        await wire.reply(b"", 405)
    elif wire.path == "/boat.jpg":
        await wire.reply(JPEG, content_type="image/jpeg")
    else:
        await ordinary(wire, body='<img src="/boat.jpg" alt="A boat">')


@case("ok", "", "A picture of 500 MB: its size is known from the header, and nobody waits for its end.", must=PAGES)
async def huge_picture(wire: Wire) -> None:
    if wire.path != "/huge.jpg":
        await ordinary(wire, body='<img src="/huge.jpg" alt="The hall">')
        return
    await wire.head(200, {"Content-Type": "image/jpeg", "Content-Length": str(500_000_000)})
    if wire.method != "HEAD":
        await wire.send(JPEG[:20])
        await wire.pour(itertools.repeat(JPEG, 500_000_000 // len(JPEG)))
        await wire.hang_up()


@case("ok", "", "Pictures that never answer: the pages are there all the same.", must=PAGES)
async def silent_pictures(wire: Wire) -> None:
    if wire.path.endswith(".jpg"):
        await wire.stall()
    else:
        await ordinary(wire, body="".join(f'<img src="/p{n}.jpg" alt="">' for n in range(3)))
