"""The site puts few barriers in the way that a program can be sure of.

Why it matters: each one stops or hinders somebody: who hears the page, who cannot use a mouse, who needs large text.
What is measured: spots that fail a WCAG A or AA criterion for certain, on average per page, over all the audits of this category.
Limits: a program finds only part of the barriers; none found does not mean that there are none, and it is no grade of conformance.
What to do: begin with the findings that recur on most pages: they stand in the template, and mending one mends all.
"""

from audits.model import Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

_GOOD = '<!doctype html><html lang="en"><head><title>Club</title></head><body><main><h1>Club</h1><p>Hi</p></main></body></html>'
_BAD = '<!doctype html><html lang="en"><head><title>Club</title></head><body><main><h1>Club</h1><img src="a.png"><img src="b.png"></main></body></html>'


@site_audit(
    unit="per page",
    standards=["WCAG 2.2, levels A and AA", "W3C WCAG-EM"],
    severity="serious",
    effort="day",
    examples=[
        SiteExample({"/": _GOOD}, gives=0.0, facts={"barriers_per_page": 0.0}),
        SiteExample({"/": _BAD, "/b": _GOOD}, gives=1.0, facts={"barriers_per_page": 1.0}),
        SiteExample({}, gives="cannot_tell"),
    ],
)
def barriers(visit: Visit) -> Outcome:
    counts = [page.tallies["barriers"] for page in visit.pages if "barriers" in page.tallies]
    if not counts:
        return cannot_tell("no page was audited")
    mean = sum(counts) / len(counts)
    return measured(mean, checked=len(counts), facts={"barriers_per_page": round(mean, 2), "barriers": sum(counts)})
