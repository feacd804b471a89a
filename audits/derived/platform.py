"""What runs behind a site, told from the lines its server sends along."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audits.derived import derived
from audits.derived.generator import makers
from audits.derived.support import Support, support
from audits.store.records import Fetch
from audits.visit import Visit

_TOKENS = (
    ("php", "PHP", re.compile(r"\bPHP/(\d+(?:\.\d+)*)", re.IGNORECASE)),
    ("apache", "Apache", re.compile(r"\bApache/(\d+(?:\.\d+)*)", re.IGNORECASE)),
    ("nginx", "nginx", re.compile(r"\bnginx/(\d+(?:\.\d+)*)", re.IGNORECASE)),
    ("iis", "Microsoft IIS", re.compile(r"\bMicrosoft-IIS/(\d+(?:\.\d+)*)", re.IGNORECASE)),
    ("openssl", "OpenSSL", re.compile(r"\bOpenSSL/(\d+(?:\.\d+)*)", re.IGNORECASE)),
    ("umbraco", "Umbraco", re.compile(r"\bUmbraco[ /](\d+(?:\.\d+)*)", re.IGNORECASE)),
)
"""Name in endoflife.toml, name for people, and how the product signs itself in Server and X-Powered-By."""


@derived
def supports(visit: Visit) -> tuple[tuple[Support, str], ...]:
    """What the snapshot knows of every product that told its version, with the address that told it.

    Reads `makers` of the pages: a site audit that calls this needs it.
    """
    told = {product: (version, url) for product, (_, version, url) in served_by(visit.fetches).items()}
    for page in visit.pages:
        for maker in makers(page):
            if maker.eol and maker.version and maker.eol not in told:
                told[maker.eol] = (maker.version, page.url)
    day = visit.fetched_at.date()
    known = ((support(product, version, day), url) for product, (version, url) in told.items())
    return tuple((state, url) for state, url in known if state is not None)


def served_by(fetches: Iterable[Fetch]) -> dict[str, tuple[str, str, str]]:
    """Product of endoflife.toml → (name for people, version, address), from the first answer that tells it."""
    found: dict[str, tuple[str, str, str]] = {}
    for fetch in fetches:
        said = " ".join(
            value for name, value in fetch.headers if name.lower() in {"server", "x-powered-by", "x-generator"}
        )
        if not said:
            continue
        for product, title, pattern in _TOKENS:
            if product not in found and (seen := pattern.search(said)):
                found[product] = (title, seen.group(1), fetch.url)
    return found
