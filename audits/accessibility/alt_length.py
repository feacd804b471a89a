"""An alternative text is short.

Why it matters: an alternative is heard in one go: one cannot stop in it, go back, or skip it.
What is measured: the share of images with an alternative text of no more than 200 characters.
Limits: where a picture is all text, its alternative must be long; then the text belongs into the page.
What to do: say in a sentence what the picture shows, and put everything else into the text beside it.
"""

from audits.derived.wording import quoted, squeezed
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_LONG = 200
"""Characters; style guides say 100 to 150, screen readers once broke at 125 (a design choice on the safe side)."""


@page_audit(
    unit="share",
    standards=["WCAG Technique G94, near", "Harvard: Write helpful alt text, 2020"],
    related=["1.1.1"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<img src="a.jpg" alt="Our boat at the quay">', gives=1.0),
        Example('<img id="fail" src="a.jpg" alt="' + "Our boat at the quay " * 15 + '">', gives=0.0),
        Example("<p>No picture.</p>", gives="not_applicable"),
    ],
)
def alt_length(page: Page) -> Outcome:
    images = [(image, squeezed(image.get("alt") or "")) for image in page.elements("img", "area", "input")]
    images = [(image, alt) for image, alt in images if alt]
    if not images:
        return not_applicable("no images with an alternative text")
    findings = [
        Finding(f"image alt text is too long ({len(alt)} characters): {quoted(alt, 40)}", image)
        for image, alt in images
        if len(alt) > _LONG
    ]
    return passing(len(images), findings)
