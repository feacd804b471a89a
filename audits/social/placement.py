"""Own profiles are linked from every page.

Why it matters: most visitors come from a search and land on some page in the middle; a link that stands only on the front page is not seen by them.
What is measured: the share of the visited pages that link to, or show, a profile of the organisation's own. Where they stand (header, menu, footer) is noted.
Limits: links that scripts add are not seen, and framed sites hold their menu in one page of many.
What to do: put the links into the part that all pages share, such as the footer.
"""

from audits.derived.profiles import presence, site_words
from audits.derived.sightings import readable
from audits.derived.social_mentions import social_mentions
from audits.model import Outcome, SiteExample, cannot_tell, measured, not_applicable, site_audit
from audits.visit import Visit

_TEXT = "<p>Our club meets in the hut by the river every week. All are welcome, so bring a friend and come along next time.</p>"
_LINK = '<footer><a href="https://www.instagram.com/riverclub">Instagram</a></footer>'


@site_audit(
    unit="share",
    needs=[social_mentions, site_words, readable],
    effort="hour",
    examples=[
        SiteExample({"/": _TEXT + _LINK, "/join": _TEXT + _LINK}, gives=1.0, facts={"social_in_frame": True}),
        SiteExample({"/": f'{_TEXT}<p><a href="https://www.instagram.com/riverclub">Instagram</a></p>', "/join": _TEXT}, gives=0.5, facts={"social_in_frame": False}),
        SiteExample({"/": _TEXT}, gives="not_applicable"),
        SiteExample({"/": '<div id="app"></div>'}, gives="cannot_tell"),
    ],
)  # fmt: skip
def placement(visit: Visit) -> Outcome:
    own = presence(visit).own
    if not own:
        if not any(readable(page) for page in visit.pages):
            return cannot_tell("no page with anything to read was fetched")
        return not_applicable("the site links to no social profile of its own")
    linking = {url for profile in own for url in profile.pages}
    parts = {part for profile in own for part in profile.parts}
    facts = {
        "social_in_frame": bool(parts & {"header", "nav", "footer"}),
        "social_on_front_page": visit.home is not None and visit.home.url in linking,
        "social_embedded": any(profile.embedded for profile in own),
    }
    return measured(len(linking) / len(visit.pages), checked=len(visit.pages), facts=facts)
