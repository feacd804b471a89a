"""Frames have a title.

Why it matters: who hears a page is told that a frame begins; without a title nobody knows what is in it or whether to enter.
What is measured: the share of `iframe` and `frame` elements that have a `title` or `aria-label`. Frames that are hidden, marked as presentation or one pixel small do not count.
Limits: a title can be there and still not say what the frame holds.
What to do: give the frame a `title`, such as `title="Map of how to find us"`.
"""

from lxml.html import HtmlElement

from audits.derived.accessible_name import accessible_name
from audits.derived.hidden import hidden_from_at
from audits.derived.roles import explicit_role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "ACT cae760"],
    wcag=["4.1.2"],
    aliases=["axe:frame-title"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<iframe src="/map" title="Map"></iframe>', gives=1.0),
        Example('<iframe id="fail" src="/map" name="Map"></iframe>', gives=0.0),
        Example(
            '<iframe id="fail" src="/map" title=" " role="none" tabindex="0"></iframe>', gives=0.0, note="takes focus"
        ),
        Example('<iframe src="/t" width="1" height="1"></iframe>', gives="not_applicable"),
    ],
)
def frame_title(page: Page) -> Outcome:
    frames = [frame for frame in page.elements("iframe", "frame") if _met(page, frame)]
    if not frames:
        return not_applicable("no frames")
    nameless = [element for element in frames if not accessible_name(page, element)]
    return passing(len(frames), [Finding("frame without a title", element) for element in nameless])


def _met(page: Page, frame: HtmlElement) -> bool:
    tiny = frame.get("width", "").strip() in _TINY and frame.get("height", "").strip() in _TINY
    set_aside = explicit_role(frame) == "none" and frame.get("tabindex", "-1").strip().startswith("-")
    return not tiny and not set_aside and not hidden_from_at(page, frame)


_TINY = frozenset({"0", "1", "0px", "1px"})
