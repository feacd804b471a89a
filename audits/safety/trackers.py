"""Visitors are not followed by other companies.

Why it matters: a tracker tells an advertising or analytics company which pages somebody reads. For young people that is a matter of their privacy by law, and seldom of any use to a club.
What is measured: how many companies for advertising, analytics, social networks, marketing or tag management the pages load something from, told by host in a snapshot of third-party-web.
Limits: what such a script loads in turn is not seen, so the true number may be higher. An embedded post counts as well, since it tells its network who looks; films have an audit of their own. Scripts that a consent tool holds back until a visitor agrees are not counted.
What to do: take out what nobody reads the figures of. Count visitors with a tool that keeps no personal data, and show films and posts only after a click.
"""

from audits.derived.third_parties import ThirdParty, third_parties
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

_HEAD = '<!doctype html><html lang="en"><head><title>Club</title></head><body><p>Welcome.</p>'
_TAG = '<script async src="https://www.googletagmanager.com/gtag/js?id=G-0"></script>'
_PIXEL = "<script>load('https://connect.facebook.net/en_US/fbevents.js')</script>"


@site_audit(
    unit="count",
    standards=["ICO, Age appropriate design code, standards 9 and 12", "Web Almanac 2025, Privacy"],
    severity="serious",
    effort="hour",
    needs=[third_parties],
    examples=[
        SiteExample({"/": _HEAD}, gives=0, facts={"trackers": 0, "third_party_hosts": 0}),
        SiteExample({"/": _HEAD + _TAG + _PIXEL}, gives=2, facts={"trackers": 2}, findings=2),
        SiteExample({"/": _HEAD + '<script src="https://code.jquery.com/jquery.js"></script>'}, gives=0, facts={"third_party_hosts": 1}),
        SiteExample(
            {"/": _HEAD + _TAG.replace("<script", '<script type="text/plain" data-category="analytics"')},
            gives=0,
            note="held back by a consent tool until somebody agrees",
        ),
        SiteExample({"/": Answer("", 500)}, gives="cannot_tell"),
    ],
)  # fmt: skip
def trackers(visit: Visit) -> Outcome:
    """The companies that follow visitors over the site."""
    if not visit.pages:
        return cannot_tell("no page of this site could be read")
    seen: dict[str, tuple[ThirdParty, str, int]] = {}
    hosts: set[str] = set()
    for page in visit.pages:
        parties = third_parties(page)
        hosts |= {party.host for party in parties}
        for party in {party.name: party for party in parties if party.tracks}.values():
            first, url, pages = seen.get(party.name, (party, page.url, 0))
            seen[party.name] = (first, url, pages + 1)
    findings = [
        Finding(
            f"{name} ({party.category}) is told who reads {pages} of {len(visit.pages)} pages.",
            url=url,
            snippet=party.host,
        )
        for name, (party, url, pages) in sorted(seen.items(), key=lambda item: -item[1][2])
    ]
    facts = {"trackers": len(seen), "third_party_hosts": len(hosts), "tracker_names": ", ".join(sorted(seen)) or None}
    return measured(len(seen), checked=len(visit.pages), findings=findings, facts=facts)
