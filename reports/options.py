"""Reads `frontline.toml` beside the list of sites: the same options as the command line, for those who always give them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import Any

NAME = "frontline.toml"

KNOWN: Mapping[str, type | tuple[type, ...]] = {
    "pages": int,
    "delay": (int, float),
    "site_seconds": (int, float),
    "site_bytes": int,
    "resources": int,
    "render": int,
    "render_network": str,
    "processes": int,
    "sites_at_once": int,
    "contact": str,
    "allow_private": bool,
    "since": str,
    "until": str,
    "strict": bool,
    "settings": list,
    "store": str,
    "warcs": str,
    "nice": int,
    "memory": int,
}

RANGES: Mapping[str, tuple[float, float]] = {
    "pages": (1, inf),
    "delay": (0, inf),
    "site_seconds": (1, inf),
    "site_bytes": (1, inf),
    "resources": (0, inf),
    "render": (0, inf),
    "processes": (1, 256),  # each takes 100 MB and more
    "sites_at_once": (1, 1000),  # each holds connections open, of which a process has about a thousand
    "nice": (0, 19),
    "memory": (256, inf),
}
"""The least and the most that an option of the crawl may be, on the command line and in the file alike."""


class OptionsError(Exception):
    """An option cannot be used; the message is one sentence for the user."""


def options_beside(sites: str) -> dict[str, Any]:
    """The options in the file beside the list; none where there is no such file. Raises `OptionsError`."""
    path = Path(sites).parent / NAME
    if not Path(sites).is_file() or not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OptionsError(f"{path} cannot be read: {error}.") from error
    options = {key.replace("-", "_"): value for key, value in found.items()}
    for key, value in options.items():
        if key not in KNOWN:
            raise OptionsError(f"{path}: there is no option `{key}`. Known are: {', '.join(sorted(KNOWN))}.")
        wanted = KNOWN[key]
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise OptionsError(f"{path}: `{key} = {value!r}` is of the wrong kind.")
        least, most = RANGES.get(key, (-inf, inf))
        if isinstance(value, int | float) and not least <= value <= most:
            raise OptionsError(f"{path}: `{key} = {value}` is out of range; it goes {span(least, most)}.")
    return options


def span(least: float, most: float) -> str:
    """A range in words: "from 1", "from 0 to 19"."""
    return f"from {least:g}" + (f" to {most:g}" if most < inf else "")
