"""Drawings marked as images have a name.

Why it matters: a drawing (SVG) with the role of an image is announced as one; without a name nobody learns what it shows.
What is measured: the share of SVG elements with the role `img`, `graphics-document` or `graphics-symbol` that have a `title` element, an `aria-label` or another name.
Limits: drawings without a role are left out: they may be decoration.
What to do: put a `title` element first inside the drawing, or give it an `aria-label`; `aria-hidden="true"` where it is only decoration.
"""

from lxml.html import HtmlElement

from audits.derived.accessible_name import accessible_name
from audits.derived.aria_attributes import annotated
from audits.derived.roles import explicit_role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.1.1 (A)", "ACT 7d6734"],
    wcag=["1.1.1"],
    aliases=["axe:svg-img-alt"],
    grade="failure",
    severity="serious",
    effort="hour",
    examples=[
        Example('<svg role="img"><title>Two boats</title><path d="M0 0"/></svg>', gives=1.0),
        Example('<svg id="fail" role="img"><text>Two boats</text></svg>', gives=0.0),
        Example('<svg><path d="M0 0"/></svg>', gives="not_applicable"),
    ],
)
def svg_name(page: Page) -> Outcome:
    drawings = [each.element for each in annotated(page) if each.exposed and each.role and _marked(each.element)]
    if not drawings:
        return not_applicable("no drawings with the role of an image")
    nameless = [element for element in drawings if not accessible_name(page, element)]
    return passing(len(drawings), [Finding("drawing without a name", element) for element in nameless])


def _marked(element: HtmlElement) -> bool:
    if explicit_role(element) not in {"img", "graphics-document", "graphics-symbol"}:
        return False
    return element.tag == "svg" or next(element.iterancestors("svg"), None) is not None
