"""The heaviest files of a site, and what each would weigh after the obvious mending."""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass

from audits.derived import derived
from audits.derived.page_resources import Part, page_resources
from audits.derived.pictures import Picture, pictures
from audits.visit import Visit

TOP = 10
_PACK_CAP = 4 * 1024 * 1024  # bytes packed to see how small they get
_PHONE_PHOTO = 100 * 1024  # a photograph 720 pixels wide, a phone's full width, as WebP of middling quality

_TO_WEBP = {"jpeg": 0.75, "png": 0.6, "gif": 0.7, "bmp": 0.05, "tiff": 0.05}
"""What is left of a file saved as WebP: 25-34 % less than JPEG, 26 % less than PNG without loss and far less with
(Google's WebP studies); BMP and TIFF are not packed at all."""

_TO_WOFF2 = {"ttf": 0.45, "otf": 0.55, "woff": 0.75}
"""What is left of a font as WOFF2 (W3C's WOFF 2.0 evaluation report: a quarter less than WOFF)."""


@dataclass(frozen=True, slots=True)
class HeavyFile:
    """One file: its address, a page it stands on and on how many, its bytes on the wire, what mending saves, and how."""

    url: str
    page: str
    pages: int
    kind: str
    wire_bytes: int
    saved_bytes: int
    remedy: str


@derived
def heavy_files(visit: Visit) -> tuple[HeavyFile, ...]:
    """The ten heaviest files that the site itself serves."""
    parts: dict[str, tuple[Part, str]] = {}
    seen: Counter[str] = Counter()
    shown: dict[str, Picture] = {}
    for page in visit.pages:
        for part in page_resources(page).parts:
            if part.own and part.body_bytes and part.status == 200:
                parts.setdefault(part.url, (part, page.url))
                seen[part.url] += 1
        for picture in pictures(page):
            other = shown.get(picture.url)
            if other is None or (picture.needed or 0) > (other.needed or 0):
                shown[picture.url] = picture
    heaviest = sorted(parts.values(), key=lambda pair: -(pair[0].body_bytes or 0))[:TOP]
    found = []
    for part, page_url in heaviest:
        saved, remedy = _mended(visit, part, shown.get(part.url))
        found.append(HeavyFile(part.url, page_url, seen[part.url], str(part.kind), part.body_bytes or 0, saved, remedy))
    return tuple(found)


def _mended(visit: Visit, part: Part, picture: Picture | None) -> tuple[int, str]:
    size = part.body_bytes or 0
    if part.kind in {"document", "style", "script"} or "svg" in part.media_type:
        if part.packed and part.packed != "identity":
            return 0, ""
        return max(size - _packed(visit, part.url, size), 0), "let the server pack it (gzip or Brotli)"
    if part.kind == "font":
        ending = part.url.partition("?")[0].rpartition(".")[2].lower()
        left = _TO_WOFF2.get(ending, 1.0)
        return round(size * (1 - left)), "save it as WOFF2" if left < 1 else ""
    if part.kind == "image":
        return _mended_picture(size, part, picture)
    if part.kind == "media" and not part.partial:
        return size, "do not play it by itself: let people start it"
    return 0, ""


def _mended_picture(size: int, part: Part, picture: Picture | None) -> tuple[int, str]:
    kind = picture.kind if picture and picture.kind else part.media_type.removeprefix("image/").replace("jpg", "jpeg")
    if picture is not None and picture.animated:
        return round(size * 0.6), "save the moving picture as a video or WebP"
    left, words = 1.0, []
    if picture is not None and picture.width and picture.needed and picture.width > picture.needed * 1.1:
        left *= (picture.needed / picture.width) ** 2
        words.append(f"{picture.needed:.0f} pixels wide")
    if kind in _TO_WEBP:
        left *= _TO_WEBP[kind]
        words.append("as WebP")
    target = size * left
    if picture is None or not picture.width:
        # Its pixels are not known: where its place on the page is, that bounds it; else a phone's width does.
        area = (picture.needed / 720) ** 2 if picture is not None and picture.needed else 1.0
        if target > _PHONE_PHOTO * area:
            target = _PHONE_PHOTO * min(area, 4.0)
            words = [
                f"{picture.needed:.0f} pixels wide"
                if picture is not None and picture.needed
                else "no wider than it is shown",
                "as WebP",
            ]
    saved = max(round(size - target), 0)
    return saved, "save it " + ", ".join(words) if words and saved else ""


def _packed(visit: Visit, url: str, size: int) -> int:
    """The size of the text packed, by packing it; a quarter where its body was not kept."""
    fetch = visit.answers.get(url)
    if fetch is None or not fetch.wire or len(fetch.wire) > _PACK_CAP:
        return size // 4
    return len(zlib.compress(fetch.wire, 6)) + 12
