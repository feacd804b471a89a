"""Images have a text alternative.

Why it matters: who cannot see the image hears its `alt`; without one, the file name is read out, or nothing.
What is measured: the share of images that carry an `alt`, an accessible name or a decorative role.
Limits: an `alt` that is present can still say nothing useful.
What to do: give every picture an `alt` that says what it shows, or `alt=""` where it is only decoration.
"""

from lxml.html import HtmlElement

from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.1.1 (A)", "ACT 23a2a8"],
    wcag=["1.1.1"],
    aliases=["axe:image-alt"],
    grade="failure",
    severity="critical",
    effort="hour",
    examples=[
        Example('<img src="boat.png" alt="A boat">', gives=1.0),
        Example('<img id="fail" src="boat.png">', gives=0.0),
        Example("<p>No picture.</p>", gives="not_applicable"),
    ],
)
def image_alt(page: Page) -> Outcome:
    images = page.elements("img")
    if not images:
        return not_applicable("no images")
    nameless = [image for image in images if not _named_or_decorative(image)]
    return passing(len(images), [Finding("image without a text alternative", image) for image in nameless])


def _named_or_decorative(image: HtmlElement) -> bool:
    if "alt" in image.attrib or image.get("role") in {"presentation", "none"}:
        return True
    return any(image.get(name, "").strip() for name in ("aria-label", "aria-labelledby", "title"))
