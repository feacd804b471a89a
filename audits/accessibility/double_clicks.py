"""Nothing needs a double click or the mouse alone.

Why it matters: a double click cannot be made by keyboard, by voice or by an unsteady hand; neither can pointing and dragging.
What is measured: the number of elements with a handler for double clicks, or for pointing without one for focus.
Limits: handlers that scripts add are not seen. Rollover pictures of links are left out: nothing is lost with them.
What to do: let one click, or the Enter key, do the same; add `onfocus` beside `onmouseover`.
"""

import re

from lxml.html import HtmlElement

from audits.derived.attributes import attribute_index
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_ROLLOVER = re.compile(
    r"swap|\.src\b|window\.status|self\.status|(?:^|\W)status\s*=|className|class|style|color|image|img|over\(|hilite|highlight|rollover|preload|return true|nd\(",
    re.IGNORECASE,
)


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 2.1.1 (A)", "WCAG Techniques SCR2, F54"],
    related=["2.1.1"],
    severity="moderate",
    effort="hour",
    examples=[
        Example('<button onclick="go()">Go</button>', gives=0),
        Example('<p id="fail" ondblclick="go()">Go</p>', gives=1),
        Example('<a id="fail" href="a.html" onmouseover="showMenu(1)">Boats</a>', gives=1),
        Example('<a href="a.html" onmouseover="showMenu(1)" onfocus="showMenu(1)">Boats</a>', gives=0),
        Example('<a href="a.html" onmouseover="document.b.src = \'b2.gif\'">Boats</a>', gives=0),
        Example("<p>Boats</p>", gives="not_applicable"),
    ],
)
def double_clicks(page: Page) -> Outcome:
    handling = list(
        dict.fromkeys(e for name, group in attribute_index(page).items() if name.startswith("on") for e in group)
    )
    if not handling:
        return not_applicable("no event handlers")
    findings = [Finding(fault, element) for element in handling if (fault := _fault(element))]
    return measured(len(findings), checked=len(handling), findings=findings)


def _fault(element: HtmlElement) -> str:
    get = element.attrib.get
    if get("ondblclick"):
        return "double click handler (ondblclick): cannot be done by keyboard"
    script = get("onmouseover") or get("onmouseenter")
    if script and not (get("onfocus") or get("onfocusin")) and not _ROLLOVER.search(script):
        return "mouse only handler (onmouseover without onfocus): nothing happens for the keyboard"
    return ""
