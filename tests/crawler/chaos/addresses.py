"""Addresses a crawl may not reach, by whatever way they come, and lines that are no address."""

from __future__ import annotations

from tests.crawler.chaos.case import Case, Handler, add, case
from tests.crawler.chaos.pages import PAGES, missing, ordinary
from tests.crawler.chaos.wire import Wire

LISTED = {
    "loopback": ("http://{address}:{port}/", "A loopback address, plainly written."),
    "loopback_short": ("http://127.1:{port}/", "127.1 is 127.0.0.1."),
    "loopback_number": ("http://2130706433:{port}/", "The address as one decimal number."),
    "loopback_hex": ("http://0x7f000001:{port}/", "The address as one hexadecimal number."),
    "loopback_octal": ("http://0177.0.0.1:{port}/", "The address in octal."),
    "loopback_wide": ("http://①②⑦.⓪.⓪.①:{port}/", "Circled digits, which browsers read as digits."),
    "loopback_zero": ("http://0.0.0.0:{port}/", "0.0.0.0 reaches this very machine."),
    "loopback_v6": ("http://[::1]:{port}/", "Loopback of version 6."),
    "loopback_v6_mapped": ("http://[::ffff:127.0.0.1]:{port}/", "Loopback of version 4 in an address of version 6."),
    "localhost_name": ("http://localhost:{port}/", "The name of this machine."),
    "private_10": ("http://10.0.0.1:{port}/", "A private network."),
    "private_172": ("http://172.16.0.1:{port}/", "A private network."),
    "private_192": ("http://192.168.0.1:{port}/", "The router at home."),
    "shared_100": ("http://100.64.0.1:{port}/", "Addresses that providers share among customers."),
    "link_local": ("http://169.254.10.10:{port}/", "An address for this cable only."),
    "metadata": ("http://169.254.169.254/latest/meta-data/", "Where clouds keep the keys of their machines."),
    "multicast": ("http://224.0.0.1:{port}/", "An address of many machines."),
    "unique_local_v6": ("http://[fd00::1]:{port}/", "A private network of version 6."),
}

for _name, (_url, _note) in LISTED.items():
    add(
        Case(
            f"listed_{_name}",
            "unreachable",
            "private_address",
            f"{_note} Nobody may send us there.",
            family="addresses",
            handler=ordinary,
            guarded=True,
            url=_url,
            at_most=0,
        )
    )

add(
    Case(
        "name_of_private",
        "unreachable",
        "private_address",
        "The name resolves to a private address; it is refused after it is resolved, before anything is sent.",
        family="addresses",
        handler=ordinary,
        guarded=True,
        url="http://{name}:{port}/",
        hosts=(("{name}", "{address}"),),
        at_most=0,
    )
)

FRONT: tuple[tuple[str, str], ...] = (("{name}", "+{address}"),)


@case(
    "ok",
    "",
    "A name taken for public: the guard lets it pass. Where this fails, the other guarded cases prove nothing.",
    guarded=True,
    url="http://{name}:{port}/",
    hosts=FRONT,
    must=PAGES,
)
async def guard_lets_public_pass(wire: Wire) -> None:
    await ordinary(wire)


@case(
    "unreachable",
    "private_address",
    "The name is public when it is first asked for and private ever after: what is checked must be what is used.",
    also=(("ok", ""),),
    guarded=True,
    url="http://{name}:{port}/",
    hosts=(("{name}", "+{address}|{other}"),),
    others=1,
    untouched=True,
)
async def rebinding(wire: Wire) -> None:
    wire.keep = False
    await ordinary(wire)


@case(
    "ok",
    "",
    "Links, pictures, scripts and frames of a public site point at private addresses: nobody asks there.",
    guarded=True,
    url="http://{name}:{port}/",
    hosts=FRONT,
    others=1,
    untouched=True,
    must=PAGES,
)
async def public_page_private_parts(wire: Wire) -> None:
    host = f"{wire.hosted.addresses[1]}:{wire.hosted.port}"
    parts = (
        f'<img src="http://{host}/a.png" alt=""><script src="//{host}/a.js"></script><link rel="stylesheet" href="http://{host}/a.css">'
        f'<iframe src="http://{host}/"></iframe><a href="http://{host}/">Intranet</a><img src="http://169.254.169.254/x.png" alt="">'
    )
    await ordinary(wire, body=parts)


def _lead(location: str) -> Handler:
    """Every page but robots.txt redirects to this."""

    async def handler(wire: Wire) -> None:
        if wire.address != wire.hosted.address:
            await ordinary(wire)
        elif wire.path == "/robots.txt":
            await missing(wire)
        else:
            hosted = wire.hosted
            host = wire.headers.get("host", "").partition(":")[0]
            await wire.redirect(location.format(other=hosted.addresses[-1], port=hosted.port, host=host), 302)

    return handler


LEADS = {
    "loopback": ("http://{other}:{port}/", "loopback"),
    "localhost": ("http://localhost:{port}/", "localhost"),
    "number": ("http://2130706433:{port}/", "loopback, written as a number"),
    "private": ("http://10.0.0.1/", "a private network"),
    "metadata": ("http://169.254.169.254/latest/meta-data/", "the keys of a cloud machine"),
    "v6": ("http://[::1]:{port}/", "loopback of version 6"),
    "inside_name": ("http://inside.{host}:{port}/", "a name that resolves to a private address"),
}

for _name, (_url, _what) in LEADS.items():
    case(
        "unreachable",
        "private_address",
        f"A public site redirects to {_what}: the hop is refused, and the site is what it leads to.",
        name=f"redirect_to_{_name}",
        guarded=True,
        url="http://{name}:{port}/",
        hosts=(*FRONT, ("inside.{name}", "{other}")),
        others=1,
        untouched=True,
    )(_lead(_url))

case(
    "unreachable",
    "port_refused",
    "A public site redirects to the port of another service.",
    name="redirect_to_port_25",
    guarded=True,
    url="http://{name}:{port}/",
    hosts=FRONT,
)(_lead("http://{host}:25/"))
add(
    Case(
        "listed_port_22",
        "unreachable",
        "port_refused",
        "The line names the port of another service.",
        family="addresses",
        handler=ordinary,
        guarded=True,
        url="http://{name}:22/",
        hosts=FRONT,
        at_most=0,
    )
)


@case(
    "refused",
    "robots_unreachable",
    "robots.txt redirects to a private address: the hop is refused, so the rules cannot be read.",
    also=(("ok", ""), ("unreachable", "private_address")),
    guarded=True,
    url="http://{name}:{port}/",
    hosts=FRONT,
    others=1,
    untouched=True,
)
async def robots_to_private(wire: Wire) -> None:
    if wire.path == "/robots.txt":
        await wire.redirect(f"http://{wire.hosted.addresses[1]}:{wire.hosted.port}/robots.txt", 302)
    else:
        await ordinary(wire)


NO_ADDRESS = {
    "words": "the youth club in Mill Street",
    "no_host": "http://",
    "no_host_but_path": "http:///index.html",
    "space": "http://mill street.test/",
    "bracket": "http://[::1/",
    "port": "http://millstreet.test:99999/",
    "port_words": "http://millstreet.test:club/",
    "mail": "mailto:club@millstreet.test",
    "file": "file:///etc/passwd",
    "ftp": "ftp://millstreet.test/",
    "script": "javascript:alert(1)",
    "data": "data:text/html,hello",
    "nothing": "",
    "dots": "...",
    "long_label": f"http://{'m' * 64}.test/",
}

for _name, _url in NO_ADDRESS.items():
    add(
        Case(
            f"invalid_{_name}",
            "invalid",
            "invalid_address",
            "The line is no web address, and is said to be none; nothing is fetched for it.",
            family="addresses",
            http="",
            url=_url,
        )
    )
