"""The site can be used on a phone.

Why it matters: for many young people the phone is the only computer; a site made for desk screens is hard work there.
What is measured: "yes" where the pages are laid out at the phone's own width and the front page fits it (412 pixels, 10 over allowed); "partial" where the layout adapts but the front page is wider, or only a part of the pages adapts; "no" where the front page has no viewport declaration or a fixed width.
Limits: static evidence only: widths are worked out from HTML and style sheets without a browser, so what scripts lay out is not seen.
What to do: begin with the viewport line, then give wide tables, pictures and boxes a `max-width: 100%`.
"""

from audits.derived.framed_pages import framed_addresses, whole_pages
from audits.derived.phone_width import PhoneFit, home_fit
from audits.derived.viewport import viewport
from audits.model import Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.store.records import Value
from audits.visit import Visit

_PHONE = '<meta name="viewport" content="width=device-width">'
_MOST = 0.8  # of the pages; one forgotten page does not make a site unready


@site_audit(
    unit="text",
    standards=[
        "Google Mobile-Friendly Test (retired 2023): viewport, content width",
        "Lighthouse content-width (9.6.8)",
    ],
    aliases=["lighthouse:content-width"],
    needs=[viewport, home_fit, framed_addresses],
    severity="serious",
    effort="day",
    related=["1.4.10"],
    examples=[
        SiteExample({"/": f"{_PHONE}<p>Text that flows.</p>"}, gives="yes", facts={"mobile_ready": "yes"}, findings=0),
        SiteExample({"/": f'{_PHONE}<table width="760"><tr><td>Wide'}, gives="partial", findings=1),
        SiteExample({"/": "<p>Text.</p>"}, gives="no", facts={"mobile_ready": "no"}, findings=1),
        SiteExample({"/": '<meta name="viewport" content="width=980"><p>Text.</p>'}, gives="no"),
        SiteExample({"/": f"{_PHONE}<p>Text.", "/a.html": "<p>Old", "/b.html": "<p>Old"}, gives="partial"),
        SiteExample({"/": f"{_PHONE}<iframe src='/map.html'></iframe>", "/map.html": "<p>Map"}, gives="yes"),
        SiteExample({"/robots.txt": "User-agent: *"}, gives="cannot_tell"),
    ],
)
def readiness(visit: Visit) -> Outcome:
    home = visit.home
    if home is None:
        return cannot_tell("the front page did not load")
    pages = whole_pages(visit)
    share = sum(viewport(page).kind == "yes" for page in pages) / len(pages)
    fit = home_fit(home)
    ready, reason = _verdict(viewport(home).kind, fit, share)
    findings = [Finding(reason, url=home.url, snippet=home.url)] if reason else []
    facts: dict[str, Value] = {"mobile_ready": ready, "mobile_pages_share": round(share, 3)}
    return measured(ready, checked=len(pages), findings=findings, facts=facts)


def _verdict(kind: str, fit: PhoneFit | None, share: float) -> tuple[str, str]:
    if kind == "fixed":
        return "no", "the front page asks for a fixed width, so a phone shows it shrunk"
    if kind == "no":
        return "no", "the front page does not tell phones to use their own width, so they show it shrunk"
    if fit is not None and not fit.fits:
        return "partial", f"the front page adapts to phones but comes out about {fit.width:.0f} pixels wide on 412"
    if share < _MOST:
        return "partial", f"only {share:.0%} of the pages adapt to phones"
    return "yes", ""
