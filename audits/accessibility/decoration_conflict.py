"""What is marked as decoration is decoration.

Why it matters: an element that says it is decoration and is named or takes focus all the same is announced after all, often confusingly.
What is measured: the share of elements marked as decoration (`role="none"`, `role="presentation"`, an image with `alt=""`) that carry no ARIA naming or global state and take no focus.
Limits: whether the thing is decoration is for people to say.
What to do: decide: take the mark of decoration off, or the `aria-label` and the focus.
"""

from lxml.html import HtmlElement

from audits.derived.attributes import with_attribute
from audits.derived.hidden import hidden_from_at
from audits.derived.roles import conflicts_with_none, explicit_role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WAI-ARIA 1.2, 8 (conflicts)", "ACT 46ca7f"],
    related=["1.3.1", "4.1.2"],
    aliases=["axe:presentation-role-conflict"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<img src="line.png" alt=""><div role="none">x</div>', gives=1.0),
        Example('<nav id="fail" role="presentation" aria-label="Main">x</nav>', gives=0.0),
        Example('<img id="fail" src="logo.png" alt="" aria-label="Our logo">', gives=0.0),
        Example('<img src="boat.png" alt="A boat">', gives="not_applicable"),
    ],
)
def decoration_conflict(page: Page) -> Outcome:
    marked = [element for name in ("role", "alt") for element in with_attribute(page, name) if _marked(element)]
    marked = [*dict.fromkeys(marked)]
    marked = [element for element in marked if not hidden_from_at(page, element)]
    if not marked:
        return not_applicable("nothing is marked as decoration")
    torn = [element for element in marked if conflicts_with_none(page, element)]
    return passing(
        len(marked), [Finding("marked as decoration, but announced all the same", element) for element in torn]
    )


def _marked(element: HtmlElement) -> bool:
    if element.tag == "img" and element.get("alt") == "":
        return explicit_role(element) in {"", "none"}
    return explicit_role(element) == "none"
