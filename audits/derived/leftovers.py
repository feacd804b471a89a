"""Small marks of the web of long ago: conditional comments, spacer pictures, document.write."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.generator import comments
from audits.page import Page

_CONDITION = re.compile(r"^\s*\[if\b[^\]]*\]>", re.IGNORECASE)
_SPACER = re.compile(
    r"(?:^|/)(?:spacer|blank|transparent|clear|pixel|shim|trans|dot_clear|cleardot|leer|vide|1x1|1px)[\w-]*\.gif(?:[?#].*)?$",
    re.IGNORECASE,
)
_WRITE = re.compile(r"\bdocument\.write(?:ln)?\s*\(")


@derived
def conditional_comments(page: Page) -> tuple[str, ...]:
    """The conditions of comments that only Internet Explorer read."""
    return tuple(found.group(0).strip()[1:-2] for text in comments(page) if (found := _CONDITION.match(text)))


@derived
def spacer_images(page: Page) -> tuple[HtmlElement, ...]:
    """Pictures of nothing that push other things into place, by name, or by size with a .gif."""
    return tuple(image for image in page.elements("img") if _is_spacer(image))


@derived
def writing_scripts(page: Page) -> tuple[HtmlElement, ...]:
    """Scripts in the page that write into it while it loads."""
    return tuple(
        script
        for script in page.elements("script")
        if script.text and "document.write" in script.text and _WRITE.search(script.text)
    )


@derived
def leftover_counts(page: Page) -> tuple[int, int, int]:
    """How many conditional comments, spacer pictures and writing scripts, for site audits."""
    return len(conditional_comments(page)), len(spacer_images(page)), len(writing_scripts(page))


def _is_spacer(image: HtmlElement) -> bool:
    source = image.get("src", "").strip()
    if ".gif" not in source.lower():
        return False
    if _SPACER.search(source):
        return True
    sizes = {image.get("width", "").strip(), image.get("height", "").strip()}
    # A counting pixel of another company is one by one as well, and no .gif of the page's own layout.
    return "1" in sizes and source.lower().endswith(".gif") and "://" not in source and sizes != {"1"}
