"""Loads made pages, and any folders of sites given, in Chromium and by our own reading; writes both down as JSON lines.

python -m bench.weight.collect OUT [--throttle slow-4g|3g] [--made N] [--folder SITES_FOLDER]… [--inner N] [--times N]

What OUT already holds is not measured again, so a run can be stopped and taken up.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from audits.derived.page_resources import page_resources
from bench.weight.browser import chromium, look
from bench.weight.gather import gather
from bench.weight.made_pages import make_site
from bench.weight.serve import PORT, Site

# Lighthouse's DevTools form of its profiles: latency x 3.75, rate x 0.9.
THROTTLES = {
    "slow-4g": {"latency": 562.5, "downloadThroughput": 1.6 * 1024 * 1024 * 0.9 / 8, "uploadThroughput": 84_480.0},
    "3g": {"latency": 1125.0, "downloadThroughput": 700 * 1024 * 0.9 / 8, "uploadThroughput": 80_640.0},
}
START = {"troop22-freeservers": "/home.html", "xfiles-sculder24": "/The%20X%20Files.htm"}


@dataclass
class Served:
    """One page to measure: its name in the results, its site's folder and number, its path."""

    name: str
    root: Path
    number: int
    path: str

    @property
    def other(self) -> int:
        """The number of the second host of a made page; 0 where it has none."""
        return int(self.name[5:]) + 1 if self.name.startswith("made-") and (self.root / "other").is_dir() else 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folder", dest="folders", action="append", default=[], type=Path)
    parser.add_argument("--throttle", choices=THROTTLES)
    parser.add_argument("--made", type=int, default=28)
    parser.add_argument("--inner", type=int, default=0, help="further pages of each site")
    parser.add_argument("--times", type=int, default=1, help="loads of each page in Chromium")
    options = parser.parse_args()
    done = _done(options.out)
    with tempfile.TemporaryDirectory() as scratch:
        pages = [*made_sites(Path(scratch), options.made), *sites(options.folders, options.inner)]
        for _ in range(options.times):
            for page in pages:
                key = (page.name, options.throttle or "")
                if done[key] < options.times:
                    done[key] += 1
                    row = measured(page, options.throttle or "")
                    with options.out.open("a") as out:
                        out.write(json.dumps(row) + "\n")


def _done(path: Path) -> Counter[tuple[str, str]]:
    rows = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    return Counter((row["name"], row["throttle"]) for row in rows)


def made_sites(scratch: Path, count: int) -> Iterator[Served]:
    for seed in range(count):
        root = scratch / f"made-{seed:02}"
        make_site(root, seed, f"http://127.0.2.{seed + 1}:{PORT}" if seed % 2 else "")
        yield Served(root.name, root, seed + 1, "/")


def sites(folders: list[Path], inner: int) -> Iterator[Served]:
    """The home page of each site, and after it the first of its other pages by name."""
    roots = [path for folder in folders for path in sorted(folder.iterdir()) if path.is_dir()]
    for number, root in enumerate(roots, 29):
        home = START.get(root.name, "/")
        yield Served(root.name, root, number % 250 + 1, home)
        others = sorted(path for path in root.rglob("*.htm*") if path.suffix in {".html", ".htm"})
        others = [path for path in others if not path.stem.startswith(("index", "default", "_vti", "postinfo"))]
        for path in others[:inner]:
            address = "/" + path.relative_to(root).as_posix().replace("%", "%25").replace(" ", "%20")
            if address != home:
                yield Served(root.name + address, root, number % 250 + 1, address)


def measured(page: Served, throttle: str) -> dict[str, Any]:
    """One load in Chromium and our reading of the same page."""
    with ExitStack() as stack:
        site = Site(page.root, page.number, pack=page.number % 2 == 0, chunk=page.number % 4 == 0)
        running = [site, Site(page.root / "other", page.other, block=2)] if page.other else [site]
        for one in running:
            stack.callback(one.server_close)
            stack.callback(one.shutdown)
        browser = stack.enter_context(chromium())
        url = site.url + page.path
        seen = look(browser, url, throttle=THROTTLES.get(throttle))
        visit = gather(url)
        assert visit.home is not None
        load = page_resources(visit.home)
        print(
            f"{page.name:28} ours {load.wire_bytes:9} chromium {seen.total:9} onload {seen.onload:6.2f} s", flush=True
        )
        return {
            "name": page.name, "throttle": throttle, "seen": asdict(seen), "parts": [asdict(part) for part in load.parts],
        }  # fmt: skip


if __name__ == "__main__":
    main()
