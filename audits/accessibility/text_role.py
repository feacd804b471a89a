"""Text that is read in one piece holds nothing to use.

Why it matters: `role="text"` makes a screen reader read its content as one text; a link in there takes the focus and is not announced as one.
What is measured: the share of exposed elements with `role="text"` that hold nothing that takes the keyboard's focus.
Limits: the role is no standard; some screen readers follow it all the same.
What to do: take the role away, or the link out of it.
"""

from audits.derived.aria_attributes import annotated
from audits.derived.focusable import focus_places, tabbable
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["axe best practice"],
    related=["4.1.2"],
    aliases=["axe:aria-text"],
    severity="serious",
    effort="minutes",
    examples=[
        Example('<p role="text">One <b>text</b></p>', gives=1.0),
        Example('<p id="fail" role="text">One <a href="/">link</a></p>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def text_role(page: Page) -> Outcome:
    texts = [each.element for each in annotated(page) if each.exposed and each.role.strip().lower() == "text"]
    if not texts:
        return not_applicable("no element with the role text")
    places = set(focus_places(page))
    torn = [
        element
        for element in texts
        if any(inner in places and tabbable(page, inner) for inner in element.iterdescendants())
    ]
    return passing(len(texts), [Finding("read as one text, but holds something to use", element) for element in torn])
