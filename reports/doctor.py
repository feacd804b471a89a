"""Looks at what this machine can do, and says how to mend what it can't."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from audits.store.browser import NoBrowserError, require_browser

SPACE_PER_SITE = 3_000_000  # bytes of a site of fifty pages in fetched/, measured on real small sites


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `verdict` is fine, limited or wrong; `advice` says how to mend what is not fine."""

    name: str
    verdict: str
    found: str
    advice: str = ""


def examine(folder: Path) -> Iterator[Check]:
    """Everything that a run in `folder` will want of this machine."""
    yield _python()
    yield _packages()
    yield _space(folder)
    yield _files()
    yield _names()
    yield _browser()
    yield _fonts()


def _python() -> Check:
    found = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}"
    if sys.platform == "win32":
        return Check("Python", "wrong", found, "Frontline runs on Linux and macOS; on Windows, use WSL.")
    return Check("Python", "fine", found)


def _packages() -> Check:
    found, missing = [], []
    for name in ("scrapy", "lxml", "selectolax", "pandas", "typer"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        return Check(
            "Packages", "wrong", ", ".join(found), f"Missing: {', '.join(missing)}. Install frontline-audit again."
        )
    return Check("Packages", "fine", ", ".join(found))


def _space(folder: Path) -> Check:
    if folder.is_file():
        return Check("Disk", "wrong", f"{folder} is a file", "A run needs a folder; name another one.")
    there = next(path for path in (folder, *folder.resolve().parents) if path.exists())
    free = shutil.disk_usage(there).free
    found = f"{free / 1e9:.1f} GB free in {there}, room for about {free // SPACE_PER_SITE:,} sites"
    if not os.access(there, os.W_OK):
        return Check("Disk", "wrong", found, f"{there} cannot be written to; work in a folder that is yours.")
    if free < 1_000_000_000:
        return Check("Disk", "limited", found, "Free some space, or name a run folder on another disk.")
    return Check("Disk", "fine", found)


def _files() -> Check:
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    found = f"{soft} open files allowed"
    if soft < 512:
        return Check("Open files", "limited", found, "Raise the limit with `ulimit -n 1024` before a large run.")
    return Check("Open files", "fine", found)


def _names() -> Check:
    try:
        socket.getaddrinfo("example.org", 443)
    except OSError:
        return Check(
            "Names",
            "limited",
            "example.org does not resolve",
            "Sites are found by their names: without an answer there none can be reached. Check the network.",
        )
    return Check("Names", "fine", "names resolve")


def _browser() -> Check:
    try:
        path = require_browser()
    except NoBrowserError as error:
        return Check("Browser", "limited", "pages cannot be opened (--render)", str(error))
    return Check("Browser", "fine", path)


def _fonts() -> Check:
    folders = [Path("/usr/share/fonts"), Path.home() / ".fonts", Path("/Library/Fonts")]
    fonts = [next(folder.rglob("*.[to]tf"), None) for folder in folders if folder.is_dir()]
    if not any(fonts):
        return Check(
            "Fonts",
            "limited",
            "no fonts found",
            "Only needed for pictures of pages. Debian: apt-get install fonts-dejavu.",
        )
    return Check("Fonts", "fine", "there are fonts")
