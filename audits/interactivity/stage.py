"""Interactive features the site offers, from leaflet to shared space.

Why it matters: young people stay where they can ask, answer and take part; a site that only tells is a leaflet on the web.
What is measured: which of 24 features any visited page shows (e-mail, phone, address, times; news, newsletter, social links and
embeds, share buttons, downloads, video, map, questions and answers, events; forms, search, comments, polls, booking, giving, chat, joining; log-in, forum),
each with the page that shows it. The value is the highest stage with a feature: 0 leaflet, 1 contact, 2 one way, 3 two way, 4 shared.
Limits: what is offered is counted, not how it feels to use it. Features behind a log-in or made by scripts alone are not seen.
A high stage is not better in itself: from stage 3 on somebody must answer and look after the people who use it, so read it together with the safety findings.
What to do: begin with what costs least: an e-mail address and meeting times on the front page, then news or dates, then a short contact form.
"""

from audits.derived.site_features import NEEDS, reached, site_features
from audits.model import Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.store.records import Value
from audits.visit import Visit


@site_audit(
    unit="stage",
    needs=NEEDS,
    standards=["Layne & Lee 2001", "Kent & Taylor 1998"],
    effort="day",
    examples=[
        SiteExample(
            {"/": "<p>We are a small club in the north of the county, and this page tells you of our long and happy history by the sea.</p>"},
            gives=0,
            facts={"interactivity_stage": 0, "feature_email": False, "feature_contact_form": False},
        ),
        SiteExample(
            {"/": '<p>Our club meets in the hut by the river every week. Write to us, all are welcome, and bring a friend.</p><a href="mailto:club@example.org">Write</a>'},
            gives=1,
            facts={"feature_email": True, "feature_email_url": "https://example.org/"},
        ),
        SiteExample(
            {
                "/": '<p>Our club meets in the hut by the river every week. All are welcome, bring a friend and a coat.</p><a href="/write">Write</a>',
                "/write": '<form action="/send"><input name="email"><textarea name="message"></textarea><input type="submit"></form>',
            },
            gives=3,
            facts={"feature_contact_form": True, "feature_contact_form_url": "https://example.org/write", "feature_contact_form_works": True},
        ),
        SiteExample(
            {"/": '<p>Our club meets in the hut by the river every week. All are welcome, bring a friend and a coat.</p><form action="/in"><input name="u"><input type="password" name="p"><button>Log in</button></form>'},
            gives=4,
            facts={"feature_login": True, "feature_contact_form": False},
        ),
        SiteExample({"/": '<div id="app"></div><script src="app.js"></script>'}, gives="cannot_tell", facts={"feature_search": None}),
    ],
)  # fmt: skip
def stage(visit: Visit) -> Outcome:
    features = site_features(visit)
    facts: dict[str, Value] = {}
    for name, feature in features.items():
        facts[f"feature_{name}"] = feature.present
        if feature.present:
            facts[f"feature_{name}_url"] = feature.url
            facts[f"feature_{name}_works"] = feature.works
    if not any(feature.present is not None for feature in features.values()):
        return cannot_tell("no page with anything to read was fetched", facts=facts)
    highest = reached(features)
    facts["interactivity_stage"] = highest
    facts["features_offered"] = sum(bool(feature.present and feature.stage) for feature in features.values())
    return measured(highest, checked=len(features), facts=facts)
