"""Sets our width of a page on a phone against Chromium's, on made pages and on folders of sites.

python -m bench.weight.layouts [--folder SITES_FOLDER]… [--verbose]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from audits.derived.phone_width import TOLERANCE, phone_fit
from audits.derived.viewport import viewport
from bench.weight.browser import chromium, look
from bench.weight.collect import START
from bench.weight.gather import gather
from bench.weight.made_layouts import LAYOUTS
from bench.weight.made_pages import png
from bench.weight.random_layouts import random_layout
from bench.weight.serve import Site


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", dest="folders", action="append", default=[], type=Path)
    parser.add_argument("--seeds", type=int, default=0, help="pages put together at random besides")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    agree, total, errors = 0, 0, []
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        root = Path(scratch)
        (root / "big.png").write_bytes(png(900, 300))
        (root / "small.png").write_bytes(png(300, 100))
        for number, html in enumerate(LAYOUTS.values()):
            (root / f"{number}.html").write_text(html, encoding="utf-8")
        for seed in range(options.seeds):
            (root / f"random{seed}.html").write_text(random_layout(seed), encoding="utf-8")
        made = Site(root, 250)
        targets = [(name, f"{made.url}/{number}.html") for number, name in enumerate(LAYOUTS)]
        targets += [(f"random {seed}", f"{made.url}/random{seed}.html") for seed in range(options.seeds)]
        sites = [path for folder in options.folders for path in sorted(folder.iterdir()) if path.is_dir()]
        for number, path in enumerate(sites, 1):
            targets.append((path.name, Site(path, number).url + START.get(path.name, "/")))
        for name, url in targets:
            seen = look(browser, url, settle=0.1)
            visit = gather(url)
            assert visit.home is not None
            fit = phone_fit(visit.home)
            if viewport(visit.home).kind != "yes":
                continue
            truth = seen.scroll_width <= 412 + TOLERANCE
            total += 1
            agree += truth == fit.fits
            errors.append(abs(fit.width - seen.scroll_width))
            if options.verbose or truth != fit.fits:
                mark = "" if truth == fit.fits else "  <-- differs"
                print(f"{name:32} ours {fit.width:7.0f} chromium {seen.scroll_width:5}{mark} {fit.cause}")
    errors.sort()
    print(
        f"agreement {agree}/{total} = {agree / total:.1%}; width within 2 px on {sum(e <= 2 for e in errors) / total:.0%}"
    )


if __name__ == "__main__":
    main()
