"""Pictures that say something are not marked as decoration.

Why it matters: with an empty `alt` a picture does not exist for who cannot see it.
What is measured: the share of pictures with an empty alternative that are small, repeat their text, or lie beside text that may say it all.
Limits: only a person can say what a picture conveys; findings are only for looking at.
What to do: if the picture shows something the text does not say, write it into the `alt`.
"""

from lxml.html import HtmlElement

from audits.derived.wording import worded
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_SMALL = 100
_ORNAMENT = (
    "spacer",
    "line",
    "bullet",
    "dot",
    "bg",
    "back",
    "deco",
    "border",
    "corner",
    "shadow",
    "pixel",
    "blank",
    "arrow",
    "icon",
    "divider",
    "separator",
    "gradient",
    "flourish",
    "logo",
)
_SPOTS = 5


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.1.1 (A)", "WCAG Technique F38, near", "ACT e88epe"],
    related=["1.1.1"],
    severity="minor",
    effort="minutes",
    examples=[
        Example(
            '<p>Boats <img src="dot.gif" alt=""> <img src="small.jpg" alt="" width="20" height="20"></p>', gives=1.0
        ),
        Example('<div><img id="review" src="poster.jpg" alt="" width="400" height="600"></div>', gives=0.0),
        Example('<img src="poster.jpg" alt="Poster">', gives="not_applicable"),
    ],
)
def empty_alternatives(page: Page) -> Outcome:
    images = [image for image in page.elements("img") if image.get("alt") == ""]
    if not images:
        return not_applicable("no images with an empty alternative")
    asked = [image for image in images if _telling(image)]
    findings = [
        Finding(
            "image with an empty alt: is it really decorative, or does it need a text alternative?",
            image,
            level="review",
        )
        for image in asked[:_SPOTS]
    ]
    return measured(1 - len(asked) / len(images), checked=len(images), findings=findings)


def _telling(image: HtmlElement) -> bool:
    """Is it large, alone in its box, and not named as an ornament?"""
    sizes = [int(v) for name in ("width", "height") if (v := image.get(name, "").removesuffix("px")).isdigit()]
    if sizes and min(sizes) < _SMALL:
        return False
    source = (image.get("src") or "").rpartition("/")[2].lower()
    if not source or "?" in source or image.get("title") or any(word in source for word in _ORNAMENT):
        return False
    if next(image.iterancestors("a", "button", "figure", "li"), None) is not None:
        return False
    parent = image.getparent()
    return parent is not None and not worded(parent)
