"""Parts of a whole stand inside it.

Why it matters: a list item, a tab or a table cell outside of its list, tab bar or row is announced without its place ("2 of 5"), or not as one at all.
What is measured: the share of exposed elements whose `role` belongs inside another role (`listitem` in `list`, `tab` in `tablist`, `option` in `listbox`) and that stand there, or are claimed by `aria-owns`.
Limits: what a script moves later is not seen.
What to do: put the element inside one with the role it needs, or use HTML's own lists and tables.
"""

from lxml.html import HtmlElement

from audits.derived.aria_attributes import annotated
from audits.derived.aria_owners import owners
from audits.derived.roles import aria_roles, explicit_role, implicit_role, role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WAI-ARIA 1.2, 5.2.7", "ACT ff89c9"],
    wcag=["1.3.1"],
    aliases=["axe:aria-required-parent"],
    grade="failure",
    severity="critical",
    examples=[
        Example('<ul><div><div role="listitem">x</div></div></ul>', gives=1.0),
        Example('<div role="list" aria-owns="a"></div><div id="a" role="listitem">x</div>', gives=1.0),
        Example(
            '<div role="list" aria-owns="a"></div><div id="a"><div role="listitem">x</div></div>',
            gives=1.0,
            note="what is claimed is claimed with all in it",
        ),
        Example('<select><option role="option">x</option></select>', gives=1.0),
        Example('<div id="fail" role="listitem">x</div>', gives=0.0),
        Example("<ul><li>x</li></ul>", gives="not_applicable"),
    ],
)
def aria_parent(page: Page) -> Outcome:
    marked = [
        each.element
        for each in annotated(page)
        if each.exposed and each.role and aria_roles().get(explicit_role(each.element), {}).get("context")
    ]
    if not marked:
        return not_applicable("no roles that belong inside another")
    findings = [
        Finding(f"{explicit_role(part)} outside of {' or '.join(aria_roles()[explicit_role(part)]['context'])}", part)
        for part in marked
        if not _in_place(page, part)
    ]
    return passing(len(marked), findings)


def _in_place(page: Page, part: HtmlElement) -> bool:
    wanted = aria_roles()[explicit_role(part)]["context"]
    if implicit_role(page, part) == explicit_role(part):
        return True  # such as an `option` of a `select`, which HTML puts in its place
    claimed = owners(page)
    up, passed = claimed.get(part, part.getparent()), {part}
    while up is not None and up not in passed:
        what = role(page, up)
        if what in wanted:
            return True
        if what not in {"generic", "none", ""}:
            return False
        passed.add(up)
        up = claimed.get(up, up.getparent())
    return False
