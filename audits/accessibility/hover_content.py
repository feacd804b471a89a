"""What appears on hovering appears for the keyboard too.

Why it matters: menus and tips that open only under the mouse do not exist for who uses a keyboard, a switch or a touch screen.
What is measured: the share of elements uncovered by a style rule for `:hover` that a rule for `:focus` or `:focus-within` uncovers as well.
Limits: what scripts open is not seen, so a menu may work by script where this audit says it does not.
What to do: add `:focus-within` (or `:focus`) to each rule with `:hover` that shows something.
"""

import re

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.states import StateRule, selected, state_rules
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_MENU = "<ul class=m><li><a href=a.html>Boats</a><ul id=%s><li><a href=b.html>Bess</a></ul></ul>"
_HIDE = "<style>.m ul { display: none } .m li:hover > ul { display: block }</style>"


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.1.1 (A)", "WCAG 2.2 SC 1.4.13 (AA)"],
    related=["2.1.1", "1.4.13"],
    severity="serious",
    effort="hour",
    examples=[
        Example(_HIDE + "<style>.m li:focus-within > ul { display: block }</style>" + _MENU % "x", gives=1.0),
        Example(_HIDE + _MENU % "fail", gives=0.0),
        Example(
            _HIDE + "<style>.m li.open > ul { display: block }</style>" + _MENU % "review",
            gives=1.0,
            note="a script may set the class",
        ),
        Example("<p>No menu.</p>", gives="not_applicable"),
    ],
)
def hover_content(page: Page) -> Outcome:
    rules = [rule for rule in state_rules(page) if not rule.itself]
    shown = _uncovered(page, [rule for rule in rules if rule.state == "hover"])
    if not shown:
        return not_applicable("nothing appears on hovering")
    focused = [rule for rule in rules if rule.state == "focus"]
    findings = [
        Finding(
            "content is shown on mouse hover only: the keyboard cannot reach this drop-down menu or tooltip",
            element,
            level="review" if scripted else "fail",
        )
        for element, scripted in shown.items()
        if not any(_uncovers(rule) and rule.styles(element) for rule in focused)
    ]
    return passing(len(shown), findings)


def _uncovered(page: Page, rules: list[StateRule]) -> dict[HtmlElement, bool]:
    """The outermost hidden elements with content that the rules uncover, and whether a script may do so too."""
    if not any(_uncovers(rule) for rule in rules):
        return {}
    style = cascade(page)
    found: dict[HtmlElement, bool] = {}
    for rule in rules:
        if _uncovers(rule):
            for element in selected(page, rule.selector):
                if _covered(style, element) and "".join(element.itertext()).strip():
                    found[element] = found.get(element, False) or _scripted(style, rule)
    return {e: scripted for e, scripted in found.items() if not any(up in found for up in e.iterancestors())}


def _scripted(style: Cascade, rule: StateRule) -> bool:
    """Is there the same rule with a class in place of `:hover`, such as `.open` or `.focus`, which scripts set?"""
    head, _, tail = (_SPACE.sub("", part) for part in rule.text.partition(":hover"))
    return any(
        text.startswith(head + ".") and text.endswith(tail) and "." not in text[len(head) + 1 : len(text) - len(tail)]
        for linked in style.sheets
        for other in linked.rules
        if "." in other.prelude
        for text in _SPACE.sub("", other.prelude).split(",")
    )


_SPACE = re.compile(r"\s+")


def _uncovers(rule: StateRule) -> bool:
    values = rule.values
    display = values.get("display")
    return (
        (display is not None and display != "none")
        or values.get("visibility") == "visible"
        or values.get("opacity") == "1"
    )


def _covered(style: Cascade, element: HtmlElement) -> bool:
    own = style.declared(element).values
    return own.get("display") == "none" or own.get("visibility") == "hidden" or own.get("opacity") == "0"
