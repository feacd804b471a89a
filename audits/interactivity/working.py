"""The interactive features that are there can work.

Why it matters: a form that sends nowhere is worse than none: somebody has written, waits, and thinks that nobody cares.
What is measured: of the features whose working can be told from the page (forms with a target and a button, search boxes, e-mail links with an address, feeds with items, files that were fetched), the share that can work, each at its best place on the site.
Limits: nothing is ever sent. A form that a script takes over is left out, because only the script knows.
What to do: send a test message through each form yourself, and remove what leads nowhere.
"""

from audits.derived.site_features import NEEDS, site_features
from audits.model import Finding, Outcome, SiteExample, cannot_tell, measured, not_applicable, site_audit
from audits.standards import table
from audits.visit import Visit

_TEXT = "<p>Our club meets in the hut by the river every week. All are welcome, bring a friend and a coat.</p>"
_FIELDS = '<label>Your name <input name="name"></label><label>Message <textarea name="message"></textarea></label><button>Send</button>'


@site_audit(
    unit="share",
    needs=NEEDS,
    effort="hour",
    examples=[
        SiteExample({"/": f'{_TEXT}<form action="/send" method="post">{_FIELDS}</form>'}, gives=1.0, findings=0),
        SiteExample(
            {"/": f'{_TEXT}<form action="#">{_FIELDS}</form><a href="mailto:club@example.org">Write to us</a>'},
            gives=0.5,
            findings=1,
        ),
        SiteExample({"/": f"{_TEXT}<p>Nothing here to use.</p>"}, gives="not_applicable"),
        SiteExample({"/": '<div id="app"></div>'}, gives="cannot_tell"),
    ],
)  # fmt: skip
def working(visit: Visit) -> Outcome:
    features = [feature for feature in site_features(visit).values() if feature.stage]
    if all(feature.present is None for feature in features):
        return cannot_tell("no page with anything to read was fetched")
    checked = [feature for feature in features if feature.present and feature.works is not None]
    if not checked:
        return not_applicable("no feature whose working could be told")
    titles = table("features.toml")["feature"]
    findings = [
        Finding(f"{titles[feature.name]['title']}: it is there, but cannot work as it stands.", snippet=feature.seen, url=feature.url)
        for feature in checked
        if not feature.works
    ]  # fmt: skip
    return measured(1 - len(findings) / len(checked), checked=len(checked), findings=findings)
