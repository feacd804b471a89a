"""Points for the safeguarding lead.

Why it matters: whoever answers for young people's safety needs one list of what to look at on the site, in plain words and with the pages that show it. This is that list; it is no judgement and no part of any score.
What is measured: how many kinds of point there are to look at: personal-looking e-mail addresses, forms and log-ins in the open, files that visitors can send, open chat, guestbooks and comments, films and trackers that follow visitors, requests for a visitor's place, and help or a named person that is not offered.
Limits: a machine sees signs, not people. Each point is for a person to look at, and may be quite in order; that nothing is listed does not mean that all is well.
What to do: go through the list with somebody else, note what is in order and why, and have the rest mended.
"""

from collections.abc import Callable, Iterable

from audits.derived.emails import personal_addresses
from audits.derived.open_talk import asks_for_place, open_talk
from audits.derived.personal_forms import form_facts
from audits.derived.policies import offers
from audits.derived.third_parties import third_parties
from audits.derived.videos import youtube_with_cookies
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.page import Page
from audits.visit import Visit

_PAGE = '<!doctype html><html lang="en"><head><title>Club</title></head><body>{}</body></html>'
_CARE = '<a href="/safe">Safeguarding policy</a><p>Safeguarding lead: Sam.</p><a href="https://www.childline.org.uk/">Childline</a>'
_RISKY = '<a href="mailto:jo.smith@example-mail.co.uk">Jo</a><form method="post" action="http://example.org/g"><input name="a"><input type="file" name="f"></form>'


@site_audit(
    unit="count",
    standards=["Charity Commission, Safeguarding and protecting people", "ICO, Age appropriate design code", "NSPCC Learning, online safety for organisations"],
    severity="moderate",
    effort="hour",
    needs=[offers, third_parties, form_facts, personal_addresses, open_talk, asks_for_place, youtube_with_cookies],
    examples=[
        SiteExample({"/": _PAGE.format(_CARE)}, gives=0, findings=0),
        SiteExample({"/": _PAGE.format(_RISKY)}, gives=6, note="address, open form, file, and three things not offered"),
        SiteExample({"/": Answer("", 500)}, gives="cannot_tell"),
    ],
)  # fmt: skip
def safeguarding(visit: Visit) -> Outcome:
    """The list of points for a safeguarding lead."""
    if not visit.pages:
        return cannot_tell("no page of this site could be read")
    findings = [*_seen(visit), *_not_offered(visit)]
    return measured(
        len(findings), checked=len(visit.pages), findings=findings, facts={"safeguarding_points": len(findings)}
    )


def _seen(visit: Visit) -> list[Finding]:
    pages = visit.pages
    points = (
        ("E-mail addresses that look like people's own stand in the open", _where(pages, personal_addresses)),
        ("What is written into a form travels in the open", [(p.url, f[0]) for p in pages for f in form_facts(p) if not f[2] and f[1] != "mail"]),
        ("Visitors can send files in", [(p.url, f[0]) for p in pages for f in form_facts(p) if f[4]]),
        ("Visitors can write for others to read: chat, guestbook or comments", _where(pages, open_talk)),
        ("Films tell Google who opens the page", [(p.url, "youtube.com") for p in pages if youtube_with_cookies(p)]),
        ("Advertising or social networks are told who reads the pages", [(p.url, t.host) for p in pages for t in third_parties(p) if t.category in {"ad", "social", "marketing"}]),
        ("A page asks the visitor's device where it is", [(p.url, "geolocation") for p in pages if asks_for_place(p)]),
    )  # fmt: skip
    return [
        Finding(
            f"{sentence} ({len({url for url, _ in spots})} of {len(pages)} pages).",
            level="review",
            url=spots[0][0],
            snippet=_sample(seen for _, seen in spots),
        )
        for sentence, spots in points
        if spots
    ]


def _where(pages: Iterable[Page], fact: Callable[[Page], Iterable[str]]) -> list[tuple[str, str]]:
    return [(page.url, seen) for page in pages for seen in fact(page)]


def _sample(seen: Iterable[str]) -> str:
    names = list(dict.fromkeys(seen))
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _not_offered(visit: Visit) -> list[Finding]:
    kinds = {offer.kind for page in visit.pages for offer in offers(page)}
    missing = (
        ("safeguarding", "No safeguarding or child protection policy was found"),
        ("contact", "No named contact for safeguarding was found"),
        ("report", "No place to report harm or find help is linked"),
    )
    url = visit.pages[0].url
    return [
        Finding(f"{sentence} (pages read: {len(visit.pages)}).", level="review", url=url)
        for kind, sentence in missing
        if kind not in kinds
    ]
