"""Which stops of the tabulator key show nothing when they have the focus, as far as style sheets say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.cascade import cascade
from audits.derived.declared_properties import declaring
from audits.derived.focusable import focus_places, tabbable
from audits.derived.hidden import hidden_from_sight
from audits.derived.states import StateRule, occurs, state_rules, unread_focus
from audits.page import Page
from audits.store.style_sheet import Rule


@dataclass(frozen=True, slots=True)
class FocusSigns:
    """`places` are the stops that are drawn, text fields left out; `bare` those whose sign is taken away.

    `touched` says that some style sheet takes the browser's own sign away; `certain` that no script and no style
    sheet that was not fetched may put one in its place.
    """

    places: tuple[HtmlElement, ...]
    bare: tuple[HtmlElement, ...]
    touched: bool
    certain: bool


@derived
def focus_signs(page: Page) -> FocusSigns:
    """The stops of one page, in document order."""
    rules = [rule for rule in state_rules(page) if rule.state == "focus"]
    places = tuple(place for place in focus_places(page) if _drawn(page, place))
    asked = _asked(page, places, rules)
    here = [rule for rule in rules if occurs(page, rule.selector if rule.itself else rule.trigger)]
    bare = tuple(place for place in places if place in asked and _bare(page, place, here))
    touched = bool(bare) or any(_takes_away(rule) for rule in rules)
    certain = not bare or not (
        page.elements("script")
        or not cascade(page).complete
        or any("onfocus" in place.attrib for place in bare)
        or any(_may_draw(rule) for rule in unread_focus(page))
    )
    return FocusSigns(places, bare, touched, certain)


def _may_draw(rule: Rule) -> bool:
    """Does it more than take the outline away?"""
    values = {one.name: one.value for one in rule.declarations}
    return len(_outline(values)) < len(values) or not _gone(values)


def _drawn(page: Page, place: HtmlElement) -> bool:
    caret = place.tag in {"input", "textarea", "select"} or "contenteditable" in place.attrib
    return not caret and tabbable(page, place) and not hidden_from_sight(page, place)


def _asked(page: Page, places: tuple[HtmlElement, ...], rules: list[StateRule]) -> Collection[HtmlElement]:
    """The places whose outline anything takes away, and does no more: the others have a sign."""
    style = cascade(page)
    takers = [rule for rule in rules if _takes_away(rule) and len(_outline(rule.values)) == len(rule.values)]
    outlined = declaring(page, "outline", "outline-style", "outline-width")
    found = {element for element in outlined if _gone(_outline(style.declared(element).values))}
    found.update(place for place in places if any(rule.styles(place) for rule in takers))
    return found


def _outline(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if name.startswith("outline")}


def _bare(page: Page, place: HtmlElement, rules: list[StateRule]) -> bool:
    values = _outline(cascade(page).declared(place).values)
    around = (place, *place.iterancestors())
    for rule in rules:
        if ":focus-within" in rule.text and not _takes_away(rule):
            if any(rule.triggered_by(up) for up in around):
                return False
        elif rule.itself and rule.styles(place):
            if any(not name.startswith("outline") for name in rule.values):
                return False
            values.update(rule.values)
        elif not rule.itself and rule.triggered_by(place):
            return False
    return _gone(values)


def _takes_away(rule: StateRule) -> bool:
    return rule.itself and _gone(_outline(rule.values))


def _gone(values: dict[str, str]) -> bool:
    style, width = values.get("outline-style"), values.get("outline-width", "")
    return style == "none" or width in {"0", "0px"} or values.get("outline", "") in {"0", "none", "0px"}
