"""Finds a browser on this machine, for whoever opens pages or says what the machine can do; starts none."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""Programs that Playwright can drive, as Linux distributions and Google name them."""

PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

MISSING = (
    "There is no browser to open pages with. Debian: apt-get install chromium; elsewhere: playwright install chromium."
)
WITHOUT_PLAYWRIGHT = "Pages are opened with Playwright, which is not installed: pip install 'frontline-audit[render]'."


class NoBrowserError(Exception):
    """Pages cannot be opened here; the message is one sentence for the user."""


def browser_path() -> str:
    """The program to start: FRONTLINE_BROWSER, Playwright's own, or the system's; empty where there is none."""
    if named := os.environ.get("FRONTLINE_BROWSER"):
        return named if Path(named).is_file() else ""
    own = sorted(_own(), key=_build)
    if own:
        return str(own[-1])
    found = next((path for name in NAMES if (path := shutil.which(name))), "")
    return found or next((place for place in PLACES if Path(place).is_file()), "")


def require_browser() -> str:
    """The program to start. Raises `NoBrowserError` where pages cannot be opened."""
    if find_spec("playwright") is None:
        raise NoBrowserError(WITHOUT_PLAYWRIGHT)
    path = browser_path()
    if not path:
        raise NoBrowserError(MISSING)
    return path


def _own() -> list[Path]:
    """Where `playwright install` puts its Chromium."""
    given = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    homes = [Path(given)] if given not in {"", "0"} else []
    homes += [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    return [
        path
        for home in homes
        if home.is_dir()
        for pattern in ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/Chromium")
        for path in home.glob(pattern)
    ]


def _build(path: Path) -> int:
    """The number in `chromium-1234`: the newest of several is taken."""
    numbers = [part.removeprefix("chromium-") for part in path.parts if part.startswith("chromium-")]
    return max((int(number) for number in numbers if number.isdigit()), default=0)
