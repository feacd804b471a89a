"""The style sheets were written with small screens in mind.

Why it matters: a page whose style knows one width only was made for one kind of screen.
What is measured: whether the site's own styles ask for the width of the screen (`@media`), or lay out with grid, flexible boxes or columns that adapt.
Limits: that a rule exists does not say that it is a good one.
What to do: begin with one rule that puts columns below each other under 700 pixels: `@media (max-width: 700px) { … }`.
"""

from audits.derived.cascade import Cascade, cascade
from audits.model import Example, Finding, Outcome, cannot_tell, measured, not_applicable, page_audit
from audits.page import Page

_FLEXIBLE = {"flex", "inline-flex", "grid", "inline-grid", "-webkit-box"}


@page_audit(
    unit="yes/no",
    standards=["Media Queries Level 3", "Ours: a static sign of responsive layout"],
    severity="minor",
    effort="day",
    examples=[
        Example("<style>@media (max-width:600px){#a{float:none}} #a{float:left}</style><div id=a>Words", gives=True),
        Example("<style>ul{display:flex;flex-wrap:wrap}</style><ul><li>One<li>Two</ul>", gives=True),
        Example('<html id="fail"><style>#a{float:left;width:300px}</style><div id=a>Words', gives=False),
        Example('<link rel="stylesheet" href="all.css"><p>Words', gives="cannot_tell"),
        Example("<p>Words without any style.</p>", gives="not_applicable"),
    ],
)
def responsive_styles(page: Page) -> Outcome:
    style = cascade(page)
    if _asks_for_width(style) or _flexes(style):
        return measured(True, checked=len(style.sheets))
    if not style.complete:
        return cannot_tell("some style sheets were not fetched")
    if not any(sheet.rules for sheet in style.sheets) and not page.elements("table", "font", "center"):
        return not_applicable("no styles: text that flows by itself")
    return measured(
        False, checked=len(style.sheets), findings=[Finding("no rule of its style looks at the screen", page.root)]
    )


def _asks_for_width(style: Cascade) -> bool:
    for linked in style.sheets:
        if "width" in linked.media:
            return True
        if any("width" in media for rule in linked.rules for media in rule.media):
            return True
    return False


def _flexes(style: Cascade) -> bool:
    return any(look.value("display") in _FLEXIBLE for look in style.different())
