"""The page fits the width of a phone.

Why it matters: a page that is wider than the screen must be pushed to and fro for every line, or is shown shrunk until nobody can read it.
What is measured: whether the page, opened in a browser as on a phone of 412 pixels, is at most that wide; and which elements reach beyond. A page that a phone shows shrunk is wider.
Limits: only the sampled pages are opened; parts that scroll sideways in a box of their own do not count.
What to do: write the viewport line first, then give the elements named here `max-width: 100%`, or let wide tables scroll in a box of their own.
"""

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Finding, Outcome, cannot_tell, measured, page_audit
from audits.page import Page

SLACK = 1  # pixels of rounding


@page_audit(
    unit="yes/no",
    standards=["Lighthouse content-width (9.6.8)", "Google Mobile-Friendly Test (retired 2023)"],
    aliases=["lighthouse:content-width"],
    related=["1.4.10"],
    severity="serious",
    effort="day",
    rendered=True,
    examples=[
        Example("<p>Words</p>", gives=True, sight={"phone": {"screen": 412, "scroll": 412, "scale": 1, "wide": []}}),
        Example(
            '<img id="fail" src="boat.png">',
            gives=False,
            sight={
                "phone": {
                    "screen": 412,
                    "scroll": 800,
                    "scale": 0.5,
                    "wide": [{"selector": "#fail", "snippet": "<img", "right": 800}],
                }
            },
        ),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)
def overflow(page: Page) -> Outcome:
    """Does the page fit a phone's screen?"""
    phone = seen(page, "phone")
    if phone is None:
        return cannot_tell(unseen(page))
    width = int(phone["scroll"])
    facts = {"phone_width": width}
    if width <= int(phone["screen"]) + SLACK:
        return measured(True, facts=facts)
    findings = [
        spot(page, place, f"this reaches to {place['right']} pixels on a screen of {phone['screen']}")
        for place in phone["wide"]
    ]
    said = f"the page is {width} pixels wide on a screen of {phone['screen']}"
    return measured(False, findings=findings or [Finding(said)], facts=facts)
