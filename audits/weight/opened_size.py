"""The front page is light, weighed in a browser.

Why it matters: what scripts fetch after the page has loaded is paid for like the rest; only a browser sees it.
What is measured: kilobytes (1,024 bytes) on the wire that a browser on a phone transfers to open the front page with an empty cache, scripts run, nothing scrolled or tapped.
Limits: hosts that could not be reached weigh nothing; banners that wait for a yes may load more afterwards.
What to do: begin with the heaviest files named here: shrink pictures, drop scripts and fonts nobody needs.
"""

from audits.derived.sight import UNSEEN, seen, unseen
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.store.records import Value
from audits.visit import Visit

HEAVY = 300 * 1024  # bytes of one file worth naming: a second and a half on slow 4G


@site_audit(
    unit="kilobytes",
    standards=["HTTP Archive Web Almanac 2025, Page Weight"],
    severity="moderate",
    effort="day",
    examples=[
        SiteExample({"/": "<p>Hi"}, gives=2.0, findings=0, sight={"/": {"network": {"bytes": 2048, "requests": 2, "heaviest": []}}}),
        SiteExample(
            {"/": "<p>Hi"}, gives=2000.0, findings=1, facts={"opened_requests": 9},
            sight={"/": {"network": {"bytes": 2048000, "requests": 9, "heaviest": [["https://example.org/a.jpg", 2000000]]}}},
        ),
        SiteExample({"/": "<p>Hi"}, gives="cannot_tell"),
        SiteExample({"/": Answer("", 500)}, gives="cannot_tell"),
    ],
)  # fmt: skip
def opened_size(visit: Visit) -> Outcome:
    """Kilobytes of the front page as a browser counts them."""
    home = visit.home
    network = seen(home, "network") if home else None
    if home is None or network is None:
        return cannot_tell(unseen(home) if home else UNSEEN)
    if home.facts.get("cut"):
        return cannot_tell("the page was cut off at the limit of bytes")
    times = seen(home, "times") or {}
    facts: dict[str, Value] = {
        "opened_kilobytes": round(network["bytes"] / 1024, 1),
        "opened_requests": network["requests"],
        "layout_shift": times.get("shift"),
        "script_milliseconds": times.get("blocked"),
    }
    findings = [
        Finding(f"{size / 1024:.0f} kilobytes: {address}", url=home.url, snippet=address)
        for address, size in network["heaviest"]
        if size >= HEAVY
    ]
    return measured(network["bytes"] / 1024, checked=network["requests"], findings=findings, facts=facts)
