"""The page can be enlarged freely with two fingers.

Why it matters: who sees poorly, or reads in the sun, enlarges the page; a page can forbid it.
What is measured: whether the viewport line leaves people free to enlarge the page at least five times: "user-scalable=no" and a "maximum-scale" below two forbid it, one below five limits it.
Limits: newer phones overrule the ban, and many people's phones do not. That the page fails accessibility rules by it is found there; here it counts as a matter of phones.
What to do: take `user-scalable` and `maximum-scale` out of the viewport line.
"""

from audits.derived.viewport import viewport
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page
from audits.store.viewport import viewport_element

_TWICE = 2.0  # WCAG 1.4.4 asks for 200 %
_FIVE = 5.0  # axe meta-viewport-large: best practice


@page_audit(
    unit="share",
    standards=["axe meta-viewport-large (best practice)", "WCAG 2.2 SC 1.4.4 (nearby)"],
    aliases=["axe:meta-viewport-large"],
    related=["1.4.4"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example('<meta name="viewport" content="width=device-width"><p>Words', gives=1.0),
        Example('<meta id="fail" name="viewport" content="width=device-width, user-scalable=no"><p>Words', gives=0.0),
        Example('<meta id="fail" name="viewport" content="width=device-width, maximum-scale=1"><p>Words', gives=0.0),
        Example('<meta id="review" name="viewport" content="width=device-width, maximum-scale=3"><p>Words', gives=0.5),
        Example("<p>Words", gives="not_applicable"),
    ],
)
def zoom(page: Page) -> Outcome:
    element = viewport_element(page.elements("meta"))
    if element is None or (element.get("name") or "").strip().lower() != "viewport":
        return not_applicable("no viewport line")
    found = viewport(page)
    limit = found.maximum_scale
    if found.zoom_off or (limit is not None and limit < _TWICE):
        return measured(0.0, findings=[Finding("people cannot enlarge the page", element)])
    if limit is not None and limit < _FIVE:
        return measured(
            0.5, findings=[Finding(f"the page can be enlarged {limit:g} times only", element, level="review")]
        )
    return measured(1.0)
