"""The front page asks few other companies for its parts.

Why it matters: each further host has to be looked up and greeted, which costs most on a weak signal; and each one learns who visits.
What is measured: how many hosts other than the site's own a phone asks when it opens the front page, by the page's own HTML and style sheets.
Limits: hosts that scripts add are not seen, so busy pages ask more than this.
What to do: copy fonts, scripts and pictures to the site itself, and drop counters and buttons nobody uses.
"""

from collections import Counter

from audits.derived.page_resources import page_resources
from audits.model import Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit


@site_audit(
    unit="count",
    standards=["HTTP Archive Web Almanac 2025, Third Parties"],
    needs=[page_resources],
    severity="minor",
    effort="hour",
    examples=[
        SiteExample({"/": "<p>Words.</p>"}, gives=0, findings=0),
        SiteExample(
            {
                "/": '<script src="https://cdn.example/a.js"></script><img src="https://pics.example/b.png"><img src="c.png">'
            },
            gives=2,
            findings=2,
        ),
        SiteExample({"/robots.txt": "User-agent: *"}, gives="cannot_tell"),
    ],
)
def third_parties(visit: Visit) -> Outcome:
    home = visit.home
    if home is None:
        return cannot_tell("the front page did not load")
    load = page_resources(home)
    hosts = Counter(part.host for part in load.parts if part.host and not part.own and not visit.own(part.url))
    findings = [
        Finding(f"asks {host} for {count} part{'s' if count > 1 else ''}", url=home.url, snippet=host, level="review")
        for host, count in hosts.most_common()
    ]
    return measured(
        len(hosts), checked=len(load.parts), findings=findings, facts={"home_third_party_hosts": len(hosts)}
    )
