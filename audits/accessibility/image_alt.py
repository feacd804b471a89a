"""Images have a text alternative.

Why it matters: who cannot see the image hears its `alt`; without one, the file name is read out, or nothing.
What is measured: the share of `img` elements that have an accessible name (`alt`, `aria-label`, `title`) or are marked as decoration (`alt=""`). Hidden images and those inside a named button do not count.
Limits: an `alt` that is present can still say nothing useful.
What to do: give every picture an `alt` that says what it shows, or `alt=""` where it is only decoration.
"""

from lxml.html import HtmlElement

from audits.derived.accessible_name import accessible_name, named_by_author
from audits.derived.hidden import hidden_from_at
from audits.derived.roles import role, silenced
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
        Example(
            '<img src="boat.png" alt="A boat"><img src="line.png" alt=""><img src="x.png" title="A map">', gives=1.0
        ),
        Example('<img id="fail" src="boat.png">', gives=0.0),
        Example(
            '<img id="fail-1" src="a.png" alt=" "><img id="fail-2" role="none" tabindex="0" src="b.png">', gives=0.0
        ),
        Example('<img src="boat.png" hidden>', gives="not_applicable"),
        Example("<p>No picture.</p>", gives="not_applicable"),
    ],
)
def image_alt(page: Page) -> Outcome:
    images = [image for image in page.elements("img") if not hidden_from_at(page, image)]
    if not images:
        return not_applicable("no images")
    nameless = [
        image
        for image in images
        if role(page, image) == "img" and not accessible_name(page, image) and not _inside_named(page, image)
    ]
    return passing(len(images), [Finding("image without a text alternative", image) for image in nameless])


def _inside_named(page: Page, image: HtmlElement) -> bool:
    return silenced(page, image) and any(named_by_author(page, up) for up in image.iterancestors())
