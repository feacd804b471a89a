"""The page can be enlarged five times on a phone.

Why it matters: double size, the least that the guidelines ask for, is not enough for many people with low vision.
What is measured: whether the `viewport` line stops zooming between two and five times the size.
Limits: newer browsers ignore the limit unless told otherwise.
What to do: take `maximum-scale` out of the `viewport` line.
"""

import re

from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_LIMIT = re.compile(r"maximum-scale\s*=\s*(\d+(?:\.\d+)?)", re.IGNORECASE)


@page_audit(
    unit="share",
    standards=["axe best practice"],
    related=["1.4.4"],
    aliases=["axe:meta-viewport-large"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<meta name="viewport" content="maximum-scale=5">', gives=1.0),
        Example('<meta id="fail" name="viewport" content="maximum-scale=3">', gives=0.0),
        Example('<meta name="viewport" content="width=device-width">', gives="not_applicable"),
    ],
)
def zoom_limit(page: Page) -> Outcome:
    metas = [meta for meta in page.elements("meta") if meta.get("name", "").strip().lower() == "viewport"]
    limits = [(meta, float(found[1])) for meta in metas if (found := _LIMIT.search(meta.get("content", "")))]
    if not limits:
        return not_applicable("no limit to zooming")
    findings = [Finding(f"enlarging stops at {limit:g} times", meta) for meta, limit in limits if 2 <= limit < 5]
    return measured(0.0 if findings else 1.0, findings=findings)
