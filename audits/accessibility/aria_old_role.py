"""Roles are not out of date.

Why it matters: a role that was taken out of the standard will stop being understood.
What is measured: the share of exposed elements with a `role` that does not use one the standard has given up (`directory`, `doc-biblioentry`, `doc-endnote`).
Limits: browsers still understand these today.
What to do: use `list`, or `listitem` inside a list, instead.
"""

from audits.derived.aria_attributes import annotated
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_OLD = frozenset({"directory", "doc-biblioentry", "doc-endnote"})


@page_audit(
    unit="share",
    standards=["WAI-ARIA 1.2", "DPUB-ARIA 1.1"],
    related=["4.1.2"],
    aliases=["axe:aria-deprecated-role"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<div role="list"><div role="listitem">x</div></div>', gives=1.0),
        Example('<div id="fail" role="directory">x</div>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def aria_old_role(page: Page) -> Outcome:
    marked = [each for each in annotated(page) if each.exposed and each.role.strip()]
    if not marked:
        return not_applicable("no roles")
    old = [each.element for each in marked if each.role.strip().lower() in _OLD]
    return passing(len(marked), [Finding("role that the standard has given up", element) for element in old])
