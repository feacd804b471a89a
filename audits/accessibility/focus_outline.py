"""The focus of the keyboard can be seen.

Why it matters: who moves by keyboard must see where they are; without an outline they are lost on the page.
What is measured: the share of style rules for focus that keep an outline of 2 pixels or put something else in its place.
Limits: rules that match nothing on the page are left out; whether the colours stand out is not judged.
What to do: take `outline: none` out, or give `:focus` an outline of 2 pixels or more in a strong colour.
"""

from collections.abc import Mapping

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.focus_signs import focus_signs
from audits.derived.states import StateRule, selected, state_rules
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.store.css_length import css_length

_THICK = 2.0
"""Pixels that WCAG 2.4.13 asks of a focus indicator's edge."""
_TAKES_FOCUS = ("a", "area", "button", "input", "select", "textarea", "summary")
_INSTEAD = (
    "box-shadow",
    "background-color",
    "background-image",
    "text-decoration",
    "text-decoration-line",
    "color",
    "filter",
    "transform",
    "opacity",
)


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.4.7 (AA)", "WCAG 2.2 SC 2.4.13 (AAA)", "WCAG Technique F78"],
    related=["2.4.7", "2.4.13"],
    severity="serious",
    effort="minutes",
    examples=[
        Example("<style>a:focus { outline: 3px solid #00f }</style><a href=a.html>Camp</a>", gives=1.0),
        Example(
            "<style>a:focus { outline: none }</style><script src=a.js></script><a href=a.html id=fail>Camp</a>",
            gives=0.0,
        ),
        Example(
            "<style>a { outline: 0 }</style><a href=a.html>Camp</a>",
            gives=1.0,
            note="without scripts it is a failure for certain and said as such",
        ),
        Example("<style>a:focus { outline: none; box-shadow: 0 0 3px red }</style><a href=a.html>Camp</a>", gives=1.0),
        Example("<style>a:focus { outline: 1px solid #000 }</style><a href=a.html id=fail>Camp</a>", gives=0.0),
        Example(
            "<style>a:focus:not(:focus-visible) { outline: none }</style><a href=a.html>Camp</a>",
            gives="not_applicable",
        ),
        Example("<p>No style</p>", gives="not_applicable"),
    ],
)
def focus_outline(page: Page) -> Outcome:
    """One finding for each rule that takes the outline away, at the first element it concerns."""
    style = cascade(page)
    ruled: dict[HtmlElement, dict[str, str]] = {}
    rules = [rule for rule in state_rules(page) if rule.state == "focus" and rule.itself]
    for rule in rules:
        if any(name.startswith("outline") for name in rule.values):
            ruled.update((element, {}) for element in selected(page, rule.selector) if _takes_focus(element))
    ruled.update(
        (element, {})
        for element in page.elements(*_TAKES_FOCUS)
        if _takes_focus(element) and _gone(style.declared(element).values)
    )
    for rule in rules if ruled else ():
        if _about_focus(rule):
            for element, values in ruled.items():
                if rule.styles(element):
                    values.update(rule.values)
    if not ruled:
        return not_applicable("no rule speaks of focus")
    faults: dict[tuple[str, str], tuple[HtmlElement, str]] = {}
    failed = _failed(page)
    for element, values in ruled.items():
        if element not in failed and (fault := _fault(style, element, values)):
            faults.setdefault((str(element.tag), fault), (element, fault))
    kinds = {(str(element.tag), str(sorted(values.items()))) for element, values in ruled.items()}
    findings = [Finding(fault, element) for element, fault in faults.values()]
    return passing(max(len(kinds), len(findings)), findings)


def _failed(page: Page) -> frozenset[HtmlElement]:
    """The stops without any sign for certain: another audit speaks of their failure."""
    signs = focus_signs(page)
    return frozenset(signs.bare if signs.certain else ())


def _takes_focus(element: HtmlElement) -> bool:
    return (element.tag in _TAKES_FOCUS or bool(element.get("tabindex"))) and "onfocus" not in element.attrib


def _about_focus(rule: StateRule) -> bool:
    return any(name.startswith(("outline", *_INSTEAD, "border")) for name in rule.values)


def _fault(style: Cascade, element: HtmlElement, focused: Mapping[str, str]) -> str:
    rest = style.declared(element).values
    values = {**{name: value for name, value in rest.items() if name.startswith("outline")}, **focused}
    changed = [name for name in focused if name.startswith(_INSTEAD) and focused[name] != rest.get(name, "")]
    borders = [name for name in focused if name.startswith("border") and focused[name] != rest.get(name, "")]
    if _gone(values):
        if any(_visible(name, focused[name]) for name in changed) or borders:
            return ""
        return "focus is not visible: outline is taken away and nothing put in its place"
    width = css_length(values.get("outline-width", ""), style.ruler(element))
    if width is not None and 0 < width < _THICK and not any(_visible(name, focused[name]) for name in changed):
        return f"focus is hardly visible: the outline is only {width:g} px wide"
    return ""


def _gone(values: Mapping[str, str]) -> bool:
    style, width = values.get("outline-style"), values.get("outline-width", "")
    return style == "none" or width in {"0", "0px"} or values.get("outline", "") in {"0", "none", "0px"}


def _visible(name: str, value: str) -> bool:
    return value not in {"none", "transparent", "initial", "inherit", "unset", "0"} and name != "opacity"
