"""The page does not leave or reload by itself even after a day.

Why it matters: a page left open that reloads by itself loses what was typed and begins to be read out anew.
What is measured: whether the first `meta refresh` that counts waits at all, however long.
Limits: only the strictest level of the guidelines (AAA) asks for this.
What to do: let the server redirect at once (HTTP 301), or put a link there instead.
"""

from audits.derived.refresh import refresh_delay
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.2.4 (AAA)", "WCAG 2.2 SC 3.2.5 (AAA)", "ACT bisz58"],
    related=["2.2.4", "3.2.5"],
    aliases=["axe:meta-refresh-no-exceptions"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<meta http-equiv="refresh" content="0; url=/new">', gives=1.0),
        Example('<meta id="fail" http-equiv="refresh" content="90000">', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def late_refresh(page: Page) -> Outcome:
    found = refresh_delay(page)
    if found is None:
        return not_applicable("no meta refresh")
    meta, seconds = found
    findings = [Finding(f"the page reloads or leaves by itself after {seconds} seconds", meta)] if seconds else []
    return measured(0.0 if findings else 1.0, findings=findings)
