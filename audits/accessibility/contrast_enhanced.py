"""Text stands out strongly from what is behind it.

Why it matters: people with a greater loss of sight need more than the least contrast the guidelines ask for.
What is measured: the share of elements with text, where both colours are certain from the style sheets, whose contrast is at least 7 to 1, or 4.5 to 1 for large text.
Limits: text that fails the least contrast is not listed again; only the strictest level of the guidelines (AAA) asks for this; what cannot be told is left out as in the audit of the least contrast.
What to do: make the text of longer passages black or nearly so on a light ground.
"""

from audits.derived.known_style import COLOURS_UNKNOWN, colours_known
from audits.derived.text_contrast import text_contrasts
from audits.model import Example, Finding, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.6 (AAA)", "ACT 09o5cg"],
    related=["1.4.6"],
    aliases=["axe:color-contrast-enhanced"],
    severity="minor",
    effort="hour",
    examples=[
        Example('<p style="color: #333; background: #fff">Dark</p>', gives=1.0),
        Example('<p id="fail" style="color: #666">Greyish</p><p>Black</p>', gives=0.5),
        Example('<p style="color: #aaa; background: url(sky.jpg)">Who knows</p>', gives="cannot_tell"),
    ],
)
def contrast_enhanced(page: Page) -> Outcome:
    if not colours_known(page):
        return cannot_tell(COLOURS_UNKNOWN)
    seen, texts = text_contrasts(page)
    if not texts:
        return not_applicable("no text")
    if not seen:
        return cannot_tell("the colour of no text is certain")
    findings = [
        Finding(f"text with a contrast of {each.ratio:.2g} to 1 where {needed:g} is needed", each.element)
        for each in seen
        if not each.pale and each.ratio < (needed := 4.5 if each.large else 7.0) - 0.05
    ]
    return passing(len(seen), findings)
