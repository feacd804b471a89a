"""Loads made pages, and any folders of sites given, in Chromium and by our own reading; writes both down as JSON lines.

python -m bench.weight.collect OUT [--throttle slow-4g|3g] [--made N] [--folder SITES_FOLDER]…
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folder", dest="folders", action="append", default=[], type=Path)
    parser.add_argument("--throttle", choices=THROTTLES)
    parser.add_argument("--made", type=int, default=28)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser, options.out.open("a") as out:
        sites: list[tuple[str, Path]] = []
        for seed in range(options.made):
            root = Path(scratch) / f"made-{seed:02}"
            make_site(root, seed, f"http://127.0.2.{seed + 1}:{PORT}" if seed % 2 else "")
            sites.append((f"made-{seed:02}", root))
        sites += [(path.name, path) for folder in options.folders for path in sorted(folder.iterdir()) if path.is_dir()]
        for number, (name, root) in enumerate(sites, 1):
            site = Site(root, number % 250 + 1, pack=number % 2 == 0, chunk=number % 4 == 0)
            other = (
                Site(root / "other", int(name[5:]) + 1, block=2)
                if name.startswith("made-") and (root / "other").is_dir()
                else None
            )
            url = site.url + START.get(name, "/")
            seen = look(browser, url, throttle=THROTTLES.get(options.throttle or ""))
            visit = gather(url)
            assert visit.home is not None
            load = page_resources(visit.home)
            row = {
                "name": name,
                "throttle": options.throttle or "",
                "seen": asdict(seen),
                "parts": [asdict(part) for part in load.parts],
            }
            out.write(json.dumps(row) + "\n")
            out.flush()
            print(f"{name:28} ours {load.wire_bytes:9} chromium {seen.total:9} onload {seen.onload:6.2f} s", flush=True)
            for one in (site, other):
                if one:
                    one.shutdown()
                    one.server_close()


if __name__ == "__main__":
    main()
