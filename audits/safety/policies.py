"""The site offers the policies that parents and young people look for.

Why it matters: who hands a child over to a club wants to know how the club keeps children safe, what it does with their data, and whom to turn to. Funders and councils look for the same.
What is measured: the share of four things that some page offers: a privacy notice, a safeguarding or child protection policy, a way to complain, and a named contact for safeguarding. Cookie notice and charity number are shown beside it. Links, headings and page text are read in English and the main languages of Europe.
Limits: offered is all that can be seen. Whether a policy is good, current or followed, the audit cannot know, and it never means that a site complies with any law.
What to do: put the policies your parent organisation gives you on a page of their own, and link it from the foot of every page. Name the person to turn to.
"""

from urllib.parse import urldefrag

from audits.derived.policies import Offer, offers, titles
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

SCORED = ("privacy", "safeguarding", "complaints", "contact")
SHOWN = ("cookies", "charity")
_PAGE = '<!doctype html><html lang="en"><head><title>Club</title></head><body>{}</body></html>'
_ALL = '<a href="/privacy">Privacy</a><a href="/safe">Safeguarding policy</a><a href="/moan">Complaints</a><p>Safeguarding lead: Sam, phone 01234.</p><p>Registered charity number 1234567</p>'


@site_audit(
    unit="share",
    standards=["Charity Commission, Safeguarding and protecting people", "DfE, out-of-school settings: code of practice", "ICO, Age appropriate design code, standard 4"],
    severity="moderate",
    effort="hour",
    needs=[offers],
    examples=[
        SiteExample({"/": _PAGE.format(_ALL)}, gives=1.0, facts={"policy_safeguarding": True, "charity_number": True}, findings=0),
        SiteExample({"/": _PAGE.format('<a href="/p">Privacy notice</a>')}, gives=0.25, facts={"policy_privacy": True, "policy_safeguarding": False}, findings=3),
        SiteExample({"/": _PAGE.format("<p>We camp.</p>")}, gives=0.0),
        SiteExample({"/": _PAGE.format('<a href="/p">Privacy notice</a>'), "/p": Answer("", 404)}, gives=0.0, note="a dead link offers nothing"),
        SiteExample({"/": Answer("", 500)}, gives="cannot_tell"),
    ],
)  # fmt: skip
def policies(visit: Visit) -> Outcome:
    """Which policies and contacts the site offers, each with the page that shows it."""
    if not visit.pages:
        return cannot_tell("no page of this site could be read")
    found: dict[str, Offer] = {}
    dead: dict[str, tuple[Offer, str]] = {}
    for page in visit.pages:
        for offer in offers(page):
            if _gone(visit, offer.url):
                dead.setdefault(offer.kind, (offer, page.url))
            else:
                found.setdefault(offer.kind, offer)
    words = titles()
    findings = [
        Finding(f"The link to the {words[kind]} leads nowhere.", url=url, snippet=offer.url)
        for kind, (offer, url) in dead.items()
        if kind not in found
    ]
    findings += [
        Finding(f"No {words[kind]} was found (pages read: {len(visit.pages)}).", level="review", url=visit.pages[0].url)
        for kind in SCORED
        if kind not in found and kind not in dead
    ]
    facts: dict[str, str | bool | None] = {}
    for kind, name in (
        ("privacy", "policy_privacy"),
        ("cookies", "policy_cookies"),
        ("safeguarding", "policy_safeguarding"),
        ("complaints", "policy_complaints"),
        ("contact", "safeguarding_contact"),
        ("charity", "charity_number"),
    ):
        facts[name] = kind in found
        facts[f"{name}_url"] = found[kind].url if kind in found else None
    return measured(
        sum(kind in found for kind in SCORED) / len(SCORED), checked=len(SCORED), findings=findings, facts=facts
    )


def _gone(visit: Visit, url: str) -> bool:
    """Does the link lead to a page of this site that is not there? A page that was not asked for is given the benefit."""
    fetch = visit.answers.get(urldefrag(url).url)
    return fetch is not None and fetch.status in {404, 410}
