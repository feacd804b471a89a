"""Nothing blinks or moves without end.

Why it matters: movement beside a text draws the eyes away; some people cannot read on at all, and fast flashes can bring on a fit.
What is measured: parts of the opened page that move or blink by styles for more than five seconds.
Limits: only the sampled pages are opened; movement drawn by scripts, films and pictures is not seen here, nor is a button that stops it.
What to do: let movement end within five seconds, or begin only when asked for; honour `prefers-reduced-motion`.
"""

from audits.derived.sight import spot, unseen
from audits.model import Example, Outcome, cannot_tell, measured, page_audit
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
    return measured(len(findings), checked=max(1, len(findings)), findings=findings)


_LIGHT = {"opacity", "visibility", "backgroundColor", "color", "filter"}
_FLASH = 333  # milliseconds of one flash, on and off: three a second (SC 2.3.1)
_LARGE = 21_824  # pixels: a quarter of ten degrees of sight on a common screen (general flash threshold)
