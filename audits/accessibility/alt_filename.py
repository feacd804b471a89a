"""An alternative text is no file name.

Why it matters: "IMG underscore 2034 dot jpg" is all that a blind visitor hears of the picture.
What is measured: the share of images with an alternative text whose text is not the name of a picture file.
Limits: that a criterion fails is only said where the text is the picture's own file name, ending and all, and no link or caption is about the file; a file name that happens to be a word passes unless it is exactly that of the picture with its ending.
What to do: write what the picture shows; editors offer the field as "alternative text" or "description".
"""

import re
from typing import TypedDict
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from audits.derived.wording import quoted, squeezed
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.store.records import Grade

_NAME = re.compile(r"^[\w\s()./\\:%+~-]+\.(?:jpe?g|png|gif|bmp|svg|webp|tiff?|ico|avif|heic|psd)$", re.IGNORECASE)
_CAMERA = re.compile(
    r"^(?:img|dscn?|dscf|dsci|pict|image|p|mvc|imgp|sam|cimg|kif|hpim|sany|photo|foto|bild|scan|wp|pxl|mov|gopr|screenshot|screen shot)"
    r"[\s_-]*\d{3,}[\w\s_.-]*$",
    re.IGNORECASE,
)
_CODE = re.compile(r"^(?=.*[_\d])(?=.*[a-z])[a-z0-9]+(?:[_-][a-z0-9]+)+$")


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.1.1 (A)", "WCAG Technique F30"],
    related=["1.1.1"],
    severity="serious",
    effort="hour",
    examples=[
        Example('<img src="boat.jpg" alt="Our boat"> <img src="line.gif" alt="">', gives=1.0),
        Example('<img id="fail" src="boat_07.jpg" alt="boat_07.jpg">', gives=0.0),
        Example('<img id="fail" src="x.jpg" alt="DSC_00231">', gives=0.0),
        Example('<img id="fail" src="pics/old-boat_2.jpg" alt="old-boat_2">', gives=0.0),
        Example('<input type="image" id="fail" src="go.gif" alt="go.gif">', gives=0.0),
        Example('<img src="boat.jpg" alt="Boat">', gives=1.0, note="a word, though it is the file's too"),
        Example("<p>No picture.</p>", gives="not_applicable"),
    ],
)
def alt_filename(page: Page) -> Outcome:
    images = [image for image in page.elements("img", "input", "area") if squeezed(image.get("alt") or "")]
    if not images:
        return not_applicable("no images with an alternative text")
    findings = [
        Finding(f"image alt text is a file name: {quoted(image.get('alt', ''))}", image, **_sureness(image))
        for image in images
        if _file_name(image)
    ]
    return passing(len(images), findings)


class _Sureness(TypedDict, total=False):
    grade: Grade
    wcag: tuple[str, ...]


def _sureness(image: HtmlElement) -> _Sureness:
    """The picture's own file name, ending and all, is no alternative (F30), unless a link or a caption is about the file."""
    alt = squeezed(image.get("alt", ""))
    if not _NAME.match(alt) or alt.lower() != unquote(urlsplit(image.get("src") or "").path.rpartition("/")[2]).lower():
        return {}
    if any(up.tag in {"a", "button", "figure", "li", "td", "label"} for up in image.iterancestors()):
        return {}
    return {"grade": "failure", "wcag": ("1.1.1",)}


def _file_name(image: HtmlElement) -> bool:
    alt = squeezed(image.get("alt", ""))
    if len(alt) > 120:
        return False
    if _NAME.match(alt) or _CAMERA.match(alt):
        return True
    stem = _stem(image.get("src") or "")
    return bool(stem) and alt.lower() == stem and bool(_CODE.match(stem))


def _stem(source: str) -> str:
    try:
        path = urlsplit(source).path
    except ValueError:
        return ""
    return unquote(path.rpartition("/")[2]).rpartition(".")[0].lower()
