"""Icons of social networks lead to a profile.

Why it matters: an icon that leads nowhere, or to the network's own front page, promises a way to reach the group and breaks the promise.
What is measured: of the links on a page that name a social network, or show its icon, the share that leads to an address there.
Limits: whether the profile is alive is not asked: the networks answer no crawler. Icons that a script fills in afterwards look empty here.
What to do: give each icon the address of your own profile, and delete the icons that came with the template and that you do not use.
"""

from audits.derived.social_mentions import mention_elements
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    related=["2.4.4"],
    effort="minutes",
    examples=[
        Example('<a href="https://facebook.com/riverclub"><i class="fa fa-facebook"></i></a>', gives=1.0),
        Example('<a href="https://facebook.com/riverclub">Facebook</a> <a id="fail" href="#"><i class="fa fa-twitter"></i></a>', gives=0.5),
        Example('<a id="fail" href="https://www.instagram.com/">Instagram</a>', gives=0.0),
        Example('<a href="#">Back to the top</a><a href="/facebook-safety">How to be safe</a>', gives="not_applicable"),
    ],
)  # fmt: skip
def icon_target(page: Page) -> Outcome:
    found = [
        pair
        for pair in mention_elements(page)
        if pair.mention.kind in {"profile", "nowhere"} and not pair.mention.embedded
    ]
    if not found:
        return not_applicable("no links to social networks")
    dead = [pair for pair in found if pair.mention.kind == "nowhere"]
    return passing(
        len(found),
        [Finding(f"This link names {pair.mention.title} and leads to no profile.", pair.element) for pair in dead],
    )
