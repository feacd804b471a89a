"""Small sites made on disk, whose pages link to each other, for tests that run the whole program over them."""

from __future__ import annotations

from pathlib import Path


def made_sites(base: Path, sites: int, pages: int, pictures: int, words: str) -> dict[str, Path]:
    """`sites` folders below `base` by name, each of `pages` pages that show `pictures` between them.

    Every second page lacks the words for its picture.
    """
    for number in range(sites):
        folder = base / f"s{number}"
        folder.mkdir()
        for page in range(pages):
            links = "".join(f'<a href="p{n}.html">Page {n}</a> ' for n in range(pages))
            text = f"Site {number} page {page}. {words} " * 8
            (folder / f"p{page}.html").write_text(
                f'<!doctype html><html lang="en"><title>S{number} P{page}</title><h1>P{page}</h1><p>{text}<p>{links}'
                f'<img src="a{page % pictures}.png"{" alt=x" if (page + number) % 2 else ""}><p>Updated {page + 1} March 2024',
                encoding="utf-8",
            )
        for picture in range(pictures):
            (folder / f"a{picture}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100 + picture))
        (folder / "index.html").write_text((folder / "p0.html").read_text(encoding="utf-8"), encoding="utf-8")
    return {path.name: path for path in sorted(base.iterdir())}
