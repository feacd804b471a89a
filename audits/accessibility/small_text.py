"""Text is not tiny.

Why it matters: letters below 10 pixels can hardly be read by anybody, and not at all with poor sight.
What is measured: the share of passages with words whose letters are 10 CSS pixels high or more.
Limits: sub- and superscripts and text of one or two signs are left out; sizes set by scripts are not seen.
What to do: leave running text at the browser's own size (16 pixels) and small print above 12.
"""

from audits.derived.cascade import Cascade, cascade
from audits.derived.passages import Passage, passages
from audits.derived.wording import places
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_SMALL = 9.5
"""Pixels below which letters are tiny; 10 px, the smallest size of old style guides, passes."""


@page_audit(
    unit="share",
    standards=["WCAG Technique C12, near", "SIA-R74"],
    related=["1.4.4"],
    aliases=["alfa:sia-r74"],
    severity="moderate",
    effort="hour",
    examples=[
        Example("<p>Bring boots.</p> <p style='font-size: 0.8em'>And a torch</p>", gives=1.0),
        Example("<p id=fail style='font-size: 8px'>Bring boots.</p>", gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def small_text(page: Page) -> Outcome:
    worded = [passage for passage in passages(page) if len(passage.text) > 4]
    if not worded:
        return not_applicable("no text")
    style = cascade(page)
    tiny = [(passage, size) for passage in worded if 1.5 < (size := _size(style, passage)) < _SMALL]
    findings = [
        Finding(
            f"tiny text: the font size is {size:.3g} px, too small to read{places(len(tiny))}",
            passage.place,
            snippet=passage.quote,
        )
        for passage, size in tiny[:1]
    ]
    return measured(1 - len(tiny) / len(worded), checked=len(worded), findings=findings)


def _size(style: Cascade, passage: Passage) -> float:
    """The size of the block's own text, or of the one inline element that holds all of it."""
    if passage.bare or len(passage.inline) != 1:
        return style.font_px(passage.element)
    if passage.inline[0].tag in {"sub", "sup"}:
        return 16.0
    return style.font_px(passage.inline[0])
