"""Links that skip to the content arrive.

Why it matters: a skip link that points at nothing leaves keyboard users where they were, without a word.
What is measured: whether the first link of the page, where it points at a place on the page itself, points at one that exists.
Limits: places that a script makes are not seen.
What to do: give the content the `id` that the link names.
"""

from urllib.parse import unquote

from audits.derived.hidden import hidden_from_all
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.4.1 (A)", "WCAG G1"],
    related=["2.4.1"],
    aliases=["axe:skip-link"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example('<a href="#c">Skip</a><p id="c">x</p>', gives=1.0),
        Example('<a id="fail" href="#content">Skip</a><p>x</p>', gives=0.0),
        Example('<a href="/">Home</a>', gives="not_applicable"),
    ],
)
def skip_link_target(page: Page) -> Outcome:
    first = next((link for link in page.elements("a") if link.get("href") and not hidden_from_all(page, link)), None)
    place = first.get("href", "").strip() if first is not None else ""
    if first is None or not place.startswith("#") or len(place) < 2 or place.startswith("#!"):
        return not_applicable("the first link is no skip link")
    name = unquote(place[1:])
    if name == "top" or name in page.ids or any(anchor.get("name") == name for anchor in page.elements("a")):
        return measured(1.0)
    return measured(0.0, findings=[Finding(f"skip link to “#{name[:60]}”, which is not on the page", first)])
