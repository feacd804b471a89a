"""Reads `frontline.toml` beside the list of sites: the same options as the command line, for those who always give them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
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
    return options
