"""The front page opens in a few seconds on a slow connection.

Why it matters: young people in rural places often have one bar of signal; a page that takes a quarter of a minute is a page they do not see.
What is measured: estimated network seconds until the front page is complete on slow 4G (1.6 Mbit/s, 150 ms there and back), by the formula 6·RTT + 8·bytes/rate + RTT·ceil((requests-1)/6).
Limits: an estimate without a browser; the work of scripts on a weak phone comes on top, what scripts load is not seen.
What to do: fewer and smaller parts: shrink pictures, join small files, drop scripts and fonts that do little.
"""

from audits.derived.load_time import slow_load as estimate
from audits.derived.page_resources import page_resources
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

_PATIENCE = 10.0  # seconds; about where attention leaves (Nielsen 1993, Response times: the three important limits)
_MANY_UNKNOWN = 0.25


@site_audit(
    unit="seconds",
    standards=["Lighthouse mobileSlow4G profile", "Nielsen 1993: ten seconds keep attention"],
    needs=[page_resources, estimate],
    severity="serious",
    effort="day",
    examples=[
        SiteExample({"/": "<p>A few words.</p>", "/favicon.ico": ""}, gives=0.9),
        SiteExample(
            {
                "/": '<img src="boat.jpg" alt="A boat">',
                "/boat.jpg": Answer(headers={"content-length": "6000000"}),
                "/favicon.ico": "",
            },
            gives=30.3,
            findings=1,
        ),
        SiteExample({"/": '<img src="a.jpg"><img src="b.jpg">'}, gives="cannot_tell"),
    ],
)
def slow_load(visit: Visit) -> Outcome:
    home = visit.home
    if home is None:
        return cannot_tell("the front page did not load")
    load = page_resources(home)
    unknown = [part for part in load.unknown if part.kind != "icon"]
    if len(unknown) > _MANY_UNKNOWN * len(load.opening):
        return cannot_tell(f"the size of {len(unknown)} of {len(load.opening)} parts of the front page is not known")
    time = estimate(home)
    seconds = round(time.full, 1)
    findings = []
    if seconds > _PATIENCE:
        words = f"the front page needs about {seconds:.0f} seconds on {time.profile.name} ({time.formula})"
        findings.append(Finding(words, url=home.url, snippet=home.url))
    facts = {"slow_seconds": seconds, "slow_first_paint_seconds": round(time.first_paint, 1)}
    return measured(seconds, checked=len(load.opening), findings=findings, facts=facts)
