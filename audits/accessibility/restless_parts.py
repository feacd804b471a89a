"""Nothing blinks or moves without end.

Why it matters: movement beside a text draws the eyes away; some people cannot read on at all, and fast flashes can bring on a fit.
What is measured: parts of the opened page that move or blink for more than five seconds: those that styles move, and those that still change in pictures taken more than five seconds after the page was there (scripts, films, animated pictures).
Limits: only the sampled pages are opened; by pictures only the first glass is watched, and what pauses for a second or more between two movements is missed, as is a button that stops it. Films with controls are left out.
What to do: let movement end within five seconds, or begin only when asked for; honour `prefers-reduced-motion`.
"""

from collections.abc import Iterator

from lxml.html import HtmlElement

from audits.derived.sight import element_at, seen, spot, unseen
from audits.model import Example, Finding, Outcome, cannot_tell, measured, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 2.2.2 (A)", "WCAG 2.2 SC 2.3.1 (A)"],
    related=["2.2.2", "2.3.1"],
    severity="moderate",
    effort="minutes",
    rendered=True,
    examples=[
        Example("<p>Words</p>", gives=0, sight={"motion": []}),
        Example(
            '<p id="fail">Now!</p>',
            gives=1,
            sight={"motion": [{"selector": "#fail", "snippet": "<p", "properties": ["opacity"], "milliseconds": 1000, "turns": 1, "area": 900}]},
        ),
        Example(
            '<div id="fail"><p>Now!</p></div>',
            gives=1,
            note="a script moves it",
            sight={"motion": [], "frames": {"moving": [{"selector": "#fail", "snippet": "<div", "tag": "div", "controls": False}]}},
        ),
        Example(
            '<div id="fail"><p id="a">Now!</p></div>',
            gives=1,
            note="one movement, seen twice",
            sight={
                "motion": [{"selector": "#fail", "snippet": "<div", "properties": ["left"], "milliseconds": 1000, "turns": 1, "area": 900}],
                "frames": {"moving": [{"selector": "#a", "snippet": "<p", "tag": "p", "controls": False}]},
            },
        ),
        Example(
            '<video controls id="a"></video>',
            gives=0,
            sight={"motion": [], "frames": {"moving": [{"selector": "#a", "snippet": "<video", "tag": "video", "controls": True}]}},
        ),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)  # fmt: skip
def restless_parts(page: Page) -> Outcome:
    """Parts that move or blink without end."""
    motion = page.facts.get("motion")
    if motion is None:
        return cannot_tell(unseen(page))
    findings = []
    for part in motion:
        each = part["milliseconds"] / max(1, part["turns"])
        flashes = set(part["properties"]) & _LIGHT and 0 < each < _FLASH / 2 and part["area"] >= _LARGE
        said = (
            "this may flash more than three times a second"
            if flashes
            else "this blinks or moves for more than five seconds"
        )
        findings.append(spot(page, part, said, severity="critical" if flashes else None))
    findings += _seen_moving(page, [finding.element for finding in findings if finding.element is not None])
    return measured(len(findings), checked=max(1, len(findings)), findings=findings)


def _seen_moving(page: Page, known: list[HtmlElement]) -> Iterator[Finding]:
    """What pictures show moving and no style explains; something that holds or is held by what is known is the same."""
    for part in (seen(page, "frames") or {}).get("moving", ()):
        element = element_at(page, part["selector"])
        related = {element, *element.iterancestors(), *element.iterdescendants()} if element is not None else set()
        if not part["controls"] and not related & set(known):
            yield spot(page, part, "this still changes more than five seconds after the page was there")
            known = [*known, element] if element is not None else known


_LIGHT = {"opacity", "visibility", "backgroundColor", "color", "filter"}
_FLASH = 333  # milliseconds of one flash, on and off: three a second (SC 2.3.1)
_LARGE = 21_824  # pixels: a quarter of ten degrees of sight on a common screen (general flash threshold)
