"""Braille labels stand beside spoken ones.

Why it matters: an `aria-braillelabel` is a short form of the name for braille displays; without the name itself others hear nothing.
What is measured: the share of exposed elements with `aria-braillelabel` that have a name, and with `aria-brailleroledescription` that have an `aria-roledescription`.
Limits: whether they say the same is not judged.
What to do: give the element its name or description too.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.aria_attributes import annotated
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "WAI-ARIA 1.3"],
    wcag=["4.1.2"],
    aliases=["axe:aria-braille-equivalent"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<button aria-braillelabel="****">Four stars</button>', gives=1.0),
        Example('<img id="fail" src="a.png" alt="" aria-braillelabel="****">', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def aria_braille(page: Page) -> Outcome:
    checked, findings = 0, []
    for each in annotated(page):
        labelled = bool(each.attributes.get("aria-braillelabel", "").strip())
        described = bool(each.attributes.get("aria-brailleroledescription", "").strip())
        if not each.exposed or not (labelled or described):
            continue
        checked += 1
        if labelled and not accessible_name(page, each.element):
            findings.append(Finding("braille label without a name", each.element))
        elif described and not each.attributes.get("aria-roledescription", "").strip():
            findings.append(Finding("braille description of the role without aria-roledescription", each.element))
    if not checked:
        return not_applicable("no braille labels")
    return passing(checked, findings)
