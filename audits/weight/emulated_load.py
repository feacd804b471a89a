"""The front page opens in a few seconds on a slow connection, tried in a browser.

Why it matters: an estimate leaves out what scripts do; a browser on a connection made slow waits as a young person in a rural place waits.
What is measured: seconds until the front page is complete (its load event) on a phone in a browser whose connection is made slow, with an empty cache; beside it the seconds until something is seen (first contentful paint) and until its largest part is seen (largest contentful paint). The connection is named beside each figure: slow 4G is Lighthouse's (1.6 Mbit/s, 150 ms there and back, as developer tools apply it).
Limits: only where it was asked for (`--render-network`). The processor is not slowed, frames of other hosts are not held back, and nothing beyond 45 seconds is waited for. One look, so the figure moves by some tenths of a second from run to run.
What to do: the same as for the estimate: fewer and smaller parts, no scripts in the way of the text.
"""

from audits.derived.sight import seen
from audits.model import Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.store.records import Value
from audits.visit import Visit

PATIENCE = 10.0  # seconds; about where attention leaves (Nielsen 1993, Response times: the three important limits)
MOST = 45.0  # seconds that a browser waited

_SLOW = {
    "profile": "slow-4g",
    "wait": 562.5,
    "down": 1474.56,
    "up": 675.0,
    "answered": 570,
    "complete": True,
    "bytes": 9,
}


@site_audit(
    unit="seconds",
    standards=["Lighthouse mobileSlow4G profile", "Nielsen 1993: ten seconds keep attention"],
    severity="serious",
    effort="day",
    examples=[
        SiteExample(
            {"/": "<p>Hi"},
            gives=2.4,
            findings=0,
            facts={"emulated_profile": "slow-4g: 562.5 ms a request, 1474.56 kbit/s", "emulated_first_paint_seconds": 1.2},
            sight={"/": {"slow": {**_SLOW, "first_paint": 1210, "largest_paint": 1900, "loaded": 2400}}},
        ),
        SiteExample(
            {"/": "<p>Hi"},
            gives=45.0,
            findings=1,
            facts={"emulated_at_least": True},
            sight={"/": {"slow": {**_SLOW, "first_paint": 9000, "largest_paint": None, "loaded": 0, "complete": False}}},
        ),
        SiteExample({"/": "<p>Hi"}, gives="cannot_tell", sight={"/": {"slow": {"profile": "slow-4g", "failure": "too_slow"}}}),
        SiteExample({"/": "<p>Hi"}, gives="cannot_tell"),
    ],
)  # fmt: skip
def emulated_load(visit: Visit) -> Outcome:
    """Seconds of the front page over a connection made slow."""
    home = visit.home
    slow = seen(home, "slow") if home else None
    if home is None or slow is None:
        return cannot_tell("no browser opened the front page on a slow connection (--render-network)")
    seconds = round(slow["loaded"] / 1000, 1) if slow["complete"] else MOST
    profile = f"{slow['profile']}: {slow['wait']:g} ms a request, {slow['down']:g} kbit/s"
    facts: dict[str, Value] = {
        "emulated_profile": profile,
        "emulated_load_seconds": seconds,
        "emulated_first_paint_seconds": _seconds(slow["first_paint"]),
        "emulated_largest_paint_seconds": _seconds(slow["largest_paint"]),
        "emulated_at_least": not slow["complete"],
    }
    findings = []
    if seconds > PATIENCE:
        least = "" if slow["complete"] else "at least "
        words = f"the front page took {least}{seconds:.0f} seconds in a browser on a slow connection ({profile})"
        findings.append(Finding(words, url=home.url, snippet=home.url))
    return measured(seconds, findings=findings, facts=facts)


def _seconds(milliseconds: float | None) -> float | None:
    return None if milliseconds is None else round(milliseconds / 1000, 1)
