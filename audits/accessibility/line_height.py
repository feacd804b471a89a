"""The space between lines can be widened.

Why it matters: many people with dyslexia or low vision read better with more space and set it in their browser; `!important` in a `style` attribute stops that.
What is measured: the share of `style` attributes fixing the line height with `!important`, over text that is seen, that leave at least 1.5 times the text size, where the text surely takes more than one line.
Limits: only `style` attributes are judged, because only they cannot be overruled by a reader's own style.
What to do: take `!important` away.
"""

from audits.derived.forced_spacing import fixed_spacing
from audits.derived.text_box import surely_wraps
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_LEAST = 1.5
"""Of the text size (WCAG 1.4.12)."""


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.12 (AA)", "ACT 78fd32"],
    wcag=["1.4.12"],
    aliases=["axe:avoid-inline-spacing"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example(
            '<p style="line-height: 1.6 !important; width: 90px">One line after another after another</p>', gives=1.0
        ),
        Example(
            '<p id="fail" style="line-height: 1em !important; width: 90px">One line after another after another</p>',
            gives=0.0,
        ),
        Example(
            '<p style="line-height: 1 !important">One line</p><p style="line-height: 1">x</p>', gives="not_applicable"
        ),
    ],
)
def line_height(page: Page) -> Outcome:
    fixed = [
        each for each in fixed_spacing(page, "line-height") if any(surely_wraps(page, text) for text in each.texts)
    ]
    if not fixed:
        return not_applicable("no style attribute fixes the line height")
    findings = [
        Finding(f"fixes the line height at {each.least:.2g} times the text size", each.element)
        for each in fixed
        if each.least < _LEAST - 1e-6
    ]
    return passing(len(fixed), findings)
