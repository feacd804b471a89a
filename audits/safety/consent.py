"""Visitors are asked before they are followed.

Why it matters: where trackers are on a site, the visitor must be able to say no, and no must be as easy as yes.
What is measured: on sites that bring in trackers or set cookies for following, whether any page carries a tool that asks: a known consent provider by its host, or a cookie banner by its usual names.
Limits: whether the tool really holds trackers back until a yes, only a browser can tell. A banner that a script builds may go unseen.
What to do: first take out the trackers nobody needs; a site without any needs no banner. For the rest install a consent tool that has a button for no.
"""

from audits.derived.consent import consent_signs
from audits.derived.third_parties import third_parties
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, not_applicable, site_audit
from audits.visit import Visit

_TAG = '<script async src="https://www.googletagmanager.com/gtag/js?id=G-0"></script>'
_PAGE = '<!doctype html><html lang="en"><head><title>Club</title>{}</head><body><p>Welcome.</p></body></html>'
_TOOL = '<script src="https://consent.cookiebot.com/uc.js"></script>'


@site_audit(
    unit="yes/no",
    standards=["PECR regulation 6", "ICO, guidance on the use of cookies"],
    severity="serious",
    effort="hour",
    needs=[consent_signs, third_parties],
    examples=[
        SiteExample({"/": _PAGE.format(_TAG + _TOOL)}, gives=True, facts={"consent_tool": "Cookiebot"}),
        SiteExample({"/": _PAGE.format(_TAG)}, gives=False, findings=1),
        SiteExample({"/": _PAGE.format("")}, gives="not_applicable"),
        SiteExample({"/": Answer("", 500)}, gives="cannot_tell"),
    ],
)
def consent(visit: Visit) -> Outcome:
    """Is there a consent tool where there are trackers?"""
    if not visit.pages:
        return cannot_tell("no page of this site could be read")
    tools = sorted({sign for page in visit.pages for sign in consent_signs(page)})
    trackers = sorted({party.name for page in visit.pages for party in third_parties(page) if party.tracks})
    if tools:
        return measured(value=True, checked=len(visit.pages), facts={"consent_tool": ", ".join(tools)})
    if not trackers:
        return not_applicable("no trackers were found, so there is nothing to ask about")
    finding = Finding(
        f"Nothing asks visitors before {', '.join(trackers[:3])} is told of them.", url=visit.pages[0].url
    )
    return measured(value=False, checked=len(visit.pages), findings=[finding], facts={"consent_tool": None})
