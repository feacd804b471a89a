"""Ways to reach the organisation.

Why it matters: a parent who wants to ask whether there is a place, or a young person in need of help, gives up when there is nobody to write to or to call.
What is measured: how many of these the site shows on any visited page: an e-mail address, a telephone number, a postal address, a form, a chat or messenger account.
Limits: whether anybody answers is not tried. Addresses that are pictures or made by scripts are not seen.
What to do: show one address or number that really gets answered on every page.
"""

from audits.derived.site_features import NEEDS, site_features
from audits.model import Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

WAYS = ("email", "phone", "address", "contact_form", "chat")
"""The features by which somebody gets hold of the organisation."""

_TEXT = "<p>Our club meets in the hut by the river every week. All are welcome, bring a friend and a coat.</p>"


@site_audit(
    unit="count",
    needs=NEEDS,
    effort="minutes",
    examples=[
        SiteExample({"/": f'{_TEXT}<p>Tel. 01632 960 123, <a href="mailto:club@example.org">club@example.org</a></p>'}, gives=2),
        SiteExample({"/": f"{_TEXT}<p>Come and see us.</p>"}, gives=0),
        SiteExample({"/": '<div id="app"></div>'}, gives="cannot_tell"),
    ],
)  # fmt: skip
def reach(visit: Visit) -> Outcome:
    features = site_features(visit)
    shown = [features[name] for name in WAYS]
    if all(feature.present is None for feature in shown):
        return cannot_tell("no page with anything to read was fetched")
    return measured(sum(bool(feature.present) for feature in shown), checked=len(WAYS))
