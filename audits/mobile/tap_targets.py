"""Links and buttons are large enough for a finger.

Why it matters: on a phone small links that stand close are hit wrongly, most of all by trembling or large hands.
What is measured: the share of links, buttons and fields that are at least 24 pixels wide and high as a phone shows them, or stand far enough from the next; and, as a fact, how many stay under the 48 pixels that phone makers advise. Links inside sentences do not count.
Limits: only the sampled pages are opened; a small target does not count against WCAG where the page offers the same in a large one.
What to do: give links in menus and lists more padding, and fields more height.
"""

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Outcome, cannot_tell, measured, not_applicable, page_audit
from audits.page import Page


def _phone(checked: int, *small: str) -> dict[str, object]:
    spots = [{"selector": name, "snippet": "<a", "width": 10, "height": 10} for name in small]
    return {"phone": {"targets": {"checked": checked, "under_24": len(small), "under_48": len(small), "small": spots}}}


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.5.8 (AA)", "Lighthouse tap-targets (48 px)"],
    related=["2.5.8"],
    severity="moderate",
    effort="hour",
    rendered=True,
    examples=[
        Example('<a href="/a">A</a>', gives=1.0, sight=_phone(4)),
        Example('<a id="fail" href="/a">A</a>', gives=0.5, sight=_phone(2, "#fail")),
        Example("<p>Words</p>", gives="not_applicable", sight=_phone(0)),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)
def tap_targets(page: Page) -> Outcome:
    """The share of targets that a finger hits."""
    phone = seen(page, "phone")
    if phone is None:
        return cannot_tell(unseen(page))
    targets = phone["targets"]
    if not targets["checked"]:
        return not_applicable("nothing to tap")
    findings = [
        spot(page, place, f"only {place['width']} by {place['height']} pixels on a phone, close to the next target")
        for place in targets["small"]
    ]
    share = 1 - targets["under_24"] / targets["checked"]
    facts = {"targets_under_48": targets["under_48"]}
    return measured(share, checked=targets["checked"], findings=findings, facts=facts)
