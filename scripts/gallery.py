"""Makes the pictures of docs/gallery.md from the report of the demonstration, by Chromium.

    frontline demo demo-run
    python scripts/gallery.py demo-run

A picture of more than 120 kB is refused.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from audits.store.browser import browser_path  # noqa: E402 - the checkout comes first

FOLDER = ROOT / "docs" / "gallery"
CAP = 120_000  # bytes of one picture
# name, page (a number is a site of the report), width, height, colours, where to scroll
PICTURES = (
    ("comparison", "index.html", 1100, 900, "light", ""),
    ("table", "index.html", 1280, 620, "light", "#all"),
    ("comparison-dark", "index.html", 1100, 900, "dark", ""),
    ("comparison-phone", "index.html", 390, 800, "light", ""),
    ("site", "3", 900, 800, "light", ""),
    ("fixes", "3", 900, 700, "light", "#fixes"),
    ("evidence", "3", 900, 640, "light", "#category-accessibility"),
    ("site-phone", "3", 390, 800, "dark", ""),
)


def main(run: Path) -> int:
    report = run / "report"
    sites = sorted((report / "sites").glob("*.html"))
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as play:
        shown = play.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--hide-scrollbars"])
        for name, which, width, height, scheme, place in PICTURES:
            page = shown.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            path = sites[int(which) - 1] if which.isdigit() else report / which
            page.goto(path.resolve().as_uri())
            if place:
                page.evaluate("(place) => document.querySelector(place).scrollIntoView()", place)
            if place.startswith("#category"):
                page.locator(f"{place} ~ details.measure summary").first.click()
            target = FOLDER / f"{name}.png"
            page.screenshot(path=target)
            page.close()
            size = target.stat().st_size
            print(f"{size:7,} {target.relative_to(ROOT)}")
            if size > CAP:
                print(f"{target.name} is too large.")
                return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
