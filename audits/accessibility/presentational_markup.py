"""Looks are made by style, not by outdated elements.

Why it matters: `font`, `center` and their like say how text looks and not what it is, and keep people from setting their own sizes and colours.
What is measured: the number of elements that HTML has dropped because they only say how things look.
Limits: moving text is a matter of its own; attributes such as `bgcolor` are counted with inline colours.
What to do: take them out, mark headings as headings, and give looks in one style sheet for all pages.
"""

from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_DROPPED = (
    "font",
    "center",
    "basefont",
    "big",
    "strike",
    "tt",
    "nobr",
    "spacer",
    "multicol",
    "xmp",
    "listing",
    "plaintext",
    "dir",
    "acronym",
    "applet",
    "bgsound",
    "isindex",
    "noembed",
)


@page_audit(
    unit="count",
    standards=["HTML Living Standard, 16.2: non-conforming features", "WCAG Technique F2, near"],
    related=["1.3.1", "1.4.5"],
    severity="minor",
    effort="day",
    examples=[
        Example("<p>Plain <strong>words</strong>.</p>", gives=0),
        Example(
            "<center id=fail-1><p id=x><font id=fail-2 size=5>Big</font> <font size=1>small</font></p></center>",
            gives=3,
        ),
        Example("<html lang=en><title>x</title><frameset><frame src=a.html></frameset>", gives="not_applicable"),
    ],
)
def presentational_markup(page: Page) -> Outcome:
    if page.elements("frameset"):
        return not_applicable("a page of frames holds no text")
    found = {tag: elements for tag in _DROPPED if (elements := page.elements(tag))}
    findings = [
        Finding(f"deprecated (obsolete) presentational element <{tag}>, {_times(len(elements))}", elements[0])
        for tag, elements in found.items()
    ]
    return measured(sum(map(len, found.values())), findings=findings)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
