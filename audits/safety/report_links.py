"""The site says where to get help or report harm.

Why it matters: a young person in trouble, or a parent who has seen something wrong, may look on the club's own site first. One link to a helpline is there day and night.
What is measured: whether any page links to a helpline or reporting service for young people (Childline, CEOP, NSPCC, IWF, Report Harmful Content and their counterparts in other countries), or names one in a link.
Limits: no law asks small clubs for it, so its absence is no failing. A number given only in a picture is not seen.
What to do: add a line to the foot of every page: where to get help, with Childline's and CEOP's addresses, or those of your own country.
"""

from audits.derived.policies import offers
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

_PAGE = '<!doctype html><html lang="en"><head><title>Club</title></head><body>{}</body></html>'


@site_audit(
    unit="yes/no",
    standards=["CEOP Education", "UK Safer Internet Centre", "Child Helpline International"],
    severity="moderate",
    effort="minutes",
    needs=[offers],
    examples=[
        SiteExample({"/": _PAGE.format('<a href="https://www.ceop.police.uk/Safety-Centre/">Worried?</a>')}, gives=True, facts={"report_link": True}),
        SiteExample({"/": _PAGE.format('<a href="https://www.nummergegenkummer.de/">Hilfe</a>')}, gives=True),
        SiteExample({"/": _PAGE.format("<p>We camp.</p>")}, gives=False, findings=1),
        SiteExample({"/": Answer("", 500)}, gives="cannot_tell"),
    ],
)  # fmt: skip
def report_links(visit: Visit) -> Outcome:
    """Does any page link to a place to report harm or find help?"""
    if not visit.pages:
        return cannot_tell("no page of this site could be read")
    found = [(page.url, offer) for page in visit.pages for offer in offers(page) if offer.kind == "report"]
    if found:
        return measured(
            value=True, checked=len(visit.pages), facts={"report_link": True, "report_link_url": found[0][1].url}
        )
    finding = Finding("No page says where to report harm or find help.", level="review", url=visit.pages[0].url)
    return measured(
        value=False, checked=len(visit.pages), findings=[finding], facts={"report_link": False, "report_link_url": None}
    )
