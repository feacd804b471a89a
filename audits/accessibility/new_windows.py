"""A link says so when it opens a new window.

Why it matters: a new window takes the way back away; who does not see it open is lost, and who has trouble remembering is too.
What is measured: the share of links with `target="_blank"` or a script's `window.open` that announce the new window in their words, title or picture.
Limits: an announcement by a picture from the style sheet alone is not seen, nor is it heard by anybody.
What to do: let links open in the same window; where that cannot be, add "(opens in a new window)" to the link.
"""

from audits.derived.anchors import Anchor, anchors
from audits.derived.attributes import with_attribute
from audits.derived.wording import mentions
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_TARGETS = frozenset(
    {"_blank", "_new", "blank", "new", "newwindow", "new_window", "_newwindow", "_newtab", "neu", "popup"}
)


@page_audit(
    unit="share",
    standards=["WCAG Technique G201", "WCAG 2.2 SC 3.2.5 (AAA)"],
    related=["3.2.5"],
    severity="minor",
    effort="hour",
    examples=[
        Example('<a target="_blank" href="http://a.org/">A (opens in a new window)</a>', gives=1.0),
        Example('<a id="fail" target="_blank" href="http://a.org/">A</a>', gives=0.0),
        Example('<a id="fail" href="a.html" onclick="window.open(this.href); return false">A</a>', gives=0.0),
        Example('<a target="_blank" href="http://a.org/" title="Neues Fenster">A</a>', gives=1.0),
        Example('<a href="a.html" target="main">A</a>', gives="not_applicable", note="may be a frame"),
    ],
)
def new_windows(page: Page) -> Outcome:
    aimed = {*with_attribute(page, "target"), *with_attribute(page, "onclick")}
    opening = [
        anchor
        for anchor in anchors(page)
        if (anchor.element in aimed or anchor.href[:11].lower() == "javascript:")
        and anchor.name
        and _opens(page, anchor)
    ]
    if not opening:
        return not_applicable("no links that open a new window")
    findings = [
        Finding("link opens a new window or tab without warning", anchor.element)
        for anchor in opening
        if not _announced(page, anchor)
    ]
    return passing(len(opening), findings)


def _opens(page: Page, anchor: Anchor) -> bool:
    target = anchor.element.get("target", "").strip().lower()
    if target in _TARGETS:
        return not any(frame.get("name", "").lower() == target for frame in page.elements("iframe", "frame"))
    script = anchor.href if anchor.href[:11].lower() == "javascript:" else anchor.element.get("onclick", "")
    return "window.open" in script


def _announced(page: Page, anchor: Anchor) -> bool:
    described = anchor.element.get("aria-describedby", "").split()
    notes = ["".join(page.ids[name][0].itertext()) for name in described if name in page.ids]
    heard = " ".join([anchor.label, anchor.alt, anchor.text, anchor.title, *notes])
    return bool(mentions("new_window").search(heard))
