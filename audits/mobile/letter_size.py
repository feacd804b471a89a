"""The letters are large enough on a phone.

Why it matters: small letters make people pinch and push, and shut out whoever sees badly.
What is measured: the share of the page's letters that come out at 12 pixels or more on a phone's glass, in a browser. A page that is shown shrunk shows its letters shrunk.
Limits: only the sampled pages are opened; letters inside pictures are not seen.
What to do: declare the viewport, and set the text in sizes of at least 16 pixels (12 for small print).
"""

from audits.derived.sight import seen, unseen
from audits.model import Example, Finding, Outcome, cannot_tell, measured, not_applicable, page_audit
from audits.page import Page

LEGIBLE = 12  # pixels; Lighthouse's font-size audit
MOST = 0.6  # share of letters that Lighthouse's audit asked for


@page_audit(
    unit="share",
    standards=["Lighthouse font-size (removed 2025)"],
    aliases=["lighthouse:font-size"],
    severity="moderate",
    effort="hour",
    rendered=True,
    examples=[
        Example("<p>Words</p>", gives=1.0, sight={"phone": {"characters": 100, "sizes": {"16": 100}}}),
        Example("<p>Words</p>", gives=0.25, sight={"phone": {"characters": 100, "sizes": {"6.5": 75, "16": 25}}}),
        Example("<p></p>", gives="not_applicable", sight={"phone": {"characters": 0, "sizes": {}}}),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)
def letter_size(page: Page) -> Outcome:
    """The share of letters that can be read without pinching."""
    phone = seen(page, "phone")
    if phone is None:
        return cannot_tell(unseen(page))
    if not phone["characters"]:
        return not_applicable("no text")
    legible = sum(count for size, count in phone["sizes"].items() if float(size) >= LEGIBLE)
    share = legible / phone["characters"]
    common = max(phone["sizes"], key=lambda size: phone["sizes"][size])
    said = f"{1 - share:.0%} of the letters are smaller than {LEGIBLE} pixels on a phone, most have {common}"
    return measured(share, checked=phone["characters"], findings=[Finding(said)] if share < MOST else [])
