"""Makes small web sites out of seeded numbers, with the shapes and sizes that HTTP Archive reports, for the bench."""

from __future__ import annotations

import random
import struct
import zlib
from pathlib import Path

WORDS = "tent boat rope fire song camp river evening leader young club badge hall games water night story team".split()


def png(width: int, height: int, weight: int = 0) -> bytes:
    """A grey PNG of that size in pixels, padded to about `weight` bytes by a chunk nobody reads."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x99" * width for _ in range(height)), 9)
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    spare = weight - len(head) - len(body) - 12
    return head + (chunk(b"prVt", random.Random(weight).randbytes(spare)) if spare > 0 else b"") + body


def text(rng: random.Random, size: int) -> str:
    out: list[str] = []
    length = 0
    while length < size:
        word = rng.choice(WORDS)
        out.append(word)
        length += len(word) + 1
    return " ".join(out)


def noise(rng: random.Random, size: int) -> str:
    """Text that packs about as well as real code does (to a quarter)."""
    pieces: list[str] = []
    length = 0
    while length < size:
        piece = f"{rng.choice(WORDS)}_{rng.randrange(5000)}" if rng.random() < 0.35 else rng.choice(WORDS)
        pieces.append(piece)
        length += len(piece) + 1
    return " ".join(pieces)[:size]


def lognormal(rng: random.Random, median: float, sigma: float, low: float, high: float) -> int:
    return int(min(max(median * rng.lognormvariate(0, sigma), low), high))


def make_site(root: Path, seed: int, other: str = "") -> dict[str, int]:
    """One site in `root`; parts on another host go to `root/other` and are addressed by `other`. Says what it made."""
    rng = random.Random(seed)
    root.mkdir(parents=True, exist_ok=True)
    made = {"styles": rng.randint(1, 5), "scripts": rng.randint(0, 14), "images": lognormal(rng, 14, 0.7, 1, 60)}
    head, body = [], []
    for i in range(made["styles"]):
        inner = f"h{i % 3 + 1}{{color:#123}}\n"
        if i == 0:
            inner += "@font-face{font-family:F;src:url(f.woff2) format('woff2')}\n"
            inner += "@font-face{font-family:Unused;src:url(unused.woff2)}\nbody{font-family:F,sans-serif}\n"
            inner += "#top{background:url(bg.png)} .nobody{background:url(never.jpg)}\n"
            inner += "@media (min-width:900px){#top{background-image:url(desk.jpg)}}\n"
            (root / "f.woff2").write_bytes(rng.randbytes(lognormal(rng, 25_000, 0.5, 8_000, 90_000)))
            (root / "bg.png").write_bytes(png(200, 100, lognormal(rng, 40_000, 0.8, 2_000, 300_000)))
        if i == 1 and seed % 3 == 0:
            inner = "@import url(more.css);\n" + inner
            (root / "more.css").write_text(f"p{{margin:1em 0}}/*{noise(rng, 6000)}*/")
        size = lognormal(rng, 16_000, 0.9, 800, 150_000)
        (root / f"s{i}.css").write_text(inner + f"/*{noise(rng, size)}*/")
        media = ' media="print"' if i == 3 else ""
        head.append(f'<link rel="stylesheet" href="s{i}.css"{media}>')
    for i in range(made["scripts"]):
        (root / f"j{i}.js").write_text(f"/*{noise(rng, lognormal(rng, 30_000, 1.0, 500, 300_000))}*/")
        host = other if other and i % 4 == 3 else ""
        if host:
            (root / "other").mkdir(exist_ok=True)
            (root / f"j{i}.js").rename(root / "other" / f"j{i}.js")
        mode = rng.choice(["", "", " defer", " async"])
        target = head if rng.random() < 0.5 else body
        target.append(f'<script src="{host + "/" if host else ""}j{i}.js"{mode}></script>')
    for i in range(made["images"]):
        size = lognormal(rng, 45_000, 1.2, 400, 900_000)
        (root / f"i{i}.png").write_bytes(png(120, 80, size))
        kind = rng.random()
        if kind < 0.15:
            for wide in (320, 640, 1280):
                (root / f"i{i}-{wide}.png").write_bytes(png(120, 80, int(size * wide / 900)))
            sizes = rng.choice(['sizes="(max-width:600px) 90vw, 400px"', 'sizes="200px"', ""])
            candidates = ", ".join(f"i{i}-{wide}.png {wide}w" for wide in (320, 640, 1280))
            body.append(f'<img src="i{i}.png" srcset="{candidates}" {sizes} width="120" height="80" alt="">')
        elif kind < 0.25:
            (root / f"i{i}-2x.png").write_bytes(png(120, 80, size * 2))
            body.append(f'<img src="i{i}.png" srcset="i{i}.png 1x, i{i}-2x.png 2x" width="120" height="80" alt="">')
        elif kind < 0.32:
            (root / f"i{i}.webp").write_bytes(png(120, 80, size // 2))
            (root / f"i{i}-narrow.png").write_bytes(png(120, 80, size // 3))
            body.append(
                f'<picture><source media="(min-width:700px)" srcset="i{i}.webp"><source type="image/jxl" srcset="x.jxl">'
                f'<source media="(max-width:699px)" srcset="i{i}-narrow.png"><img src="i{i}.png" alt=""></picture>'
            )
        else:
            body.append(f'<img src="i{i}.png" width="120" height="80" alt="">')
        body.append(f"<p>{text(rng, 240)}</p>")
    if seed % 5 == 0:
        (root / "frame.html").write_text(
            '<!doctype html><link rel="stylesheet" href="s0.css"><img src="i0.png"><p>Framed'
        )
        body.append('<iframe src="frame.html"></iframe>')
    rng.shuffle(body)
    filler = f"<!-- {noise(rng, lognormal(rng, 12_000, 1.0, 200, 150_000))} -->"
    view = '<meta name="viewport" content="width=device-width,initial-scale=1">' if seed % 4 else ""
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{view}<title>Made {seed}</title>'
        f'{"".join(head)}</head><body><h1 id="top">Made {seed}</h1>{"".join(body)}{filler}</body></html>'
    )
    (root / "index.html").write_text(page)
    return made
