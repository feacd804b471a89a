"""Embedded players do not hide from screen readers.

Why it matters: with `wmode` set to "opaque" or "transparent", Flash and its like are not told to screen readers at all, and keyboards get stuck in them.
What is measured: the number of embedded objects with such a window mode.
Limits: browsers have dropped Flash; where the object is gone for all, this is the least of its troubles.
What to do: replace the object by ordinary HTML or `video`.
"""

from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_HIDING = frozenset({"opaque", "transparent", "direct", "gpu"})


@page_audit(
    unit="count",
    standards=["Adobe: Flash accessibility, window mode", "GDS accessibility tool audit, 2018: wmode"],
    related=["2.1.2", "4.1.2"],
    severity="moderate",
    effort="day",
    examples=[
        Example('<object data="a.swf"><param name="movie" value="a.swf"></object>', gives=0),
        Example('<object id="fail" data="a.swf"><param name="wmode" value="transparent"></object>', gives=1),
        Example('<embed id="fail" src="a.swf" wmode="opaque">', gives=1),
        Example("<p>None</p>", gives="not_applicable"),
    ],
)
def window_mode(page: Page) -> Outcome:
    objects = page.elements("object", "embed")
    if not objects:
        return not_applicable("no embedded objects")
    findings = []
    for one in objects:
        modes = [one.get("wmode", "")]
        modes += [
            param.get("value", "") for param in one if param.tag == "param" and param.get("name", "").lower() == "wmode"
        ]
        if any(mode.strip().lower() in _HIDING for mode in modes):
            findings.append(Finding("wmode hides the embedded object (Flash) from screen readers and keyboard", one))
    return measured(len(findings), checked=len(objects), findings=findings)
