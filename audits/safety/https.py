"""The site is served safely, by HTTPS.

Why it matters: without HTTPS anybody on the same Wi-Fi can read and change what a visitor sees and sends. Browsers mark such a site "not secure".
What is measured: whether pages come over https, and whether http addresses lead there by themselves. "yes": https, and http leads to it or was not asked; "partial": https works, but http stays on http; "no": http only.
Limits: a site audited from files or from a machine on the inside is not asked about.
What to do: switch HTTPS on at the company that hosts the site; it costs nothing with nearly all of them. Then switch on "force HTTPS".
"""

from urllib.parse import urlsplit

from audits.derived.inside import inside
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit, bare_host

_PAGE = '<!doctype html><html lang="en"><head><title>Club</title></head><body><p>Welcome.</p></body></html>'
_MOVED = Answer("", 301, headers={"location": "https://example.org/"}, kind="page")


@site_audit(
    unit="text",
    standards=["HTTP Observatory: redirection", "Lighthouse is-on-https"],
    aliases=["lighthouse:is-on-https"],
    severity="serious",
    effort="hour",
    examples=[
        SiteExample({"https://example.org/": _PAGE}, gives="yes", facts={"https": "yes"}),
        SiteExample({"http://example.org/": _MOVED, "https://example.org/": _PAGE}, gives="yes"),
        SiteExample({"http://example.org/": _PAGE, "https://example.org/": _PAGE}, gives="partial", findings=1),
        SiteExample({"http://example.org/": _PAGE}, gives="no", findings=1),
        SiteExample({"https://example.org/": Answer("", 404)}, gives="cannot_tell"),
        SiteExample({"http://127.0.0.1:8000/": _PAGE}, gives="cannot_tell"),
    ],
)
def https(visit: Visit) -> Outcome:
    """Is the site on https, and does http lead there?"""
    own = [page.url for page in visit.pages if visit.own(page.url)]
    plain = [url for url in own if url.startswith("http://")]
    safe = [url for url in own if url.startswith("https://")]
    if plain and all(inside(url) for url in own):
        return cannot_tell("the site was looked at on a machine of one's own or inside a network")
    if not plain and not safe:
        return cannot_tell("no page of this site was fetched from a server")
    if not safe:
        finding = Finding("Pages are sent without protection (http).", url=plain[0])
        return measured("no", checked=len(own), findings=[finding], facts={"https": "no"})
    if stays := plain or _unmoved(visit):
        finding = Finding("This address answers without protection (http) instead of leading to https.", url=stays[0])
        return measured("partial", checked=len(own), findings=[finding], facts={"https": "partial"})
    return measured("yes", checked=len(own), facts={"https": "yes"})


def _unmoved(visit: Visit) -> list[str]:
    """Addresses of this site that answered over http with a page instead of a redirect."""
    return [
        url
        for url, fetch in visit.answers.items()
        if fetch.ok and urlsplit(url).scheme == "http" and bare_host(url) == visit.host and fetch.kind == "page"
    ]
