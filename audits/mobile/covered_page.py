"""Nothing covers the page when it opens.

Why it matters: a banner or window over the page is the first thing met; who cannot find or hit its button is shut out.
What is measured: the share of a phone's screen that stays free of boxes lying over the page (of a fifth of the screen or more) once it has loaded, before anything is tapped.
Limits: only the sampled pages are opened; boxes that come up later or on scrolling are not seen.
What to do: make banners small, put them at the edge, and do without windows that nobody asked for.
"""

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Outcome, cannot_tell, measured, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["Google, intrusive interstitials (2017)"],
    related=["2.4.11"],
    severity="moderate",
    effort="hour",
    rendered=True,
    examples=[
        Example("<p>Words</p>", gives=1.0, sight={"phone": {"covers": []}}),
        Example(
            '<div id="fail">We use cookies</div>',
            gives=0.4,
            sight={
                "phone": {
                    "covers": [{"selector": "#fail", "snippet": "<div", "share": 0.6, "words": "We use", "buttons": 1}]
                }
            },
        ),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)
def covered_page(page: Page) -> Outcome:
    """How much of the screen is free."""
    phone = seen(page, "phone")
    if phone is None:
        return cannot_tell(unseen(page))
    findings = [
        spot(page, place, f"this lies over {place['share']:.0%} of a phone's screen") for place in phone["covers"]
    ]
    covered = min(1.0, sum(float(place["share"]) for place in phone["covers"]))
    return measured(1 - covered, findings=findings)
