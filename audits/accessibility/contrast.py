"""Text stands out from what is behind it.

Why it matters: grey on white or yellow on blue cannot be read by many people with low vision, in sunlight, or on a poor screen.
What is measured: the share of elements with text, where both colours are certain from the style sheets, whose contrast is at least 4.5 to 1, or 3 to 1 for large text.
Limits: text over pictures, in boxes that are placed freely, with shadows, or where a style sheet is missing cannot be told and is left out; so is disabled text. Colours are those on a phone.
What to do: make the text darker or its ground lighter until a contrast checker says 4.5.
"""

from audits.derived.known_style import COLOURS_UNKNOWN, colours_known
from audits.derived.text_contrast import text_contrasts
from audits.model import Example, Finding, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.3 (AA)", "ACT afw4f7"],
    wcag=["1.4.3"],
    aliases=["axe:color-contrast"],
    grade="failure",
    severity="serious",
    effort="hour",
    examples=[
        Example('<p style="color: #333; background: #fff">Dark</p><h2 style="color: #888">Large</h2>', gives=1.0),
        Example('<p id="fail" style="color: #aaa">Pale</p><p>Black</p>', gives=0.5),
        Example('<p id="fail" style="color: #777">4.48 to 1</p><p style="color: #767676">4.54 to 1</p>', gives=0.5),
        Example('<p style="color: #aaa; background: url(sky.jpg)">Who knows</p>', gives="cannot_tell"),
        Example(
            '<p id="fail" style="color: #555; background: #fff; opacity: 0.5">Faded</p>'
            '<p style="color: #000; background: #fff; opacity: 0.8">Faded a little</p>',
            gives=0.5,
        ),
        Example('<button disabled style="color: #aaa">Off</button>', gives="not_applicable"),
        Example(
            '<meta name="color-scheme" content="dark"><p style="color: #eee">White on black</p>',
            gives="cannot_tell",
            note="the browser's own colours are other ones",
        ),
        Example(
            '<link rel="stylesheet" href="/lost.css"><p style="color: #aaa">Pale</p>',
            gives="cannot_tell",
            note="not fetched",
        ),
    ],
)
def contrast(page: Page) -> Outcome:
    if not colours_known(page):
        return cannot_tell(COLOURS_UNKNOWN)
    seen, texts = text_contrasts(page)
    if not texts:
        return not_applicable("no text")
    if not seen:
        return cannot_tell("the colour of no text is certain")
    findings = [
        Finding(
            f"text with a contrast of {int(each.ratio * 100) / 100:g} to 1 where {each.needed:g} is needed",
            each.element,
        )
        for each in seen
        if each.pale
    ]
    return passing(len(seen), findings)
