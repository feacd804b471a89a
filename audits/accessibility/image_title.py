"""An image's title does not contradict or replace its alternative.

Why it matters: some screen readers read `alt`, some `title`, some both; who sees the tooltip gets a third version.
What is measured: the share of images with a `title` whose `alt` is there and says as much.
Limits: a title that adds something of use is counted too; it would be better off as visible text.
What to do: write one good `alt`, and drop the `title`; a caption for all belongs under the picture.
"""

from lxml.html import HtmlElement

from audits.derived.wording import plain, quoted
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["HTML Living Standard, 3.2.6.1: the title attribute", "WCAG Technique F39, near"],
    related=["1.1.1"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<img src="a.png" alt="Our boats" title="Our boats">', gives=1.0),
        Example('<img id="fail" src="a.png" alt="Our boats" title="Go to the summer camp">', gives=0.0),
        Example('<img id="fail" src="a.png" alt="" title="Our boats">', gives=0.0),
        Example('<img src="a.png" alt="Our boats">', gives="not_applicable"),
    ],
)
def image_title(page: Page) -> Outcome:
    images = [image for image in page.elements("img", "area") if (image.get("title") or "").strip()]
    if not images:
        return not_applicable("no images with a title")
    findings = [Finding(fault, image) for image in images if (fault := _fault(image))]
    return passing(len(images), findings)


def _fault(image: HtmlElement) -> str:
    alt, title = image.get("alt"), image.get("title", "")
    if alt is None:
        return ""  # the audit of missing alternatives speaks of it
    if not alt.strip():
        return f"image has an empty alt and a title: {quoted(title)}"
    heard, shown = plain(alt), plain(title)
    if heard == shown or shown in heard:
        return ""
    return f"image has alt and title that are different: {quoted(alt, 40)} and {quoted(title, 40)}"
