"""Large pictures come in a size for phones.

Why it matters: a phone shows a picture 400 to 700 pixels wide; sending it the one of 2,000 made for desks wastes most of the bytes.
What is measured: the share of pictures above 1,000 pixels or 150 KB that offer phones a smaller file (`srcset` or `picture`).
Limits: the size in pixels is known only where the first bytes of the file were kept.
What to do: let the content system make several sizes (WordPress does by itself), or write a `srcset` with a file of 800 pixels.
"""

from audits.derived.pictures import Picture, pictured
from audits.model import Answer, Example, Finding, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page

_WIDE = 1000  # pixels of the file
_HEAVY = 150 * 1024


@page_audit(
    unit="share",
    standards=["Lighthouse uses-responsive-images", "HTML standard: responsive images"],
    severity="minor",
    effort="hour",
    examples=[
        Example(
            '<meta name="viewport" content="width=device-width"><img src="a.jpg" srcset="a-800.jpg 800w, a.jpg 1600w">',
            gives=1.0,
            files={"/a-800.jpg": Answer(headers={"content-length": "200000"})},
        ),
        Example(
            '<img id="fail" src="a.jpg">', gives=0.0, files={"/a.jpg": Answer(headers={"content-length": "600000"})}
        ),
        Example(
            '<img src="a.jpg">', gives="not_applicable", files={"/a.jpg": Answer(headers={"content-length": "20000"})}
        ),
        Example('<img src="a.jpg">', gives="cannot_tell"),
        Example("<p>No picture.</p>", gives="not_applicable"),
    ],
)
def responsive_images(page: Page) -> Outcome:
    found = pictured(page)
    if not found:
        return not_applicable("no pictures")
    known = [
        (element, picture) for element, picture in found if picture.wire_bytes is not None or picture.width is not None
    ]
    if not known:
        return cannot_tell("no picture was fetched")
    large = [(element, picture) for element, picture in known if _large(picture)]
    if not large:
        return not_applicable("no large pictures")
    findings = [
        Finding("phones get the same large file as desks", element) for element, picture in large if not picture.choice
    ]
    return passing(len(large), findings)


def _large(picture: Picture) -> bool:
    if picture.kind == "svg":
        return False
    return (picture.width or 0) > _WIDE or (picture.wire_bytes or 0) > _HEAVY
