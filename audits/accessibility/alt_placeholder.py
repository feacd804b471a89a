"""An alternative text is no placeholder.

Why it matters: "image", "photo" or "alt text here" is heard in place of what the picture shows.
What is measured: the share of images with an alternative text that says more than "picture", "spacer", "bullet" and the like in 20 languages.
Limits: a longer text can say as little; whether it fits the picture is for a person to say.
What to do: write what the picture shows or does; where it is only decoration, leave `alt=""`.
"""

import re

from lxml.html import HtmlElement

from audits.derived.wording import phrases, plain, quoted, squeezed
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_NUMBERED = re.compile(r"[\s_#.:-]*\d{1,4}$")
_DUMMY = re.compile(
    r"lorem ipsum|dolor sit|(?:insert|add|put|enter|your|write) .{0,20}\b(?:alt|image|description|text)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"^[\W_]+$")
_BULLETS = frozenset({"*", "-", "|", "•", "·", "+", "–", "—", "o", ".", ">", "»", "→", "...", "…"})


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.1.1 (A)", "WCAG Techniques F30, F39"],
    related=["1.1.1"],
    severity="serious",
    effort="hour",
    examples=[
        Example('<img src="boat.jpg" alt="Our boat"> <img src="l.gif" alt="">', gives=1.0),
        Example('<img id="fail-1" src="boat.jpg" alt="image"> <img id="fail-2" src="b.gif" alt="Photo 3">', gives=0.0),
        Example('<img id="fail" src="boat.jpg" alt="Insert a description here">', gives=0.0),
        Example('<img id="fail" src="dot.gif" alt="bullet"> <img src="c.jpg" alt="Bullet train">', gives=0.5),
        Example("<p>No picture.</p>", gives="not_applicable"),
    ],
)
def alt_placeholder(page: Page) -> Outcome:
    images = [image for image in page.elements("img", "input", "area") if (image.get("alt") or "").strip()]
    if not images:
        return not_applicable("no images with an alternative text")
    findings = [
        Finding(
            f"image alt text is a placeholder that does not describe the image: {quoted(image.get('alt', ''))}", image
        )
        for image in images
        if _placeholder(image)
    ]
    return passing(len(images), findings)


def _placeholder(image: HtmlElement) -> bool:
    alt = squeezed(image.get("alt", ""))
    if _SIGNS.match(alt):
        return alt not in _BULLETS  # a sign drawn as a picture is its own alternative
    heard = plain(alt)
    if _DUMMY.search(alt) and len(heard.split()) <= 8:
        return True
    return heard in phrases("alternative") or _NUMBERED.sub("", heard) in phrases("alternative") - {
        "",
        "fig",
        "figure",
        "slide",
    }
