"""Elements with the role of an image have a name.

Why it matters: an element that says it is an image is announced as one; without a name nobody learns what it shows.
What is measured: the share of elements, other than `img` and `svg`, whose role is `img` and that have an accessible name.
Limits: a name can be there and still say nothing useful.
What to do: give the element an `aria-label` that says what it shows, or take the role away.
"""

from lxml.html import HtmlElement

from audits.derived.accessible_name import accessible_name
from audits.derived.roles import with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.1.1 (A)", "ACT 23a2a8"],
    wcag=["1.1.1"],
    aliases=["axe:role-img-alt"],
    grade="failure",
    severity="serious",
    effort="hour",
    examples=[
        Example('<div role="img" aria-label="Three stars">***</div>', gives=1.0),
        Example('<div id="fail" role="img">***</div>', gives=0.0),
        Example('<img src="a.png" alt="A">', gives="not_applicable"),
    ],
)
def role_image_name(page: Page) -> Outcome:
    images = [
        element for element in with_roles(page, "img") if element.tag not in {"img", "svg"} and not _drawing(element)
    ]
    if not images:
        return not_applicable("no elements with the role of an image")
    nameless = [element for element in images if not accessible_name(page, element)]
    return passing(
        len(images), [Finding("element with the role of an image without a name", element) for element in nameless]
    )


def _drawing(element: HtmlElement) -> bool:
    return next(element.iterancestors("svg"), None) is not None
