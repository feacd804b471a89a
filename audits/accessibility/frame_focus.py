"""Frames with links in them can be entered with the keyboard.

Why it matters: a frame with a negative `tabindex` is passed over by the tabulator key, with all that is in it.
What is measured: the share of frames, that hold something to use, which the keyboard can enter.
Limits: frames from elsewhere are only seen where their page was fetched.
What to do: take the `tabindex` off the frame.
"""

import re

from lxml.html import HtmlElement

from audits.derived.focusable import tabindex_of, takes_focus_by_itself
from audits.derived.hidden import hidden_from_all
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.store.tree import tree_of


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.1.1 (A)", "ACT akn7bn"],
    wcag=["2.1.1"],
    aliases=["axe:frame-focusable-content"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example("""<iframe srcdoc="<a href='/'>Home</a>"></iframe>""", gives=1.0),
        Example("""<iframe id="fail" tabindex="-1" srcdoc="<a href='/'>Home</a>"></iframe>""", gives=0.0),
        Example('<iframe id="fail" tabindex="-1" src="/in"></iframe>', gives=0.0, files={"/in": "<button>Go</button>"}),
        Example('<iframe tabindex="-1" srcdoc="<p>x</p>"></iframe>', gives="not_applicable"),
    ],
)
def frame_focus(page: Page) -> Outcome:
    frames = [frame for frame in page.elements("iframe", "frame") if not hidden_from_all(page, frame)]
    barred = [frame for frame in frames if (tabindex_of(frame) or 0) < 0 and _usable(page, frame)]
    used = len(frames) - sum((tabindex_of(frame) or 0) < 0 for frame in frames) + len(barred)
    if not used:
        return not_applicable("no frames with something to use")
    return passing(used, [Finding("frame that the keyboard cannot enter", frame) for frame in barred])


def _usable(page: Page, frame: HtmlElement) -> bool:
    inside = frame.get("srcdoc")
    if inside is None:
        inside = page.answer_text(page.join(frame.get("src", "")))
    if not inside:
        return False
    root = tree_of(inside[:200_000]).root
    return any(_takes_focus(element) for element in root.iter() if isinstance(element.tag, str))


_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def _takes_focus(element: HtmlElement) -> bool:
    tabindex = tabindex_of(element)
    if any(_HIDING.search(up.get("style", "")) or "hidden" in up.attrib for up in (element, *element.iterancestors())):
        return False
    if "disabled" in element.attrib:
        return False
    return tabindex >= 0 if tabindex is not None else takes_focus_by_itself(element)
