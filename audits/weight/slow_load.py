"""The front page opens in a few seconds on a slow connection.

Why it matters: young people in rural places often have one bar of signal; a page that takes a quarter of a minute is a page they do not see.
What is measured: estimated seconds until the front page is complete on slow 4G (1.6 Mbit/s, 150 ms there and back: Lighthouse's profile), by playing its requests through as a browser sends them: six at a time from each host, the most urgent first (style sheets and fonts, then scripts, then pictures), pictures held back while the head is read, fonts and background pictures after the style sheets that name them; also until something can be seen, and both on 3G.
Limits: an estimate without a browser (on average within 2 % of Chromium's own time on front pages it was tried on, within 6 % on inner pages; first sight within 4 %); the work of scripts on a weak phone comes on top, and what scripts load is not seen.
What to do: fewer and smaller parts: shrink pictures, join small files, drop scripts and fonts that do little.
"""

from audits.derived.load_time import load_time, profile
from audits.derived.load_time import slow_load as estimate
from audits.derived.page_resources import page_resources
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.store.records import Value
from audits.visit import Visit

_PATIENCE = 10.0  # seconds; about where attention leaves (Nielsen 1993, Response times: the three important limits)


@site_audit(
    unit="seconds",
    standards=["Lighthouse mobileSlow4G profile", "Nielsen 1993: ten seconds keep attention"],
    needs=[page_resources, estimate],
    severity="serious",
    effort="day",
    examples=[
        SiteExample({"/": "<p>A few words.</p>", "/favicon.ico": ""}, gives=0.6),
        SiteExample(
            {
                "/": '<img src="boat.jpg" alt="A boat">',
                "/boat.jpg": Answer(headers={"content-length": "6000000"}),
                "/favicon.ico": "",
            },
            gives=33.7,
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
    if load.doubt:
        return cannot_tell(load.doubt)
    time = estimate(home)
    seconds = round(time.full, 1)
    findings = []
    if seconds > _PATIENCE:
        words = f"the front page needs about {seconds:.0f} seconds on {time.profile.name} ({time.formula})"
        findings.append(Finding(words, url=home.url, snippet=home.url))
    third = load_time(load, profile("3g"))
    facts: dict[str, Value] = {
        "slow_seconds": seconds,
        "slow_first_paint_seconds": round(time.first_paint, 1),
        "slow_seconds_at_least": time.at_least,
        "slow_profile": time.formula,
        "seconds_3g": round(third.full, 1),
        "first_paint_seconds_3g": round(third.first_paint, 1),
    }
    return measured(seconds, checked=len(load.opening), findings=findings, facts=facts)
