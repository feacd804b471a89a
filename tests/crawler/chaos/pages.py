"""The pages of an ordinary small club, which surround whatever is wrong with a site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tests.crawler.chaos.wire import Wire

TITLES = {
    "/": "Welcome",
    "/about.html": "About us",
    "/sessions.html": "Sessions",
    "/news.html": "News",
    "/contact.html": "Contact",
}

TEXTS = {
    "/": (
        (
            "We are a youth club run by volunteers in the old school at the end of Mill Street. On Monday and Thursday "
            "evenings the doors are open from seven until nine for anybody between eleven and eighteen."
        ),
        (
            "There is table football, a kitchen where somebody is usually burning toast, a quiet room with books, and a "
            "workshop with more tools than we know the names of. You need not be a member to come for the first time."
        ),
    ),
    "/about.html": (
        (
            "The club began in 1986, when the school closed and the village bought the building for a pound. It has been "
            "painted eleven times since, most recently by the members, which is why the hall is orange."
        ),
        (
            "Two paid youth workers and nine volunteers look after it. All of them have been checked, and our policy for "
            "keeping children safe hangs in the hall and can be read by everybody."
        ),
    ),
    "/sessions.html": (
        (
            "Mondays are for sports and games, Thursdays for cooking, music and the workshop. In the holidays there are day "
            "trips: last summer to the sea, the caves and, by mistake, a museum of buttons."
        ),
        "A session costs fifty pence. If that is difficult, say so to any of the workers and it costs nothing.",
    ),
    "/news.html": (
        (
            "12 October 2026: the new bicycle shed is finished, and so are the people who built it. Thank you to the timber "
            "yard for the planks and to Mrs Okafor for the soup."
        ),
        "4 September 2026: term begins again on Monday. The band room has a new lock; the key is where it always was.",
    ),
    "/contact.html": (
        (
            "Write to us at The Old School, Mill Street, or ring 01632 960131 on club evenings. Somebody will pick up, "
            "though it may take them a moment to find the telephone."
        ),
        "If you are worried about somebody's safety, do not wait for a club evening: ring the police or Childline.",
    ),
}


def page(title: str, *paragraphs: str, links: Iterable[str] = (), head: str = "", body: str = "") -> str:
    """A whole page of plain HTML."""
    words = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    more = "\n".join(f'<li><a href="{link}">{link}</a></li>' for link in links)
    menu = " | ".join(f'<a href="{path}">{text}</a>' for path, text in TITLES.items())
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title} - Mill Street Youth Club</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head>\n<body>\n'
        f"<nav>{menu}</nav>\n<h1>{title}</h1>\n{words}\n<ul>{more}</ul>\n{body}\n"
        "<footer>Mill Street Youth Club, registered charity 9900099</footer>\n</body></html>\n"
    )


def club(path: str, *, links: Iterable[str] = (), head: str = "", body: str = "") -> str:
    """One page of the ordinary club."""
    return page(TITLES[path], *TEXTS[path], links=links, head=head, body=body)


PAGES = tuple(TITLES)
INNER = PAGES[1:]


async def ordinary(
    wire: Wire,
    *,
    links: Iterable[str] = (),
    head: str = "",
    body: str = "",
    more: Mapping[str, tuple[str, str | bytes]] | None = None,
) -> None:
    """The ordinary club: five pages, `more` files as (type, body), and an honest 404 for everything else.

    `links`, `head` and `body` go into its front page.
    """
    if more and wire.path in more:
        content_type, content = more[wire.path]
        await wire.reply(content, content_type=content_type)
    elif wire.path == "/":
        await wire.reply(club("/", links=links, head=head, body=body))
    elif wire.path in TEXTS:
        await wire.reply(club(wire.path))
    else:
        await missing(wire)


async def missing(wire: Wire) -> None:
    await wire.reply("<html><head><title>404</title></head><body><h1>Not Found</h1></body></html>", 404)
