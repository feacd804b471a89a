"""Something shows where the keyboard's focus is.

Why it matters: who moves by keyboard and sees no sign of the focus is lost on the page.
What is measured: the share of links, buttons and other stops of the tabulator key, on pages without scripts, for which style sheets leave some sign of the focus.
Limits: on pages with scripts nobody can say for certain; text fields show a caret and are left out. Signs that are hard to see are judged elsewhere.
What to do: take `outline: none` out, or give `:focus` a strong outline of its own.
"""

from lxml.html import HtmlElement

from audits.derived.cascade import cascade
from audits.derived.focusable import focus_places, tabbable
from audits.derived.hidden import hidden_from_sight
from audits.derived.states import StateRule, state_rules
from audits.model import Example, Finding, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.4.7 (AA)", "WCAG F78", "ACT oj04fd"],
    wcag=["2.4.7"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example("<style>a:focus { outline: none; background: #ff0 }</style><a href=a.html>Camp</a>", gives=1.0),
        Example("<style>a:focus { outline: none }</style><a id=fail href=a.html>Camp</a>", gives=0.0),
        Example(
            "<style>a:focus { outline: 0 }</style><script src=a.js></script><a href=a.html>Camp</a>",
            gives="cannot_tell",
        ),
        Example("<a href=a.html>Camp</a>", gives="not_applicable", note="browsers draw a ring"),
    ],
)
def focus_indicator(page: Page) -> Outcome:
    rules = [rule for rule in state_rules(page) if rule.state == "focus"]
    places = [place for place in focus_places(page) if _drawn(page, place)]
    bare = [place for place in places if _bare(page, place, rules)]
    if not bare and not any(_takes_away(rule) for rule in rules):
        return not_applicable("no style sheet takes the browser's own sign away")
    if bare and (
        page.elements("script") or not cascade(page).complete or any("onfocus" in place.attrib for place in bare)
    ):
        return cannot_tell("a script or a style sheet that was not fetched may draw the focus")
    if not places:
        return not_applicable("nothing takes the focus")
    return passing(len(places), [Finding("nothing shows when this has the focus", place) for place in bare])


def _drawn(page: Page, place: HtmlElement) -> bool:
    caret = place.tag in {"input", "textarea", "select"} or "contenteditable" in place.attrib
    return not caret and tabbable(page, place) and not hidden_from_sight(page, place)


def _bare(page: Page, place: HtmlElement, rules: list[StateRule]) -> bool:
    values = {k: v for k, v in cascade(page).declared(place).values.items() if k.startswith("outline")}
    for rule in rules:
        if rule.itself and rule.styles(place):
            if any(not name.startswith("outline") for name in rule.values):
                return False
            values.update(rule.values)
        elif not rule.itself and rule.triggered_by(place):
            return False
    return _gone(values)


def _takes_away(rule: StateRule) -> bool:
    return rule.itself and _gone({name: value for name, value in rule.values.items() if name.startswith("outline")})


def _gone(values: dict[str, str]) -> bool:
    style, width = values.get("outline-style"), values.get("outline-width", "")
    return style == "none" or width in {"0", "0px"} or values.get("outline", "") in {"0", "none", "0px"}
