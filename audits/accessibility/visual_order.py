"""What follows in the page follows on the screen.

Why it matters: the keyboard goes by the order in the page; where style turns it round, the focus jumps about.
What is measured: the number of rows of links or fields whose order style turns round by floats, `order` or reversed directions.
Limits: what is placed by position or grid needs a browser.
What to do: put things into the page in the order in which they are to be seen.
"""

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_STOPS = ("a", "button", "input", "select", "textarea")


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 2.4.3 (A)", "WCAG Technique C27"],
    related=["2.4.3", "1.3.2"],
    severity="moderate",
    effort="hour",
    examples=[
        Example("<p><a href=a.html>One</a> <a href=b.html>Two</a></p>", gives=0),
        Example(
            "<style>a { float: left } .two { float: right }</style>"
            "<p id=fail><a href=a.html>One</a> <a class=two href=b.html>Two</a> <a href=c.html>Three</a></p>",
            gives=1,
        ),
        Example(
            "<p id=fail style='display: flex; flex-direction: row-reverse'><a href=a.html>One</a><a href=b.html>Two</a></p>",
            gives=1,
        ),
        Example("<p>No links</p>", gives="not_applicable"),
    ],
)
def visual_order(page: Page) -> Outcome:
    rows: dict[HtmlElement, list[HtmlElement]] = {}
    for stop in page.elements(*_STOPS):
        parent = stop.getparent()
        if parent is not None and (stop.tag != "input" or stop.get("type") != "hidden"):
            rows.setdefault(parent, []).append(stop)
    rows = {parent: stops for parent, stops in rows.items() if len(stops) > 1}
    if not rows:
        return not_applicable("no links or fields side by side")
    style = cascade(page)
    findings = [
        Finding("focus order differs from the visual order: style turns the order of the page round", parent)
        for parent, stops in rows.items()
        if _turned(style, parent, sorted(stops, key=lambda stop: page.order[stop]))
    ]
    return measured(len(findings), checked=len(rows), findings=findings)


def _turned(style: Cascade, parent: HtmlElement, stops: list[HtmlElement]) -> bool:
    display = style.value(parent, "display")
    if display in {"flex", "inline-flex"} and style.value(parent, "flex-direction").endswith("-reverse"):
        return True
    if display in {"flex", "inline-flex", "grid", "inline-grid"}:
        orders = [_number(style.own(stop, "order")) for stop in stops]
        return orders != sorted(orders)
    if len(stops) < 3:
        return False  # a menu's button beside the name of the site
    floats = [style.value(stop, "float") for stop in stops]
    # A right float before a left one: on the screen the later stands first.
    return any(one == "right" and "left" in floats[place + 1 :] for place, one in enumerate(floats))


def _number(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else 0
