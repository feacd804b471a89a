"""Own profiles on social networks that the site links to.

Why it matters: young people look for a group where they already are; a link shows which account is the real one.
What is measured: on how many networks the organisation has a profile that its site links to, with the profiles themselves. Share links, icons without an address, single posts and the profiles of theme makers, web agencies and others do not count; the parent body's are listed apart.
Limits: whose a profile is is judged by its name, where it is linked and how often. Whether it is alive cannot be seen without asking the network, which answers no crawler.
What to do: link the one or two profiles you really keep, on every page in the same place, by name. Open a new one only where somebody will look after it.
"""

from audits.derived.profiles import Profile, presence, site_words
from audits.derived.sightings import readable
from audits.derived.social_mentions import social_mentions
from audits.model import Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.store.records import Value
from audits.visit import Visit

_TEXT = "<p>Our club meets in the hut by the river every week. All are welcome, so bring a friend and come along next time.</p>"


@site_audit(
    unit="count",
    needs=[social_mentions, site_words, readable],
    effort="day",
    examples=[
        SiteExample(
            {"/": f'{_TEXT}<footer><a href="https://www.facebook.com/riverclub">Facebook</a> <a href="https://instagram.com/river.club"><i class="fa-instagram"></i></a></footer>'},
            gives=2,
            facts={"social_networks": 2, "social_profiles": "facebook:riverclub instagram:river.club"},
        ),
        SiteExample(
            {"/": f'{_TEXT}<footer><a href="https://www.facebook.com/sharer/sharer.php?u=x">Share</a> <a href="#">Facebook</a> Website by Pixel <a href="https://twitter.com/pixelmakers">Twitter</a></footer>'},
            gives=0,
            note="a share link, an icon that leads nowhere and the web designer's profile",
            facts={"social_networks": 0, "social_profiles": ""},
        ),
        SiteExample({"/": '<div id="app"></div>'}, gives="cannot_tell"),
    ],
)  # fmt: skip
def networks(visit: Visit) -> Outcome:
    found = presence(visit)
    if not found.own and not found.parent and not any(readable(page) for page in visit.pages):
        return cannot_tell("no page with anything to read was fetched")
    facts: dict[str, Value] = {
        "social_networks": len(found.networks),
        "social_profiles": _listed(found.own),
        "social_parent_profiles": _listed(found.parent),
    }
    return measured(len(found.networks), checked=len(visit.pages), facts=facts)


def _listed(profiles: tuple[Profile, ...]) -> str:
    return " ".join(sorted(f"{profile.network}:{profile.handle}" for profile in profiles))
