"""The space between words can be widened.

Why it matters: many people with dyslexia or low vision read better with more space and set it in their browser; `!important` in a `style` attribute stops that.
What is measured: the share of `style` attributes fixing the word spacing with `!important`, over text that is seen, that leave at least 0.16 times the text size.
Limits: only `style` attributes are judged, because only they cannot be overruled by a reader's own style.
What to do: take `!important` away.
"""

from audits.derived.forced_spacing import fixed_spacing
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_LEAST = 0.16
"""Of the text size (WCAG 1.4.12)."""


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.12 (AA)", "ACT 9e45ec"],
    wcag=["1.4.12"],
    aliases=["axe:avoid-inline-spacing"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<p style="word-spacing: .2em !important">Hello there</p>', gives=1.0),
        Example('<p id="fail" style="word-spacing: normal !important">Hello there</p>', gives=0.0),
        Example('<p style="word-spacing: 0 !important">Hello</p>', gives="not_applicable", note="one word alone"),
        Example('<p style="word-spacing: 0">Hello there</p>', gives="not_applicable"),
    ],
)
def word_spacing(page: Page) -> Outcome:
    fixed = fixed_spacing(page, "word-spacing")
    if not fixed:
        return not_applicable("no style attribute fixes the word spacing")
    findings = [
        Finding(f"fixes the word spacing at {each.least:.2g} times the text size", each.element)
        for each in fixed
        if each.least < _LEAST - 1e-6
    ]
    return passing(len(fixed), findings)
