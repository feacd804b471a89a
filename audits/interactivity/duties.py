"""Features that somebody must look after.

Why it matters: where young people can write, be answered, upload or log in, an adult has a duty of care: messages need an answer, open talk needs somebody who watches it, and what people hand over needs protection.
What is measured: how many of the site's features let people write to the organisation, to each other, or leave something behind (forms, comments, chat, booking, polls, log-in, forum), each with the page that shows it, as spots to look at beside the safety findings.
Limits: who answers, and how soon, cannot be seen from outside. A high figure is no fault.
What to do: for each of them write down who looks after it, how often, and what is done with what comes in; close what nobody looks after.
"""

from audits.derived.site_features import NEEDS, site_features
from audits.model import Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.standards import table
from audits.visit import Visit

_TEXT = "<p>Our club meets in the hut by the river every week. All are welcome, bring a friend and a coat.</p>"


@site_audit(
    unit="count",
    needs=NEEDS,
    effort="day",
    examples=[
        SiteExample({"/": _TEXT + "<p>Come and see us.</p>"}, gives=0, findings=0, facts={"looked_after": ""}),
        SiteExample(
            {"/": f'{_TEXT}<a href="/guestbook.html">Guest book</a><form action="/in"><input name="user"><input type="password" name="p"><button>Log in</button></form>'},
            gives=2,
            findings=2,
            facts={"looked_after": "comments login"},
        ),
        SiteExample({"/": '<div id="app"></div>'}, gives="cannot_tell"),
    ],
)  # fmt: skip
def duties(visit: Visit) -> Outcome:
    facts = table("features.toml")["feature"]
    features = [feature for feature in site_features(visit).values() if facts.get(feature.name, {}).get("people")]
    if all(feature.present is None for feature in features):
        return cannot_tell("no page with anything to read was fetched")
    open_ones = [feature for feature in features if feature.present]
    findings = [
        Finding(
            f"{facts[feature.name]['title']}: somebody must look after this; read it together with the safety findings.",
            level="review",
            snippet=feature.seen,
            url=feature.url,
        )
        for feature in open_ones
    ]
    named = " ".join(feature.name for feature in open_ones)
    return measured(len(open_ones), checked=len(features), findings=findings, facts={"looked_after": named})
