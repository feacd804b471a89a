"""Words are text, not pictures of text.

Why it matters: words in a picture cannot be enlarged without blur, recoloured, translated or searched.
What is measured: the share of pictures that are not headings, buttons or menu items drawn as images.
Limits: told by where they stand and by their file names; logos are left out, and what a picture really shows is not seen.
What to do: write the words as text and style them.
"""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audits.derived.wording import plain, quoted
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_NAMED = re.compile(
    r"^(?:(?:btn|button|but|nav|menu|mnu|tab|head(?:ing|line|er)?text|headline|heading|title|ttl|titel|titre|titulo|titolo|txt|text|hdr|knopf|schalter|bouton|boton|caption|word|banner-?text)"
    r"[\s_.-]?\w*|\w+[_-](?:btn|button|nav|menu|title|titel|heading|headline|text|txt|hdr))$",
    re.IGNORECASE,
)
_LOGO = re.compile(
    r"logo|wappen|emblem|badge|crest|icon|banner|photo|foto|bild|pic|arrow|pfeil|bg|back|line|dot|bullet|spacer|hamburger|toggle|search|close",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.5 (AA)", "WCAG Technique C30"],
    related=["1.4.5"],
    severity="moderate",
    effort="day",
    examples=[
        Example('<h2>Prices</h2><img src="boat.jpg" alt="Our boat at the quay">', gives=1.0),
        Example('<h2><img id="fail" src="prices.gif" alt="Prices"></h2>', gives=0.0),
        Example('<a href="a.html"><img id="fail" src="img/nav_prices.gif" alt="Prices"></a>', gives=0.0),
        Example('<h1><img src="logo.png" alt="Eastfield Scouts"></h1>', gives=1.0),
        Example("<p>No picture.</p>", gives="not_applicable"),
    ],
)
def text_images(page: Page) -> Outcome:
    images = [image for image in page.elements("img", "input") if plain(image.get("alt") or "") and image.get("src")]
    if not images:
        return not_applicable("no images with an alternative text")
    findings = [
        Finding(f"image of text: words are shown as an image: {quoted(image.get('alt', ''))}", image)
        for image in images
        if _of_text(image)
    ]
    return passing(len(images), findings)


def _of_text(image: HtmlElement) -> bool:
    stem = _stem(image.get("src", ""))
    if not stem or _LOGO.search(stem) or "logo" in image.get("alt", "").lower() or len(image.get("alt", "")) > 80:
        return False
    if (
        image.tag == "img"
        and stem.endswith((".gif", ".png", ".bmp"))
        and (heading := next(image.iterancestors(*_HEADINGS), None)) is not None
    ):
        return plain("".join(heading.itertext())) == ""
    linked = next(image.iterancestors("a", "button"), None) is not None
    return (
        linked or image.tag == "input" or bool(re.match(r"(?i)title|ttl|titel|titre|head|hdr|txt|text", stem))
    ) and bool(_NAMED.match(stem.rpartition(".")[0]))


def _stem(source: str) -> str:
    if source.startswith("data:"):
        return ""
    try:
        return urlsplit(source).path.rpartition("/")[2]
    except ValueError:
        return ""
