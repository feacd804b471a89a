"""The space between letters can be widened.

Why it matters: many people with dyslexia or low vision read better with more space and set it in their browser; `!important` in a `style` attribute stops that.
What is measured: the share of `style` attributes fixing the letter spacing with `!important`, over text that is seen, that leave at least 0.12 times the text size.
Limits: only `style` attributes are judged, because only they cannot be overruled by a reader's own style.
What to do: take `!important` away.
"""

from audits.derived.forced_spacing import fixed_spacing
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_LEAST = 0.12
"""Of the text size (WCAG 1.4.12)."""


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.12 (AA)", "ACT 24afc2"],
    wcag=["1.4.12"],
    aliases=["axe:avoid-inline-spacing"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<p style="letter-spacing: .15em !important">Hello there</p>', gives=1.0),
        Example('<p id="fail" style="letter-spacing: 1px !important">Hello there</p>', gives=0.0),
        Example(
            '<p style="letter-spacing: 0">Hello there</p><p hidden style="letter-spacing: 0 !important">x</p>',
            gives="not_applicable",
        ),
    ],
)
def letter_spacing(page: Page) -> Outcome:
    fixed = fixed_spacing(page, "letter-spacing")
    if not fixed:
        return not_applicable("no style attribute fixes the letter spacing")
    findings = [
        Finding(f"fixes the letter spacing at {each.least:.2g} times the text size", each.element)
        for each in fixed
        if each.least < _LEAST - 1e-6
    ]
    return passing(len(fixed), findings)
