"""The place where the keyboard is can be seen.

Why it matters: who moves through a page by keys is lost when nothing shows which link or field they stand on.
What is measured: the share of the stops of a walk with the Tab key where something shows the focus. Styles are compared first, then pictures with and without the focus. A stop that lies outside the screen, is invisible, or is wholly covered by a fixed bar does not show it either.
Limits: only the sampled pages are opened, at most 70 stops of each, and pictures are compared for at most 12; whether the mark is strong enough is not measured.
What to do: do not remove outlines (`outline: none`); give links and fields a thick outline of a strong colour when focused, and take what is hidden out of the Tab order.
"""

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.4.7 (AA)", "WCAG 2.2 SC 2.4.11 (AA)"],
    wcag=["2.4.7"],
    grade="failure",
    severity="serious",
    effort="hour",
    rendered=True,
    examples=[
        Example(
            '<a href="/a">A</a>', gives=1.0, sight={"keyboard": {"stops": [{"selector": "html > body > a", "x": 1}]}}
        ),
        Example(
            '<a id="fail" href="/a">A</a><a id="b" href="/b">B</a>',
            gives=0.5,
            sight={
                "keyboard": {
                    "stops": [{"selector": "#fail", "unseen": True, "snippet": "<a"}, {"selector": "#b"}],
                }
            },
        ),
        Example("<p>Words</p>", gives="not_applicable", sight={"keyboard": {"stops": []}}),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)
def focus_visibility(page: Page) -> Outcome:
    """The share of stops that show where the keyboard is."""
    keys = seen(page, "keyboard")
    if keys is None:
        return cannot_tell(unseen(page))
    stops = keys["stops"]
    if not stops:
        return not_applicable("Tab stops nowhere")
    findings = []
    for stop in stops:
        if stop.get("unseen"):
            findings.append(spot(page, stop, "the focus is not visible: nothing shows that the keyboard is here"))
        elif stop.get("hidden"):
            findings.append(spot(page, stop, "the keyboard comes here, but it cannot be seen"))
        elif stop.get("covered"):
            findings.append(spot(page, stop, "the keyboard comes here under a bar that covers it", wcag=("2.4.11",)))
    return passing(len(stops), findings)
