"""What the site runs on is still mended by its makers.

Why it matters: once the makers stop mending a version, every hole found in it stays open. Robots look for such sites all day, and use them to send spam or worse.
What is measured: of the content system, the PHP and the server software that name their version, how many have passed the end of their support on the day of the visit, by a dated snapshot of endoflife.date.
Limits: many servers rightly keep their version to themselves. A hosting company may go on mending an old PHP or server; ask it. WordPress counts as old two years after its successor came.
What to do: ask the hosting company to move the site to a current PHP, often one switch. Update the content system after a backup; from very old versions, a new site is safer.
"""

from audits.derived.generator import makers
from audits.derived.platform import supports
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

_PAGE = '<!doctype html><html lang="en"><head><title>Club</title>{}</head><body><p>Welcome.</p></body></html>'
_OLD_JOOMLA = '<meta name="generator" content="Joomla! 1.5 - Open Source Content Management">'


@site_audit(
    unit="count",
    standards=["endoflife.date snapshot, audits/standards/endoflife.toml"],
    severity="serious",
    effort="day",
    needs=[makers],
    examples=[
        SiteExample({"/": Answer(_PAGE.format(""), headers={"x-powered-by": "PHP/8.4.1"})}, gives=0, facts={"platform": "PHP 8.4.1"}),
        SiteExample({"/": Answer(_PAGE.format(""), headers={"x-powered-by": "PHP/5.6.40"})}, gives=1, findings=1),
        SiteExample({"/": _PAGE.format(_OLD_JOOMLA)}, gives=1, facts={"platform_ended": "Joomla 1.5"}),
        SiteExample({"/": Answer(_PAGE.format(""), headers={"server": "Apache"})}, gives="cannot_tell"),
    ],
)  # fmt: skip
def platform(visit: Visit) -> Outcome:
    """The products behind the site whose support has ended."""
    known = supports(visit)
    if not known:
        return cannot_tell("nothing behind this site says which version it is")
    ended = [(told, url) for told, url in known if told.ended]
    findings = [
        Finding(
            f"{told.title} {told.version} is no longer mended by its makers"
            + (f" (support ended {told.until})." if told.cycle else "."),
            url=url,
            # The server software of a distribution may be mended by it under its old number.
            level="review" if told.product in {"nginx", "apache", "openssl", "iis"} else "fail",
        )
        for told, url in ended
    ]
    facts = {
        "platform": ", ".join(f"{told.title} {told.version}" for told, _ in known),
        "platform_ended": ", ".join(f"{told.title} {told.version}" for told, _ in ended) or None,
    }
    return measured(len(ended), checked=len(known), findings=findings, facts=facts)
