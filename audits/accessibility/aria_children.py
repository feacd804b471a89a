"""Wholes hold the parts they are made of.

Why it matters: a list, menu or tab bar made of other things than items, entries or tabs is announced as empty or wrongly counted.
What is measured: the share of exposed elements with a `role` such as `list`, `menu`, `tablist` or `grid` that hold, or own, only the roles that belong there. Those that say `aria-busy` do not count.
Limits: an element that is quite empty may be filled by a script; it is only listed for a look.
What to do: give the children the role that belongs there, or take the role of the whole away.
"""

from collections.abc import Iterator

from lxml.html import HtmlElement

from audits.derived.aria_attributes import annotated
from audits.derived.aria_owners import owners
from audits.derived.hidden import hidden_from_at
from audits.derived.roles import aria_roles, explicit_role, role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_LOOKED_AT = 3000  # elements followed below one whole; nobody nests more, and wholes may stand in wholes


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WAI-ARIA 1.2, 5.2.6", "ACT bc4a75"],
    wcag=["1.3.1"],
    aliases=["axe:aria-required-children"],
    grade="failure",
    severity="critical",
    examples=[
        Example('<div role="menu"><div role="none"><a role="menuitem" href="/">x</a></div></div>', gives=1.0),
        Example('<div id="fail" role="list"><span>x</span></div>', gives=0.0),
        Example(
            '<ul role="menubar"><li role="none"><a role="menuitem" href="/">x</a><ul role="menu"><li role="menuitem">y</ul></ul>',
            gives=1.0,
        ),
        Example('<ol id="fail" role="tablist"><li role="listitem">x</li></ol>', gives=0.0),
        Example('<ul id="review" role="listbox"></ul>', gives=1.0, note="a script may fill it"),
        Example('<ul role="menu" aria-busy="true">Loading</ul><ul><li>x</li></ul>', gives="not_applicable"),
    ],
)
def aria_children(page: Page) -> Outcome:
    wholes = [each for each in annotated(page) if each.exposed and each.role and _wanted(each.element)]
    wholes = [each for each in wholes if each.attributes.get("aria-busy", "").strip().lower() != "true"]
    if not wholes:
        return not_applicable("no roles that hold parts of their own")
    findings = [finding for each in wholes if (finding := _judged(page, each.element)) is not None]
    return passing(len(wholes), findings)


def _wanted(element: HtmlElement) -> frozenset[str]:
    return frozenset(aria_roles().get(explicit_role(element), {}).get("owned", ()))


def _judged(page: Page, whole: HtmlElement) -> Finding | None:
    what, wanted = explicit_role(whole), _wanted(whole)
    if role(page, whole) != what:
        return None
    allowed = wanted | ({"separator"} if what in {"menu", "menubar", "listbox", "tree"} else frozenset())
    # The menu of an entry stands beside it, as in the W3C's own patterns; ARIA 1.3 says so too.
    allowed |= {"menu"} if what in {"menu", "menubar"} else frozenset()
    allowed |= {"caption"} if what in {"table", "grid", "treegrid"} else frozenset()
    right = False
    for part in _parts(page, whole):
        kind = role(page, part)
        if kind in allowed:
            right = right or kind in wanted - {"group", "rowgroup"} or "group" not in wanted
        elif explicit_role(part):
            return Finding(f"{kind} inside of {what}, which holds only {', '.join(sorted(wanted))}", whole)
    if right:
        return None
    if not "".join(whole.itertext()).strip() and not _owned(page, whole):
        return Finding(
            f"{what} without {' or '.join(sorted(wanted))}; perhaps a script fills it", whole, level="review"
        )
    return Finding(f"{what} without {' or '.join(sorted(wanted))}", whole)


def _owned(page: Page, whole: HtmlElement) -> list[HtmlElement]:
    return [target for name in whole.get("aria-owns", "").split() for target in page.ids.get(name, ())[:1]]


def _parts(page: Page, whole: HtmlElement) -> Iterator[HtmlElement]:
    """The nearest elements with a role of their own below the whole, through groups, and those it owns."""
    claimed = owners(page)
    waiting = [*reversed(_owned(page, whole)), *reversed([*whole])]
    seen = 0
    while waiting and seen < _LOOKED_AT:
        part = waiting.pop()
        seen += 1
        if not isinstance(part.tag, str) or hidden_from_at(page, part):
            continue
        if claimed.get(part, whole) is not whole:
            continue
        kind = role(page, part)
        if kind in {"generic", "none"} or (not kind and not explicit_role(part)):
            waiting.extend(reversed([*part]))
        elif kind in {"group", "rowgroup"} and kind in _wanted(whole):
            yield part
            waiting.extend(reversed([*part]))
        else:
            yield part
