"""No links to networks that have ended.

Why it matters: a link to a network that was shut down years ago is dead, and tells every visitor that nobody looks after the site.
What is measured: of the social profiles that the site links to, the share on networks that still run. The table names the year in which each network ended.
Limits: whether a profile on a living network still exists is not asked; the networks turn crawlers away.
What to do: delete the links to networks that are gone.
"""

from audits.derived.profiles import presence, site_words
from audits.derived.sightings import readable
from audits.derived.social_mentions import social_mentions
from audits.model import Finding, Outcome, SiteExample, cannot_tell, measured, not_applicable, site_audit
from audits.visit import Visit

_TEXT = "<p>Our club meets in the hut by the river every week. All are welcome, so bring a friend and come along next time.</p>"


@site_audit(
    unit="share",
    needs=[social_mentions, site_words, readable],
    effort="minutes",
    examples=[
        SiteExample({"/": f'{_TEXT}<a href="https://www.facebook.com/riverclub">Facebook</a>'}, gives=1.0, findings=0),
        SiteExample(
            {"/": f'{_TEXT}<a href="https://www.facebook.com/riverclub">Facebook</a><a href="https://plus.google.com/+riverclub">Google+</a>'},
            gives=0.5,
            findings=1,
        ),
        SiteExample({"/": _TEXT}, gives="not_applicable"),
        SiteExample({"/": '<div id="app"></div>'}, gives="cannot_tell"),
    ],
)  # fmt: skip
def closed_network(visit: Visit) -> Outcome:
    found = presence(visit)
    profiles = (*found.own, *found.parent)
    if not profiles:
        if not any(readable(page) for page in visit.pages):
            return cannot_tell("no page with anything to read was fetched")
        return not_applicable("the site links to no social profile")
    dead = [profile for profile in profiles if profile.closed]
    findings = [
        Finding(f"{profile.title} ended in {profile.closed}: this link leads nowhere.", snippet=profile.url, url=profile.pages[0])
        for profile in dead
    ]  # fmt: skip
    return measured(1 - len(dead) / len(profiles), checked=len(profiles), findings=findings)
