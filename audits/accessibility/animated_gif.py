"""Pictures do not move by themselves.

Why it matters: a moving picture draws the eye away from the text and cannot be stopped; flashing can bring on seizures.
What is measured: the number of animated GIFs: those whose file is known to hold several frames, is too large for one frame, or is named as an animation.
Limits: the file itself is read only where it was kept; otherwise a short animation of an ordinary name is not told.
What to do: use a still picture, or a film with a button that stops it.
"""

from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_NAMES = (
    "anim",
    "blink",
    "flash",
    "loading",
    "loader",
    "spinner",
    "moving",
    "rotat",
    "spinning",
    "dancing",
    "laufschrift",
    "animation",
    "animé",
    "movimento",
)
_PER_PIXEL = 1.6
"""Bytes for each pixel that one frame cannot exceed: 8 bits, at most 12 of them in GIF's packing."""
_LIMIT = 5.0
"""Seconds of movement from which WCAG 2.2.2 asks for a way to stop it."""
_FLASHES = 3.0
"""Changes a second from which flashing is dangerous (WCAG 2.3.1)."""


@dataclass(frozen=True, slots=True)
class _Frames:
    count: int
    seconds: float
    forever: bool


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 2.2.2 (A)", "WCAG 2.2 SC 2.3.1 (A)", "WCAG Technique G152"],
    related=["2.2.2", "2.3.1"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example('<img src="boat.gif" alt="Boat" width="200" height="100">', gives=0),
        Example('<img id="fail" src="pics/boat_anim.gif" alt="Boat">', gives=1),
        Example(
            '<img id="fail" src="boat.gif" alt="Boat" width="20" height="10">',
            gives=1,
            files={"boat.gif": b"GIF89a" + bytes(5000)},
            note="too many bytes for one frame",
        ),
        Example('<img src="boat.jpg" alt="Boat">', gives="not_applicable"),
    ],
)
def animated_gif(page: Page) -> Outcome:
    images = [image for image in page.elements("img") if _path(image).endswith(".gif")]
    if not images:
        return not_applicable("no GIF images")
    findings = []
    seen: set[str] = set()
    for image in images:
        source = image.get("src", "")
        if source not in seen and (why := _moves(page, image)):
            findings.append(Finding(f"animated GIF, a moving image that cannot be stopped: {why}", image))
        seen.add(source)
    return measured(len(findings), checked=len(images), findings=findings)


def _path(image: HtmlElement) -> str:
    return (image.get("src") or "").partition("?")[0].lower()


def _moves(page: Page, image: HtmlElement) -> str:
    fetch = page.answer(page.join(image.get("src")))
    if fetch is not None and fetch.ok:
        if (frames := _frames(fetch.wire)) is not None:
            return _speed(frames)
        width, height = _pixels(image, "width"), _pixels(image, "height")
        if width and height and fetch.wire_bytes and fetch.wire_bytes > width * height * _PER_PIXEL + 2000:
            return "its file is too large for a single frame"
    name = _path(image).rpartition("/")[2]
    return "its name says so" if any(word in name for word in _NAMES) else ""


def _speed(frames: _Frames) -> str:
    if frames.count < 2 or (not frames.forever and frames.seconds <= _LIMIT):
        return ""
    rate = frames.count / frames.seconds if frames.seconds else 10.0
    flashing = f", {rate:.0f} changes a second (flashing?)" if rate > 2 * _FLASHES else ""
    return f"{frames.count} frames{flashing}"


def _frames(body: bytes) -> _Frames | None:
    """Frames, length of one round and endlessness of a GIF; `None` where the bytes are not a whole GIF."""
    if body[:6] not in {b"GIF87a", b"GIF89a"} or len(body) < 13:
        return None
    place = 13 + (3 << ((body[10] & 7) + 1) if body[10] & 0x80 else 0)
    count, hundredths, forever = 0, 0, False
    while place < len(body):
        kind = body[place]
        if kind == 0x3B:
            return _Frames(count, hundredths / 100, forever)
        if kind == 0x21:
            label = body[place + 1 : place + 2]
            if label == b"\xf9":
                hundredths += int.from_bytes(body[place + 4 : place + 6], "little")
            elif body[place + 3 : place + 14] == b"NETSCAPE2.0":
                forever = body[place + 16 : place + 18] == b"\0\0"
            place = _after_blocks(body, place + 2)
        elif kind == 0x2C and place + 10 < len(body):
            count += 1
            flags = body[place + 9]
            place = _after_blocks(body, place + 11 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0))
        else:
            return None
    return None


def _after_blocks(body: bytes, place: int) -> int:
    while place < len(body) and body[place]:
        place += body[place] + 1
    return place + 1


def _pixels(image: HtmlElement, name: str) -> int:
    value = image.get(name, "").strip().removesuffix("px")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
