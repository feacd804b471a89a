"""Something shows where the keyboard's focus is.

Why it matters: who moves by keyboard and sees no sign of the focus is lost on the page.
What is measured: the share of links, buttons and other stops of the tabulator key, on pages without scripts, for which style sheets leave some sign of the focus.
Limits: on pages with scripts nobody can say for certain; text fields show a caret and are left out. Signs that are hard to see are judged elsewhere.
What to do: take `outline: none` out, or give `:focus` a strong outline of its own.
"""

from audits.derived.focus_signs import focus_signs
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
    signs = focus_signs(page)
    if not signs.touched:
        return not_applicable("no style sheet takes the browser's own sign away")
    if not signs.certain:
        return cannot_tell("a script or a style sheet that was not fetched may draw the focus")
    if not signs.places:
        return not_applicable("nothing takes the focus")
    findings = [
        Finding("focus is not visible: the outline is taken away and nothing put in its place", place)
        for place in signs.bare
    ]
    return passing(len(signs.places), findings)
