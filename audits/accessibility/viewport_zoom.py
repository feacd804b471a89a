"""The page can be enlarged on a phone.

Why it matters: people with low vision enlarge a page with two fingers; a page can forbid it.
What is measured: whether the `viewport` line forbids zooming or stops it below double size.
Limits: newer browsers ignore the ban unless told otherwise; many people's browsers obey it.
What to do: take `user-scalable=no` and `maximum-scale` out of the `viewport` line.
"""

import re

from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.4 (AA)", "ACT b4f0c3"],
    wcag=["1.4.4"],
    aliases=["axe:meta-viewport"],
    grade="failure",
    severity="critical",
    effort="minutes",
    examples=[
        Example('<meta name="viewport" content="width=device-width, maximum-scale=2">', gives=1.0),
        Example('<meta id="fail" name="viewport" content="user-scalable=no">', gives=0.0),
        Example('<meta id="fail" name="viewport" content="width=device-width; maximum-scale=1.0">', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def viewport_zoom(page: Page) -> Outcome:
    metas = [meta for meta in page.elements("meta") if meta.get("name", "").strip().lower() == "viewport"]
    metas = [meta for meta in metas if meta.get("content", "").strip()]
    if not metas:
        return not_applicable("no viewport line")
    findings = [Finding(said, meta) for meta in metas if (said := _ban(meta.get("content", "")))]
    return measured(0.0 if findings else 1.0, checked=len(metas), findings=findings)


def _ban(content: str) -> str:
    settings = {}
    for part in re.split(r"[,;\s]+", re.sub(r"\s*=\s*", "=", content.lower())):
        name, equals, value = part.strip().partition("=")
        if equals:
            settings[name] = value.strip()
    scalable = settings.get("user-scalable")
    if scalable and -1 < _number(scalable, 0) < 1:
        return "the page forbids enlarging (user-scalable)"
    if "maximum-scale" in settings:
        largest = _number(settings["maximum-scale"], 0.1)
        # Negative values are dropped; anything that is not a number counts as 0.1 (CSS Device Adaptation, 10.4).
        if 0 <= largest < 2:
            return f"the page stops enlarging at {largest:g} times its size (maximum-scale)"
    return ""


def _number(value: str, otherwise: float) -> float:
    if value in {"yes", "device-width", "device-height"}:
        return 10.0 if value != "yes" else 1.0
    found = re.match(r"[-+]?\d*\.?\d+", value)
    return float(found[0]) if found else otherwise
