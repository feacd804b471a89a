"""Pictures keep their place before they are loaded.

Why it matters: on a slow connection a page without sizes jumps about while it is read, and people touch the wrong link.
What is measured: the share of pictures whose height is known beforehand: from `width` and `height`, or from the style.
Limits: pictures inside boxes of fixed height do no harm and are counted all the same.
What to do: write the file's `width` and `height` into each `img`; `max-width: 100%; height: auto` in the style keeps them flexible.
"""

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.presentation import dimension
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["Lighthouse unsized-images", "Core Web Vitals: cumulative layout shift"],
    aliases=["lighthouse:unsized-images"],
    severity="minor",
    effort="hour",
    examples=[
        Example('<img src="a.png" width="300" height="200">', gives=1.0),
        Example('<style>img{height:auto}</style><img src="a.png" width="300" height="200">', gives=1.0),
        Example('<style>.p{aspect-ratio:3/2;width:100%}</style><img class="p" src="a.png">', gives=1.0),
        Example('<img id="fail" src="a.png">', gives=0.0),
        Example('<img id="fail" src="a.png" width="300">', gives=0.0),
        Example("<p>No picture.</p>", gives="not_applicable"),
    ],
)
def image_dimensions(page: Page) -> Outcome:
    style = cascade(page)
    shown = [
        image for image in page.elements("img") if (image.get("src") or image.get("srcset")) and not style.hidden(image)
    ]
    if not shown:
        return not_applicable("no pictures")
    loose = [image for image in shown if not _sized(image, style)]
    return passing(len(shown), [Finding("no room is kept for this picture while it loads", image) for image in loose])


def _sized(image: HtmlElement, style: Cascade) -> bool:
    if dimension(image.get("width")) and dimension(image.get("height")):
        return True
    if style.own(image, "height") not in {None, "auto"}:
        return True
    if style.own(image, "aspect-ratio") not in {None, "auto"}:
        return True
    return style.value(image, "position") in {"absolute", "fixed"}
