"""The page contacts few strangers before anybody agrees.

Why it matters: each host that is contacted learns the visitor's address and which page is read; for young people's services that needs a reason.
What is measured: how many other hosts a browser contacts while a page is opened, before anything is tapped: on average over the sampled pages, scripts run.
Limits: a host that could not be reached is counted too, for a visitor's browser would have asked it; what it would have loaded in turn is not seen.
What to do: keep fonts, scripts and pictures on your own site, and let maps and videos load only after a tap.
"""

from collections import Counter

from audits.derived.sight import UNSEEN, seen
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit


@site_audit(
    unit="per page",
    standards=["ICO, Age appropriate design code, standards 8 and 9"],
    severity="moderate",
    effort="hour",
    examples=[
        SiteExample({"/": "<p>Hi"}, gives=0.0, findings=0, sight={"/": {"network": {"others": []}}}),
        SiteExample(
            {"/": "<p>Hi", "/a": "<p>A"}, gives=1.5, findings=2, facts={"hosts_contacted": 2},
            sight={"/": {"network": {"others": ["a.example", "b.example"]}}, "/a": {"network": {"others": ["a.example"]}}},
        ),
        SiteExample({"/": "<p>Hi"}, gives="cannot_tell"),
        SiteExample({"/": Answer("", 500)}, gives="cannot_tell"),
    ],
)  # fmt: skip
def contacted_hosts(visit: Visit) -> Outcome:
    """The other hosts that a browser really contacted."""
    asked = [(page, network["others"]) for page in visit.pages if (network := seen(page, "network")) is not None]
    if not asked:
        return cannot_tell(UNSEEN)
    pages = Counter(host for _, hosts in asked for host in hosts)
    first = {host: page.url for page, hosts in reversed(asked) for host in hosts}
    findings = [
        Finding(
            f"{host} is contacted by {count} of {len(asked)} opened pages",
            level="review",
            url=first[host],
            snippet=host,
        )
        for host, count in pages.most_common(30)
    ]
    mean = sum(pages.values()) / len(asked)
    return measured(mean, checked=len(asked), findings=findings, facts={"hosts_contacted": len(pages)})
