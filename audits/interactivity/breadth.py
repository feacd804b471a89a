"""Breadth of the features offered, by five principles of dialogue.

Why it matters: a site that talks with people lets them answer, tells them what they need, brings them back, is easy to use and keeps them; a site strong in only one of these is half a conversation.
What is measured: the share of the 24 features the site shows, taken within each of Kent and Taylor's five principles (dialogic loop, usefulness, return visits, ease, conservation) and averaged over the five.
Limits: presence only. Equal weight for each principle is a choice; the principles were made for organisations and the public at large, not for young people.
What to do: look for the principle with the lowest share and add its simplest feature; nobody needs all 24.
"""

from collections import defaultdict

from audits.derived.site_features import NEEDS, SiteFeature, site_features
from audits.model import Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.store.records import Value
from audits.visit import Visit


@site_audit(
    unit="share",
    needs=NEEDS,
    standards=["Kent & Taylor 1998"],
    effort="day",
    examples=[
        SiteExample(
            {"/": "<p>We are a small club in the north of the county, and this page tells you of our long and happy history by the sea.</p>"},
            gives=0.0,
        ),
        SiteExample(
            {"/": '<p>We are a small club in the north of the county, and this page tells you of our long history by the sea.</p><form role="search"><input name="q"></form>'},
            gives=0.2,
            note="the only feature of one principle of five",
            facts={"principle_ease": 1.0, "principle_loop": 0.0},
        ),
        SiteExample({"/": '<div id="app"></div>'}, gives="cannot_tell"),
    ],
)  # fmt: skip
def breadth(visit: Visit) -> Outcome:
    by_principle: dict[str, list[SiteFeature]] = defaultdict(list)
    for feature in site_features(visit).values():
        if feature.stage:
            by_principle[feature.principle].append(feature)
    every = [feature for group in by_principle.values() for feature in group]
    if all(feature.present is None for feature in every):
        return cannot_tell("no page with anything to read was fetched")
    shares = {
        name: sum(bool(feature.present) for feature in group) / len(group) for name, group in by_principle.items()
    }
    facts: dict[str, Value] = {f"principle_{name}": round(share, 3) for name, share in shares.items()}
    return measured(sum(shares.values()) / len(shares), checked=len(every), facts=facts)
