"""A missing page says that it is missing.

Why it matters: a site that answers every address with "OK" hides its dead links from its keepers, from search engines and from this audit.
What is measured: what the site answers for an address that cannot exist: a status of *not found* (404 or 410), or a page as if nothing were wrong.
Limits: one made-up address is asked for. Sites made of scripts often answer all addresses with one page on purpose.
What to do: ask the host or the maker of the site to have missing pages answered with status 404 and a page that helps people on.
"""

from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit


@site_audit(
    unit="yes/no",
    standards=["RFC 9110, 15.5.5: 404 Not Found"],
    severity="minor",
    effort="hour",
    examples=[
        SiteExample(
            {"/": "<p>Hello</p>", "/no-such-page": Answer("Not here", 404, kind="probe")},
            gives=True,
            facts={"soft_404": False},
        ),
        SiteExample(
            {"/": "<p>Hello</p>", "/no-such-page": Answer("<p>Hello</p>", kind="probe")},
            gives=False,
            facts={"soft_404": True},
            findings=1,
        ),
        SiteExample({"/": "<p>Hello</p>"}, gives="cannot_tell"),
    ],
)
def missing_pages(visit: Visit) -> Outcome:
    told = [probe for probe in visit.probes if probe.status is not None and probe.status < 500]
    if not told:
        return cannot_tell("no answer for an address that cannot exist")
    soft = [probe for probe in told if probe.ok or probe.location]
    message = "an address that cannot exist is answered as if it did"
    findings = [Finding(message, url=probe.url, snippet=probe.url) for probe in soft[:1]]
    return measured(not soft, checked=len(told), findings=findings, facts={"soft_404": bool(soft)})
