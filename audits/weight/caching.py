"""Parts that seldom change are kept by browsers.

Why it matters: who reads a second page, or comes back next week, should not pay for the same logo and style sheet again.
What is measured: the share of the site's own style sheets, scripts, pictures and fonts whose answer lets a browser keep them for a week or longer without asking.
Limits: browsers guess where nothing is said, and often keep such parts for a while; that is not counted.
What to do: let the server say `Cache-Control: max-age=31536000` for files whose name changes with their content, and at least a week for the others.
"""

from statistics import median

from audits.derived.page_resources import Part, page_resources
from audits.model import Answer, Finding, Outcome, SiteExample, measured, not_applicable, site_audit
from audits.store.records import Value
from audits.visit import Visit

_WEEK = 7 * 86400.0  # Lighthouse uses-long-cache-ttl weighs by how likely a return is; a week covers most of it
_KINDS = {"style", "script", "image", "font", "media"}


@site_audit(
    unit="share",
    standards=["Lighthouse uses-long-cache-ttl", "RFC 9111"],
    aliases=["lighthouse:uses-long-cache-ttl"],
    needs=[page_resources],
    severity="minor",
    effort="hour",
    examples=[
        SiteExample(
            {"/": '<img src="a.png">', "/a.png": Answer("x", headers={"cache-control": "public, max-age=2592000"})},
            gives=1.0,
            facts={"median_cache_days": 30.0},
        ),
        SiteExample({"/": '<img src="a.png">', "/a.png": Answer("x", headers={"cache-control": "no-cache"})}, gives=0.0),
        SiteExample(
            {"/": '<img src="a.png"><img src="b.png">', "/a.png": "x", "/b.png": Answer("x", headers={
                "date": "Mon, 01 Jun 2026 12:00:00 GMT", "expires": "Mon, 29 Jun 2026 12:00:00 GMT"})},
            gives=0.5,
        ),
        SiteExample({"/": "<p>Words.</p>"}, gives="not_applicable"),
    ],
)  # fmt: skip
def caching(visit: Visit) -> Outcome:
    found: dict[str, Part] = {}
    for page in visit.pages:
        for part in page_resources(page).parts:
            if part.own and part.kind in _KINDS and part.status == 200:
                found.setdefault(part.url, part)
    if not found:
        return not_applicable("no parts that a browser could keep")
    short = [part for part in found.values() if (part.fresh_seconds or 0.0) < _WEEK]
    words = {True: "the answer does not say how long it may be kept", False: "may be kept for less than a week"}
    findings = [
        Finding(words[part.fresh_seconds is None], url=part.url, snippet=part.url, level="review")
        for part in sorted(short, key=lambda part: -(part.body_bytes or 0))[:25]
    ]
    days = median((part.fresh_seconds or 0.0) / 86400 for part in found.values())
    facts: dict[str, Value] = {"median_cache_days": round(days, 2)}
    return measured(1 - len(short) / len(found), checked=len(found), findings=findings, facts=facts)
