"""The front page is made of few parts.

Why it matters: on a weak signal every request waits half a second before anything comes, however small it is.
What is measured: requests that a phone sends to open the front page, redirects and the tab's icon included; pictures that load only when scrolled to are counted apart.
Limits: what scripts ask for later is not seen.
What to do: drop scripts, fonts and buttons nobody misses; join small style sheets and scripts into one.
"""

from audits.derived.page_resources import page_resources
from audits.model import Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.store.records import Value
from audits.visit import Visit


@site_audit(
    unit="count",
    standards=["HTTP Archive Web Almanac 2025, Page Weight (requests)"],
    needs=[page_resources],
    severity="moderate",
    effort="day",
    examples=[
        SiteExample({"/": "<p>A few words.</p>"}, gives=2, facts={"home_third_party_requests": 0}),
        SiteExample(
            {"/": '<img src="a.png"><img src="b.png" loading="lazy"><script src="https://cdn.example/c.js"></script>'},
            gives=4,
            facts={"home_third_party_requests": 1, "home_lazy_requests": 1},
        ),
        SiteExample({"/robots.txt": "User-agent: *"}, gives="cannot_tell"),
    ],
)
def requests(visit: Visit) -> Outcome:
    home = visit.home
    if home is None:
        return cannot_tell("the front page did not load")
    load = page_resources(home)
    facts: dict[str, Value] = {
        "home_third_party_requests": sum(1 + part.redirects for part in load.opening if not part.own),
        "home_lazy_requests": sum(part.lazy for part in load.parts),
    }
    for kind in ("style", "script", "image", "font", "frame"):
        facts[f"home_{kind}_requests"] = sum(part.kind == kind for part in load.opening)
    return measured(load.requests, checked=load.requests, facts=facts)
