"""Pictures are no larger than they are shown.

Why it matters: a photograph of 4,000 pixels shown 300 wide is paid for in full and seen in part.
What is measured: the share of the page's pictures whose file has no more than twice the pixels across that their place on a phone, or on a desk screen where one file serves both, can show; with the kilobytes wasted.
Limits: needs the size of the file in pixels, which the first bytes of the file tell; where they were not kept, a picture is judged by its weight for its place.
What to do: save pictures at the size they are shown at, twice that at most, or offer several sizes with `srcset`.
"""

from audits.derived.pictures import Picture, pictured
from audits.model import Answer, Example, Finding, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page

_TIMES = 2.0  # files of up to twice the needed width are forgiven: screens differ
_WASTE = 12 * 1024  # bytes; less is no matter (the ignore threshold of Lighthouse's uses-responsive-images)
_BYTES_A_PIXEL = 1.0  # no photograph needs more, in any format


def _png(width: int, height: int, size: int) -> Answer:
    """The first bytes of a picture of that size, as a crawl keeps them, for the examples below."""
    head = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return Answer(head, headers={"content-type": "image/png", "content-length": str(size)})


@page_audit(
    unit="share",
    standards=["Lighthouse uses-responsive-images, image-size-responsive"],
    aliases=["lighthouse:uses-responsive-images"],
    severity="serious",
    effort="hour",
    examples=[
        Example('<img src="a.png" width="300">', gives=1.0, files={"/a.png": _png(500, 300, 60_000)}),
        Example('<img id="fail" src="a.png" width="300">', gives=0.0, files={"/a.png": _png(4000, 3000, 900_000)}),
        Example('<img id="fail" src="a.jpg" width="100" height="80">', gives=0.0, files={"/a.jpg": Answer(headers={"content-length": "400000"})}),
        Example('<img src="a.jpg">', gives="cannot_tell"),
        Example("<p>No picture.</p>", gives="not_applicable"),
    ],
)  # fmt: skip
def oversized_images(page: Page) -> Outcome:
    found = pictured(page)
    if not found:
        return not_applicable("no pictures")
    known = [
        (element, picture) for element, picture in found if picture.wire_bytes is not None and picture.kind != "svg"
    ]
    if not known:
        return cannot_tell("no picture was fetched")
    findings = [Finding(words, element) for element, picture in known if (words := _too_large(picture))]
    return passing(len(known), findings)


def _too_large(picture: Picture) -> str:
    if picture.width and picture.needed:
        if picture.width <= _TIMES * picture.needed or picture.wasted_bytes < _WASTE:
            return ""
        waste = picture.wasted_bytes / 1024
        return (
            f"the file is {picture.width} pixels wide, {picture.needed:.0f} would do; about {waste:,.0f} KB are wasted"
        )
    if picture.shown and picture.needed and picture.wire_bytes:
        enough = _BYTES_A_PIXEL * picture.needed**2  # a square of that width: tall pictures are rare
        if picture.wire_bytes > enough + _WASTE:
            return f"the file weighs {picture.wire_bytes / 1024:,.0f} KB for a place {picture.shown:.0f} pixels wide"
    return ""
