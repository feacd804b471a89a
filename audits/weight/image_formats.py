"""Pictures are saved in formats that keep them small.

Why it matters: WebP and AVIF show the same picture in two thirds or half the bytes of JPEG; BMP and TIFF are not packed at all, and moving GIFs weigh ten times a video.
What is measured: the share of the bytes of the page's pictures that come as WebP, AVIF or SVG, or in files so small (under 10 KB) that the format does not matter.
Limits: JPEG and PNG of modest size are no fault; only large savings are pointed at.
What to do: save photographs as WebP (every browser since 2020 shows it), drawings as SVG, moving pictures as video.
"""

from audits.derived.pictures import Picture, pictured
from audits.model import Answer, Example, Finding, Outcome, cannot_tell, measured, not_applicable, page_audit
from audits.page import Page

_MODERN = {"webp", "avif", "svg"}
_UNPACKED = {"bmp", "tiff"}
_SMALL = 10 * 1024
_LARGE = 100 * 1024


@page_audit(
    unit="share",
    standards=["Lighthouse modern-image-formats, efficient-animated-content"],
    aliases=["lighthouse:modern-image-formats"],
    severity="minor",
    effort="hour",
    examples=[
        Example('<img src="a.webp">', gives=1.0, files={"/a.webp": Answer(headers={"content-length": "90000"})}),
        Example('<img id="fail" src="a.bmp">', gives=0.0, files={"/a.bmp": Answer(headers={"content-length": "90000", "content-type": "image/bmp"})}),
        Example('<img id="review" src="a.jpg">', gives=0.0, files={"/a.jpg": Answer(headers={"content-length": "400000"})}),
        Example('<img src="a.gif">', gives=1.0, files={"/a.gif": Answer(headers={"content-length": "900"})}),
        Example('<img src="a.jpg">', gives="cannot_tell"),
        Example("<p>No picture.</p>", gives="not_applicable"),
    ],
)  # fmt: skip
def image_formats(page: Page) -> Outcome:
    found = pictured(page)
    if not found:
        return not_applicable("no pictures")
    known = [(element, picture) for element, picture in found if picture.wire_bytes]
    if not known:
        return cannot_tell("no picture was fetched")
    total = sum(picture.wire_bytes or 0 for _, picture in known)
    good = sum(picture.wire_bytes or 0 for _, picture in known if _fine(picture))
    findings = []
    for element, picture in known:
        size = (picture.wire_bytes or 0) / 1024
        if picture.kind in _UNPACKED and not _fine(picture):
            findings.append(Finding(f"{picture.kind.upper()} of {size:,.0f} KB: this format is not packed", element))
        elif picture.animated and size > _LARGE / 1024:
            findings.append(Finding(f"moving GIF of {size:,.0f} KB: a video would be a tenth", element))
        elif not _fine(picture) and size > _LARGE / 1024:
            words = f"{picture.kind.upper() or 'picture'} of {size:,.0f} KB: as WebP it would be about a third less"
            findings.append(Finding(words, element, level="review"))
    return measured(round(good / total, 3), checked=len(known), findings=findings)


def _fine(picture: Picture) -> bool:
    return picture.kind in _MODERN or (picture.wire_bytes or 0) < _SMALL
