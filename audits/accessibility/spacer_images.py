"""Space is made by style, not by invisible images.

Why it matters: spacer images are read out where their `alt` is missing, break when text is enlarged, and do not fit small screens.
What is measured: the number of tiny or transparent images that only push things apart.
Limits: told by their size and file name; a stretched picture of another name is not told.
What to do: use margins and padding in the style sheet, and take the spacer images out.
"""

import re

from lxml.html import HtmlElement

from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_NAMED = re.compile(
    r"^(?:[a-z0-9]*[_-])?(?:spacer|blank|clear|cleardot|clearpixel|clear1x1|trans|transparent|transp|shim|pixel|pix|dot_clear|cleargif|1x1|1px"
    r"|leer|blind|vide|vacio|vuoto|leeg|pusty|prazno|invisible|filler|dummy|null|void)[_-]?\d{0,3}(?:x\d+)?\.(?:gif|png)$",
    re.IGNORECASE,
)
_SIZE = re.compile(r"^\s*(\d+)")


@page_audit(
    unit="count",
    standards=["HTML Living Standard, 4.8.4.4: images only for layout", "WCAG Technique C18"],
    related=["1.1.1"],
    severity="minor",
    effort="day",
    examples=[
        Example('<img src="boat.png" alt="Boat" width="300" height="200">', gives=0),
        Example(
            '<img id="fail-1" src="img/spacer.gif" alt="" width="10" height="80"> <img id="fail-2" src="r.gif" width="1" height="9">',
            gives=2,
        ),
        Example(
            '<img src="https://stats.example/pixel.gif" width="1" height="1" alt="">', gives=0, note="counts visitors"
        ),
        Example("<p>No picture.</p>", gives="not_applicable"),
    ],
)
def spacer_images(page: Page) -> Outcome:
    images = page.elements("img")
    if not images:
        return not_applicable("no images")
    findings = [Finding("spacer image used for layout", image) for image in images if _spacer(image)]
    return measured(len(findings), checked=len(images), findings=findings)


def _spacer(image: HtmlElement) -> bool:
    source = image.get("src") or ""
    if source.startswith("data:") or not source.lower().split("?")[0].endswith((".gif", ".png")):
        return False
    width, height = _length(image, "width"), _length(image, "height")
    if width is not None and height is not None and max(width, height) <= 1:
        return False  # one single point: a counter of visitors
    thin = (width is not None and width <= 1) or (height is not None and height <= 1)
    foreign = source.startswith(("http:", "https:", "//"))
    if thin and width is not None and height is not None and not foreign:
        return not (image.get("alt") or "").strip()
    return (
        bool(_NAMED.match(source.split("?")[0].rpartition("/")[2]))
        and not (image.get("alt") or "").strip()
        and not image.get("data-src")
    )


def _length(image: HtmlElement, name: str) -> int | None:
    found = _SIZE.match(image.get(name) or "")
    return int(found[1][:6]) if found else None
