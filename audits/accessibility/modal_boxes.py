"""A box that opens over the page is a dialog.

Why it matters: where a lightbox is only a box, a screen reader is not told that it opened, and the keyboard stays in the page behind it.
What is measured: the share of boxes named as lightbox, modal or pop-up, and held over the page by style, that have the role of a dialog.
Limits: told by class and style; what a script adds when it opens is not seen.
What to do: use the `dialog` element, or `role="dialog"` with `aria-modal="true"` and a name; move focus into it and let Escape close it.
"""

import re

from lxml.html import HtmlElement

from audits.derived.cascade import cascade
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_NAMED = re.compile(
    r"(?:^|\s)(?:lightbox|light-box|modal|modal-(?:box|window|dialog)|popup|pop-up|popup-(?:box|window)|overlay-box|dialog|dialog-box)(?:\s|$)",
    re.IGNORECASE,
)
_STYLE = "<style>.lightbox { position: fixed; display: none }</style>"


@page_audit(
    unit="share",
    standards=["ARIA Authoring Practices: Dialog (Modal) Pattern", "WCAG 2.2 SC 4.1.2 (A), near"],
    related=["4.1.2", "2.4.3"],
    severity="moderate",
    effort="hour",
    examples=[
        Example(
            _STYLE + "<div class=lightbox role=dialog aria-label=News><p>News</p><a href=a.html>Join</a></div>",
            gives=1.0,
        ),
        Example(_STYLE + "<div id=fail class=lightbox><p>News</p><a href=a.html>Join</a></div>", gives=0.0),
        Example("<p class=modal>x</p>", gives="not_applicable"),
    ],
)
def modal_boxes(page: Page) -> Outcome:
    named = [e for e in page.elements("div", "section", "aside", "form") if (c := e.get("class")) and _NAMED.search(c)]
    if not named:
        return not_applicable("no lightboxes")
    style = cascade(page)
    boxes = [box for box in named if style.own(box, "position") in {"fixed", "absolute"} and _worded(box)]
    if not boxes:
        return not_applicable("no lightboxes")
    findings = [Finding("lightbox (modal box) is not marked up as a dialog", box) for box in boxes if not _dialog(box)]
    return passing(len(boxes), findings)


def _worded(box: HtmlElement) -> bool:
    return bool("".join(box.itertext()).strip())


def _dialog(box: HtmlElement) -> bool:
    roles = {"dialog", "alertdialog", "alert", "tooltip", "menu", "listbox"}
    if box.get("role") in roles or box.get("aria-modal"):
        return True
    return any(inner.get("role") in roles or inner.tag == "dialog" for inner in box.iterdescendants())
