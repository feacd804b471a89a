"""The page does not leave or reload by itself.

Why it matters: a page that reloads or goes elsewhere after some seconds throws out everybody who reads, types or listens slowly.
What is measured: whether the first `meta refresh` that counts waits longer than nothing and less than or just 20 hours.
Limits: pages that go elsewhere by a script are not seen.
What to do: let the server redirect at once (HTTP 301), or put a link there instead.
"""

from audits.derived.refresh import refresh_delay
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

TWENTY_HOURS = 72000
"""Seconds; the exception that WCAG 2.2.1 makes."""


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.2.1 (A)", "ACT bc659a", "ACT bisz58"],
    wcag=["2.2.1"],
    related=["3.2.5"],
    aliases=["axe:meta-refresh"],
    grade="failure",
    severity="critical",
    effort="minutes",
    examples=[
        Example('<meta http-equiv="refresh" content="0; url=/new">', gives=1.0),
        Example('<meta id="fail" http-equiv="refresh" content="30; url=/new">', gives=0.0),
        Example(
            '<meta http-equiv="refresh" content="soon"><meta id="fail" http-equiv="refresh" content="5">', gives=0.0
        ),
        Example('<meta http-equiv="refresh" content="+5">', gives="not_applicable", note="browsers do not read it"),
    ],
)
def timed_refresh(page: Page) -> Outcome:
    found = refresh_delay(page)
    if found is None:
        return not_applicable("no meta refresh")
    meta, seconds = found
    if not 0 < seconds <= TWENTY_HOURS:
        return measured(1.0)
    return measured(0.0, findings=[Finding(f"the page reloads or leaves by itself after {seconds} seconds", meta)])
