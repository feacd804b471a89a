"""No cookies follow visitors before they agree.

Why it matters: by law in the UK and in Europe, cookies that are not needed for the site to work wait until the visitor says yes. For young people's services that matters most.
What is measured: how many cookies meant for following people were set while the site was merely looked at: by the servers and, on the pages that a browser opened, by scripts too. Nothing was agreed to in the crawl, so each came before consent. Cookies that the site needs, and those whose use is not known, are counted apart.
Limits: without a browser (`--render`) the cookies that scripts set are not seen, so the true number may be higher. Their use is told by their names.
What to do: take out what nobody reads the figures of. Let a consent tool start the rest only after a yes.
"""

from functools import cache

from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.standards import table
from audits.visit import Visit, bare_host

_PAGE = '<!doctype html><html lang="en"><head><title>Club</title></head><body><p>Welcome.</p></body></html>'


@site_audit(
    unit="count",
    standards=["PECR regulation 6", "ICO, guidance on the use of cookies", "Directive 2002/58/EC article 5(3)"],
    severity="serious",
    effort="hour",
    examples=[
        SiteExample({"/": Answer(_PAGE, headers={"set-cookie": "PHPSESSID=1; path=/; HttpOnly"})}, gives=0, facts={"cookies": 1, "cookies_following": 0}),
        SiteExample({"/": Answer(_PAGE, headers={"set-cookie": "_ga=GA1.1; path=/"})}, gives=1, facts={"cookies_following": 1}, findings=1),
        SiteExample({"/": _PAGE}, gives=0, facts={"cookies": 0}),
        SiteExample({"/": _PAGE}, gives=1, findings=1, facts={"cookies": 1}, sight={"/": {"cookies": [{"name": "_ga", "domain": ".example.org", "lasting": True}]}}),
        SiteExample({"/": Answer("", failure="timeout", kind="page")}, gives="cannot_tell"),
    ],
)  # fmt: skip
def cookies(visit: Visit) -> Outcome:
    """The cookies set while the site was merely looked at."""
    if not visit.pages:
        return cannot_tell("no page of this site could be read")
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for fetch in visit.fetches:
        for name, value in fetch.headers:
            if name.lower() == "set-cookie" and (cookie := value.partition("=")[0].strip()):
                seen.setdefault((bare_host(fetch.url), cookie), (fetch.url, value))
    for page in visit.pages:
        for cookie in page.facts.get("cookies", ()):
            seen.setdefault(
                (str(cookie["domain"]).lstrip(".").removeprefix("www."), str(cookie["name"])), (page.url, "")
            )
    uses = {key: purpose(key[1]) for key in seen}
    findings = [
        Finding(
            f"The cookie {cookie} of {host}, for following people, is set before anybody agreed.",
            url=seen[host, cookie][0],
            snippet=cookie,
        )
        for (host, cookie), use in uses.items()
        if use == "following"
    ]
    findings += [
        Finding(
            f"What the cookie {cookie} is for is not known: look it up.",
            level="review",
            url=seen[host, cookie][0],
            snippet=cookie,
        )
        for (host, cookie), use in uses.items()
        if use == "unknown"
    ]
    following = sum(use == "following" for use in uses.values())
    names = ", ".join(sorted({cookie for _, cookie in seen})) or None
    facts = {"cookies": len(seen), "cookies_following": following, "cookie_names": names}
    return measured(following, checked=len(visit.fetches), findings=findings, facts=facts)


@cache
def purpose(cookie: str) -> str:
    """What a cookie of that name is for: needed, following or unknown; the longest known beginning decides."""
    name = cookie.lower()
    rows = table("cookies.toml")
    best = max(
        ((len(start), use) for use in ("needed", "following") for start in rows[use] if _begins(name, start)),
        default=(0, "unknown"),
    )
    return best[1]


def _begins(name: str, start: str) -> bool:
    # Names of two or three letters must be the whole name: many cookies begin with them by chance.
    return (
        name == start
        or (len(start) > 3 and name.startswith(start))
        or (start.startswith("_") and name.startswith(start))
    )
