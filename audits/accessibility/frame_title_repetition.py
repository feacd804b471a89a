"""Frames with the same title hold the same thing.

Why it matters: two frames called "Map" leave open which is which.
What is measured: the share of titled frames whose title no other frame with another address has.
Limits: two addresses can hold the same thing; a person must look.
What to do: give each frame a `title` of its own.
"""

from collections import defaultdict

from lxml.html import HtmlElement

from audits.derived.accessible_name import accessible_name
from audits.derived.hidden import hidden_from_at
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "ACT 4b1c6c"],
    related=["4.1.2"],
    aliases=["axe:frame-title-unique"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example('<iframe title="Map" src="/a"></iframe><iframe title="Film" src="/b"></iframe>', gives=1.0),
        Example('<iframe title="Map" src="/a"></iframe><iframe id="review" title="map" src="/b"></iframe>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def frame_title_repetition(page: Page) -> Outcome:
    by_name: dict[str, list[HtmlElement]] = defaultdict(list)
    for frame in page.elements("iframe", "frame"):
        if not hidden_from_at(page, frame) and (name := accessible_name(page, frame).lower()):
            by_name[name].append(frame)
    if not by_name:
        return not_applicable("no frames with a title")
    findings = []
    for name, frames in by_name.items():
        first, *others = frames
        differing = [frame for frame in others if page.join(frame.get("src", "")) != page.join(first.get("src", ""))]
        findings += [Finding(f"a further frame called “{name[:60]}”", frame, level="review") for frame in differing]
    frames_in_all = sum(map(len, by_name.values()))
    names_twice = {
        accessible_name(page, finding.element).lower() for finding in findings if finding.element is not None
    }
    wrong = sum(len(by_name[name]) for name in names_twice)
    return measured(1 - wrong / frames_in_all, checked=frames_in_all, findings=findings)
