"""The page can be read upright and on its side.

Why it matters: a phone fixed to a wheelchair cannot be turned; a page that turns its content against the device cannot be read there.
What is measured: whether style sheets turn the page or a part of it by a quarter when the device is held one way and not the other.
Limits: only turns written as `rotate` or `matrix` are seen; screens that a script locks are not.
What to do: take the `transform` out of the `@media (orientation: …)` rule.
"""

import math
import re
from functools import lru_cache

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, LinkedSheet, cascade, cascade_at
from audits.derived.hidden import hidden_from_all
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page
from audits.store.media_query import Device
from audits.store.style_sheet import Sheet

_TURN = re.compile(r"\brotate(?:z)?\(\s*([-+]?\d*\.?\d+)(deg|turn|rad|grad)?\s*\)", re.IGNORECASE)
_TURN_3D = re.compile(r"\brotate3d\(\s*0\s*,\s*0\s*,\s*1\s*,\s*([-+]?\d*\.?\d+)(deg|turn|rad|grad)\s*\)", re.IGNORECASE)
_MATRIX = re.compile(r"\bmatrix\(\s*([-+]?\d*\.?\d+)\s*,\s*([-+]?\d*\.?\d+)\s*,", re.IGNORECASE)
_BARE = re.compile(r"\s*([-+]?\d*\.?\d+)(deg|turn|rad|grad)\s*$", re.IGNORECASE)
_IN_DEGREES = {"deg": 1.0, "turn": 360.0, "rad": 57.29578, "grad": 0.9}


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.4 (AA)", "ACT b33eff"],
    wcag=["1.3.4"],
    aliases=["axe:css-orientation-lock"],
    grade="failure",
    severity="serious",
    examples=[
        Example("<style>@media (orientation: portrait) { body { transform: rotate(180deg) } }</style>x", gives=1.0),
        Example(
            '<html><style>@media (orientation: portrait) { body { transform: rotate(-90deg) } }</style><body id="fail">x</html>',
            gives=0.0,
        ),
        Example(
            "<style>@media (orientation: portrait) { i { transform: rotate(90deg) } }</style><p>Next <i>→</i></p>",
            gives=1.0,
            note="an arrow that turns is no text that lies on its side",
        ),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def orientation(page: Page) -> Outcome:
    if not any(_turns_by_orientation(linked) for linked in cascade(page).sheets):
        return not_applicable("no style sheet turns anything by the way the device is held")
    upright, across = cascade_at(page, _UPRIGHT), cascade_at(page, _ACROSS)
    findings = []
    for element in page.all_elements():
        turn = _degrees(upright, element) - _degrees(across, element)
        if abs(abs(turn) % 180 - 90) < 1 and not hidden_from_all(page, element) and _read(element):
            findings.append(Finding("turned by a quarter when the device is held one way", element))
    return measured(0.0 if findings else 1.0, findings=findings)


_UPRIGHT, _ACROSS = Device(width=412, height=823, screen=412), Device(width=823, height=412, screen=823)


def _turns_by_orientation(linked: LinkedSheet) -> bool:
    return _sheet_turns(linked.sheet, linked.media)


@lru_cache(maxsize=256)
def _sheet_turns(sheet: Sheet, media_of_link: str) -> bool:
    """Remembered by sheet, because every page of a site links the same ones."""
    return any(
        declaration.name in {"transform", "rotate"}
        and ("rotate" in (said := f"{declaration.name} {declaration.value}".lower()) or "matrix(" in said)
        for rule in sheet.rules
        if any("orientation" in media.lower() for media in (media_of_link, *rule.media))
        for declaration in rule.declarations
    )


def _read(element: HtmlElement) -> bool:
    """Does it hold words, pictures, films or fields? A sign or an ornament may turn."""
    if element.tag in _HOLDING or any(True for _ in element.iter(*_HOLDING)):
        return True
    return any(character.isalnum() for text in element.itertext() for character in text)


_HOLDING = ("audio", "body", "canvas", "iframe", "img", "input", "object", "select", "textarea", "video")


def _degrees(style: Cascade, element: HtmlElement) -> float:
    turned = 0.0
    for prop in ("transform", "rotate"):
        value = style.own(element, prop)
        found = value and (_TURN.search(value) or _TURN_3D.search(value) or (prop == "rotate" and _BARE.match(value)))
        if found:
            turned += float(found[1]) * _IN_DEGREES[(found[2] or "deg").lower()]
        elif value and (matrix := _MATRIX.search(value)):
            turned += math.degrees(math.atan2(float(matrix[2]), float(matrix[1])))
    return turned
