"""Links within the site lead somewhere.

Why it matters: a link that ends at "not found" is where visitors leave, and dead links are a well-tried sign that nobody looks after a site.
What is measured: the share of the site's own addresses, as far as they were followed, that answer with a page or file.
Limits: only links on the site's own host that the crawl followed are counted; links to other sites are not tried. An address that was refused or too slow once is not counted as dead.
What to do: mend the links listed here, or let old addresses redirect to the new ones.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urldefrag, urlsplit

from audits.derived.links import links
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.store.records import Fetch
from audits.visit import Visit

_DEAD = frozenset((404, 410))


@site_audit(
    unit="share",
    standards=["Bar-Yossef et al., Sic transit gloria telae, WWW 2004"],
    needs=[links],
    effort="hour",
    examples=[
        SiteExample(
            {"/": "<a href=/a>a</a>", "/a": "<p>Here.</p>"}, gives=1.0, facts={"dead_link_share": 0.0}, findings=0
        ),
        SiteExample(
            {"/": "<a href=/a>a</a>", "/a": "<p>Here.</p>", "/b": Answer("gone", 404), "/c": Answer("gone", 410)},
            gives=0.5,
            facts={"dead_link_share": 0.5, "dead_links": 2},
            findings=2,
        ),
        SiteExample({"/": "<p>Nothing to follow.</p>"}, gives="cannot_tell"),
    ],
)
def dead_links(visit: Visit) -> Outcome:
    pages = _pages_with(visit)
    tried = [
        fetch
        for fetch in visit.answers.values()
        if fetch.kind == "page" and visit.own(fetch.url) and _settled(fetch) and not _guessed(fetch, visit, pages)
    ]
    dead = [fetch for fetch in tried if fetch.status in _DEAD]
    if len(tried) < 2:
        return cannot_tell("no link within the site was followed")
    share = len(dead) / len(tried)
    findings = [
        Finding(f"the address answers {fetch.status}, not found", url=fetch.url, snippet=_seen(fetch.url, pages))
        for fetch in dead
    ]
    facts = {"dead_link_share": round(share, 3), "dead_links": len(dead)}
    return measured(1 - share, checked=len(tried), findings=findings, facts=facts)


def _settled(fetch: Fetch) -> bool:
    """Did the server say yes, elsewhere, or no for good?"""
    return fetch.ok or bool(fetch.location) or fetch.status in _DEAD


def _guessed(fetch: Fetch, visit: Visit, pages: Mapping[str, Sequence[str]]) -> bool:
    """Was this tried by the crawl in search of a front page, and is linked nowhere?"""
    missing = visit.notes.get("front_page_missing")
    return bool(missing) and missing in {fetch.url, fetch.via} and not fetch.ok and fetch.url not in pages


def _pages_with(visit: Visit) -> Mapping[str, Sequence[str]]:
    """The pages on which a link to each address of the site stands."""
    found: dict[str, dict[str, None]] = {}
    for page in visit.pages:
        for link in links(page):
            if link.own:
                found.setdefault(urldefrag(link.url).url, {})[page.url] = None
    return {url: list(pages) for url, pages in found.items()}


def _seen(url: str, pages: Mapping[str, Sequence[str]]) -> str:
    """The address, and where a keeper finds the link to it."""
    holders = pages.get(urldefrag(url).url)
    if not holders:
        return url
    parts = urlsplit(url)
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    more = len(holders) - 1
    others = f" and {more} more {'page' if more == 1 else 'pages'}" if more else ""
    return f"{address}, linked from {holders[0]}{others}"
