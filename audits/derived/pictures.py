"""The pictures of a page: which file a phone picks, how large it is shown, how large it is."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.cascade import cascade
from audits.derived.image_header import ImageHeader, image_of
from audits.derived.viewport import viewport
from audits.page import Page
from audits.store.media_query import PHONE_RATIO
from audits.store.subresources import candidates, image_candidate, join, source_size

ROOMY = 1400.0
"""Pixels that a picture as wide as its column may have where one file serves phones and desks alike."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`shown` is its width on a phone in CSS pixels, `needed` the pixels its file needs for that and for a desk screen.

    `width`, `height` are those of the file, `wire_bytes` its size; each `None` where nobody knows. `choice`: other
    files are offered for other screens. `kind` such as "jpeg".
    """

    url: str
    kind: str
    shown: float | None
    needed: float | None
    width: int | None
    height: int | None
    wire_bytes: int | None
    lazy: bool
    choice: bool
    animated: bool

    @property
    def wasted_bytes(self) -> int:
        """Bytes that pixels nobody sees take, by area."""
        if not (self.wire_bytes and self.width and self.needed) or self.width <= self.needed or self.kind == "svg":
            return 0
        return round(self.wire_bytes * (1 - (self.needed / self.width) ** 2))


@derived
def pictures(page: Page) -> tuple[Picture, ...]:
    """The pictures without their elements, for what outlives the tree."""
    return tuple(picture for _, picture in pictured(page))


@derived
def pictured(page: Page) -> list[tuple[HtmlElement, Picture]]:
    """Every `img` that loads a file, with its picture."""
    found = []
    for element in page.elements("img"):
        href, _ = image_candidate(element, viewport(page).device)
        url = join(page.base, href)
        if url:
            found.append((element, _picture(page, element, url)))
    return found


def _picture(page: Page, element: HtmlElement, url: str) -> Picture:
    header = image_of(page, url) or ImageHeader("")
    fetch = page.answer(url)
    shown, fluid = _shown(page, element, header)
    choice = bool(candidates(element.get("srcset") or "")[1:]) or _in_picture(element)
    needed = None if shown is None else shown * PHONE_RATIO
    if needed is not None and fluid and not choice:
        needed = max(needed, ROOMY)
    return Picture(
        url=url,
        kind=header.kind,
        shown=shown,
        needed=needed,
        width=header.width,
        height=header.height,
        wire_bytes=fetch.wire_bytes if fetch is not None and fetch.ok else None,
        lazy=(element.get("loading") or "").strip().lower() == "lazy",
        choice=choice,
        animated=header.animated,
    )


def _shown(page: Page, element: HtmlElement, header: ImageHeader) -> tuple[float | None, bool]:
    """The width on a phone, at most, and whether it follows that of its column."""
    style = cascade(page)
    layout = viewport(page).width
    said = style.value(element, "width")
    limit = style.px(element, "max-width", layout)
    fluid = "%" in said or "vw" in said or "%" in style.value(element, "max-width")
    width = style.px(element, "width", layout)
    if width is None and (height := style.px(element, "height")) is not None and header.width and header.height:
        width = height * header.width / header.height
    if width is None and element.get("srcset") and element.get("sizes"):
        width, fluid = source_size(element.get("sizes"), viewport(page).device), True
    if width is None and header.width is not None:
        width = float(header.width)
    if width is not None and limit is not None:
        width = min(width, limit)
    return width, fluid and (width is None or width > layout / 2)


def _in_picture(element: HtmlElement) -> bool:
    return any(parent.tag == "picture" for parent in element.iterancestors())
