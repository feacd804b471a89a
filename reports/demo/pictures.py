"""Draws the pictures of the example sites when they are asked for, so that the package carries none."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

Colour = tuple[int, int, int]

SKY, SEA, GRASS, NIGHT = (168, 209, 231), (44, 110, 127), (88, 140, 72), (28, 32, 58)
SUN, WOOD, BRICK, WHITE, BLACK = (255, 210, 74), (133, 94, 60), (164, 74, 52), (255, 255, 255), (20, 20, 20)


@dataclass(slots=True)
class Canvas:
    """Rows of red, green and blue bytes to draw flat shapes on."""

    width: int
    height: int
    ground: Colour
    rows: list[bytearray] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = [bytearray(bytes(self.ground) * self.width) for _ in range(self.height)]

    def span(self, y: int, left: int, right: int, colour: Colour) -> None:
        left, right = max(left, 0), min(right, self.width)
        if 0 <= y < self.height and left < right:
            self.rows[y][left * 3 : right * 3] = bytes(colour) * (right - left)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A rectangle; all measures are shares of the canvas, so that one drawing fits every size."""
        for line in range(int(y * self.height), int((y + height) * self.height)):
            self.span(line, int(x * self.width), int((x + width) * self.width), colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A disc; its radius is a share of the height."""
        centre_x, centre_y, reach = x * self.width, y * self.height, radius * self.height
        for line in range(int(centre_y - reach), int(centre_y + reach) + 1):
            half = max(reach**2 - (line - centre_y) ** 2, 0) ** 0.5
            self.span(line, int(centre_x - half), int(centre_x + half), colour)

    def peak(self, x: float, top: float, foot: float, half: float, colour: Colour) -> None:
        """A triangle that stands on its base: a hill, a tent, a roof."""
        for line in range(int(top * self.height), int(foot * self.height)):
            reach = (line / self.height - top) / (foot - top) * half * self.width
            self.span(line, int(x * self.width - reach), int(x * self.width + reach), colour)


def draw(scene: str, width: int, height: int) -> Canvas:
    """One of the few motifs that the example sites show."""
    ground = {"lanterns": NIGHT, "badge": WHITE, "banner": (51, 102, 51), "button": (0, 0, 160)}.get(scene, SKY)
    canvas = Canvas(width, height, ground)
    if scene in {"spacer", "clouds"}:
        canvas = Canvas(width, height, WHITE if scene == "spacer" else (214, 232, 244))
    elif scene == "lanterns":
        canvas.peak(0.5, 0.35, 1, 0.9, (40, 46, 70))
        for step in range(9):
            canvas.disc(0.08 + step * 0.105, 0.75 - step * 0.05, 0.05, SUN if step % 2 else (240, 140, 50))
    elif scene == "badge":
        canvas.disc(0.5, 0.5, 0.48, SEA)
        canvas.peak(0.5, 0.2, 0.75, 0.3, SUN)
    elif scene in {"banner", "button", "logo"}:
        canvas.box(0.02, 0.15, 0.1, 0.7, SUN)
        canvas.box(0.18, 0.4, 0.7, 0.2, WHITE if scene != "logo" else SEA)
    elif scene == "digits":
        canvas = Canvas(width, height, BLACK)
        for digit in range(6):
            canvas.box(0.05 + digit * 0.155, 0.2, 0.1, 0.6, (0, 220, 0))
    else:
        canvas.disc(0.82, 0.2, 0.1, SUN)
        canvas.peak(0.25, 0.3, 0.7, 0.35, (110, 150, 120))
        canvas.peak(0.65, 0.4, 0.7, 0.4, (96, 138, 108))
        canvas.box(0, 0.7, 1, 0.3, SEA if scene in {"boathouse", "beach"} else GRASS)
        if scene == "beach":
            canvas.box(0, 0.85, 1, 0.15, (226, 205, 160))
        elif scene == "camp":
            for place in (0.2, 0.45, 0.7):
                canvas.peak(place, 0.55, 0.8, 0.1, (214, 178, 60))
        else:  # a house with two doors: boathouse, brickworks, barn
            canvas.box(0.3, 0.45, 0.4, 0.35, BRICK if scene == "works" else WOOD)
            canvas.peak(0.5, 0.28, 0.46, 0.24, BLACK)
            canvas.box(0.36, 0.58, 0.1, 0.22, BRICK if scene == "boathouse" else BLACK)
            canvas.box(0.54, 0.58, 0.1, 0.22, BLACK)
    return canvas


@cache
def png(scene: str, width: int, height: int, grain: int = 0) -> bytes:
    """A PNG; `grain` (0 to 7 bits) is the noise of a camera, which no compression gets rid of: the heavy kind."""
    canvas = draw(scene, width, height)
    noise = random.Random(f"{scene} {width} {height}")
    mask = int.from_bytes(bytes([(1 << grain) - 1]) * (width * 3), "big")
    lines = []
    for row in canvas.rows:
        speckle = int.from_bytes(noise.randbytes(width * 3), "big") & mask
        lines.append(b"\0" + (int.from_bytes(row, "big") ^ speckle).to_bytes(width * 3, "big"))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines), 9 if not grain else 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


@cache
def gif(scene: str, width: int, height: int, *, clear: bool = False) -> bytes:
    """A GIF of at most 128 colours; with `clear` its first colour is see-through, as in a spacer."""
    canvas = draw(scene, width, height)
    palette: dict[bytes, int] = {}
    pixels = bytearray()
    for row in canvas.rows:
        for at in range(0, len(row), 3):
            pixels.append(palette.setdefault(bytes(row[at : at + 3]), len(palette)))
    table = b"".join(palette).ljust(128 * 3, b"\0")
    control = b"\x21\xf9\x04\x01\x00\x00\x00\x00" if clear else b""
    screen = struct.pack("<HHBBB", width, height, 0b11110110, 0, 0)
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0)
    return b"GIF89a" + screen + table + control + frame + b"\x07" + b"".join(_blocks(_lzw(bytes(pixels)))) + b"\x3b"


def _lzw(pixels: bytes) -> bytes:
    """Variable-width LZW as GIF wants it, over symbols of seven bits (clear is 128, end is 129)."""
    bits, held, out = 0, 0, bytearray()
    words: dict[bytes, int] = {}
    word, size = b"", 8

    def put(code: int) -> None:
        nonlocal bits, held
        bits |= code << held
        held += size
        while held >= 8:
            out.append(bits & 255)
            bits >>= 8
            held -= 8

    put(128)
    for at in range(len(pixels)):
        longer = word + pixels[at : at + 1]
        if len(longer) == 1 or longer in words:
            word = longer
            continue
        put(words.get(word, word[0]))
        following = 130 + len(words)
        if following == 4095:  # the table is full: clear it
            put(128)
            words, size = {}, 8
        else:
            words[longer] = following
            size += following == 1 << size
        word = pixels[at : at + 1]
    put(words.get(word, word[0]))
    put(129)
    if held:
        out.append(bits & 255)
    return bytes(out)


def _blocks(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), 255):
        block = data[at : at + 255]
        yield bytes([len(block)]) + block
    yield b"\0"


@cache
def jpeg(scene: str, width: int, height: int) -> bytes:
    """A baseline JPEG of 8 by 8 tiles, each in its mean grey (only DC values are coded)."""
    canvas = draw(scene, width, height)
    levels = [
        sum(canvas.rows[min(y + 4, height - 1)][min(x + 4, width - 1) * 3 + part] for part in range(3)) // 3
        for y in range(0, height, 8)
        for x in range(0, width, 8)
    ]
    # The DC table gives each of the twelve categories a code of four bits; the AC table knows nothing but "end".
    dc = b"\x00" + bytes(12 if length == 3 else 0 for length in range(16)) + bytes(range(12))
    ac = b"\x10" + bytes(1 if length == 0 else 0 for length in range(16)) + b"\x00"
    text, before = "", 0
    for level in levels:
        step, before = (level - 128) - before, level - 128
        size = abs(step).bit_length()
        text += f"{size:04b}" + (f"{step if step > 0 else step + (1 << size) - 1:0{size}b}" if size else "") + "0"
    text += "1" * (-len(text) % 8)
    scan = bytes(int(text[at : at + 8], 2) for at in range(0, len(text), 8)).replace(b"\xff", b"\xff\x00")
    segments = (
        (0xE0, b"JFIF\0\x01\x01\x00\x00\x01\x00\x01\x00\x00"),
        (0xDB, b"\x00" + b"\x08" * 64),
        (0xC0, b"\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"),
        (0xC4, dc),
        (0xC4, ac),
        (0xDA, b"\x01\x01\x00\x00\x3f\x00"),
    )
    marked = (bytes([0xFF, mark]) + struct.pack(">H", len(data) + 2) + data for mark, data in segments)
    return b"\xff\xd8" + b"".join(marked) + scan + b"\xff\xd9"


def swf() -> bytes:
    """The smallest Flash film: one blue frame that no browser has shown since 2020."""
    tags = struct.pack("<H", (9 << 6) | 3) + bytes((0, 0, 128)) + struct.pack("<HH", 1 << 6, 0)
    body = bytes((0x50, 0x00, 0x12, 0xC0, 0x00, 0x09, 0x60)) + struct.pack("<HH", 12 << 8, 1) + tags
    return b"FWS\x04" + struct.pack("<I", 8 + len(body)) + body
