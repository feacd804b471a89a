"""What style sheets change while an element is pointed at or has the keyboard's focus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from cssselect2 import parser as selectors
from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.attributes import with_attribute
from audits.derived.cascade import cascade
from audits.derived.selector import Selector, compile_selector
from audits.page import Page
from audits.store.style_sheet import Rule, Sheet

State = Literal["hover", "focus"]

_STATES: dict[str, State] = {":hover": "hover", ":focus-visible": "focus", ":focus-within": "focus", ":focus": "focus"}
_RULES = 400
"""Rules of one sheet looked at: no page at rest has more of them that matter."""


@dataclass(slots=True, eq=False)  # not frozen: that takes three times as long to make, and a sheet has hundreds
class StateRule:
    """One selector with `:hover` or `:focus`, and what it declares.

    `selector` is the whole selector without its states: what it styles. `trigger` is the part that is pointed at or
    focused. `itself` says that they are the same element. `text` is the selector as written.
    """

    state: State
    text: str
    selector: Selector
    trigger: Selector
    itself: bool
    rule: Rule

    @property
    def values(self) -> Mapping[str, str]:
        """What the rule declares, by property."""
        return _values(self.rule)

    def mentions(self, name: str) -> bool:
        """May it declare this property? Told without reading its values."""
        return self.rule.mentions(name)

    def styles(self, element: HtmlElement) -> bool:
        """Is that element the one whose look changes?"""
        return _matches(self.selector, element)

    def triggered_by(self, element: HtmlElement) -> bool:
        """Is that element the one pointed at or focused?"""
        return _matches(self.trigger, element)


@derived
def state_rules(page: Page) -> tuple[StateRule, ...]:
    """The rules for pointing and focus in the sheets that apply, in their order."""
    found: list[StateRule] = []
    for linked in cascade(page).sheets:
        if linked.applies:
            found += _of_sheet(linked.sheet)
    return tuple(found)


@derived
def unread_focus(page: Page) -> tuple[Rule, ...]:
    """The rules about focus that `state_rules` leaves out, because their selectors are not read here."""
    sheets = [linked.sheet for linked in cascade(page).sheets if linked.applies]
    return tuple(rule for sheet in sheets for rule in _unread(sheet))


@lru_cache(maxsize=96)
def _unread(sheet: Sheet) -> tuple[Rule, ...]:
    about = [rule for rule in sheet.rules if rule.applies and ":focus" in rule.prelude]
    return tuple(rule for rule in about if len(_read(rule.prelude)) < max(len(_parts(rule.prelude)), 1))


@derived
def by_class(page: Page) -> Mapping[str, list[HtmlElement]]:
    """The elements that carry each class, in document order."""
    found: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in with_attribute(page, "class"):
        for name in element.get("class", "").split():
            found[name].append(element)
    return found


def occurs(page: Page, selector: Selector) -> bool:
    """Does the page hold all the tags, classes and ids that the selector names?"""
    kind, name = selector.key
    here = _names(page)
    return selector.above <= here and (kind == "*" or kind + name in here)


@derived
def _names(page: Page) -> set[str]:
    """Every tag, `.class` and `#id` of the page."""
    return {*page.index, *("." + name for name in by_class(page)), *("#" + name for name in page.ids)}


def selected(page: Page, selector: Selector) -> list[HtmlElement]:
    """The elements of the page that a selector finds."""
    kind, name = selector.key
    if kind == "#":
        candidates = page.ids.get(name, [])
    elif kind == ".":
        candidates = by_class(page).get(name, [])
    else:
        candidates = page.elements(name) if kind == "" else list(page.all_elements())
    return [element for element in candidates if selector.test is None or selector.test(element)]


@lru_cache(maxsize=96)
def _of_sheet(sheet: Sheet) -> tuple[StateRule, ...]:
    found: list[StateRule] = []
    for rule in sheet.rules:
        if rule.applies and (":hover" in rule.prelude or ":focus" in rule.prelude):
            found += [StateRule(*read, rule) for read in _read(rule.prelude)]
        if len(found) > _RULES:
            break
    return tuple(found)


@lru_cache(maxsize=4096)
def _read(prelude: str) -> tuple[tuple[State, str, Selector, Selector, bool], ...]:
    """The selectors with a state in a rule's prelude: all that a `StateRule` is made of but the rule."""
    found: list[tuple[State, str, Selector, Selector, bool]] = []
    for text in _parts(prelude):
        if ":not(" in text or ":is(" in text or ":where(" in text or ":has(" in text:
            continue
        for mark, state in _STATES.items():
            if mark in text:
                place = text.index(mark) + len(mark)
                trigger, whole = _compiled(_bare(text[:place])), _compiled(_bare(text))
                if trigger is not None and whole is not None:
                    itself = not any(sign in text[place:].rstrip() for sign in (" ", ">", "+", "~"))
                    found.append((state, text, whole, trigger, itself))
                break
    return tuple(found)


@lru_cache(maxsize=4096)
def _values(rule: Rule) -> Mapping[str, str]:
    return {one.name: one.value for one in rule.declarations}


def _bare(text: str) -> str:
    for mark in (*_STATES, ":active", ":visited"):
        text = text.replace(mark, "")
    # What is left of a state alone, as in `li > :hover`, is any element.
    text = text.strip()
    return f"{text} *" if not text or text[-1] in ">+~" else text


def _parts(prelude: str) -> list[str]:
    return (
        [part.strip() for part in prelude.split(",")] if "(" not in prelude else [prelude] if "," not in prelude else []
    )


@lru_cache(maxsize=4096)
def _compiled(text: str) -> Selector | None:
    try:
        parsed: list[Any] = list(selectors.parse(text))
    except selectors.SelectorError:
        return None
    if len(parsed) != 1:
        return None
    made = compile_selector(parsed[0], _classes, fold=False)
    return None if made.never else made


def _classes(element: HtmlElement) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _matches(selector: Selector, element: HtmlElement) -> bool:
    kind, name = selector.key
    if kind == "" and element.tag != name:
        return False
    if kind == "#" and element.get("id") != name:
        return False
    if kind == "." and name not in _classes(element):
        return False
    return selector.test is None or selector.test(element)
