"""Images with a text alternative are not hidden from those who need it.

Why it matters: an image that has words in its `alt`, but is marked as decoration or hidden from assistive technology, keeps these words from the people they are for.
What is measured: the share of seen images with words in their `alt` that assistive technology meets. Images in a named link or button, or beside text with the same words, do not count.
Limits: an image may be hidden because its words stand elsewhere on the page in other terms.
What to do: take `aria-hidden` or `role="none"` away, or empty the `alt` where the image is only decoration.
"""

import re

from lxml.html import HtmlElement

from audits.derived.hidden import hidden_from_at, hidden_from_sight
from audits.derived.roles import role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_WORD = re.compile(r"[^\W\d_]{2,}")


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.1.1 (A)", "ACT e88epe"],
    wcag=["1.1.1"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<img src="a.png" alt="Our boat">', gives=1.0),
        Example(
            '<img id="fail-1" src="a.png" alt="Our boat" aria-hidden="true"><img id="fail-2" src="b.png" alt="A map" role="none">',
            gives=0.0,
        ),
        Example('<a href="/"><img src="a.png" alt="Our boat" aria-hidden="true"> Our boat</a>', gives="not_applicable"),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def hidden_image_alt(page: Page) -> Outcome:
    images = [
        image
        for image in page.elements("img")
        if _WORD.search(image.get("alt", "")) and not hidden_from_sight(page, image)
    ]
    kept = [image for image in images if hidden_from_at(page, image) or role(page, image) == "none"]
    guilty = [image for image in kept if not _said_elsewhere(image)]
    checked = len(images) - len(kept) + len(guilty)
    if not checked:
        return not_applicable("no images with words in their alternative")
    message = "image with an alternative, hidden from assistive technology"
    return passing(checked, [Finding(message, image) for image in guilty])


def _said_elsewhere(image: HtmlElement) -> bool:
    """Does it stand in a link, button or hidden block, or in text that has its words?"""
    if any(
        up.tag in {"a", "button", "figure"} or up.get("aria-hidden") or up.get("role") for up in image.iterancestors()
    ):
        return True
    around = next((up for up in image.iterancestors() if "".join(up.itertext()).strip()), None)
    if around is None:
        return False
    words = {word.lower() for word in _WORD.findall("".join(around.itertext())[:5000])}
    return any(word.lower() in words for word in _WORD.findall(image.get("alt", "")))
