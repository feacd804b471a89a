"""Tables of facts (TOML or JSON), each with its source and date; loaded once."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table in `audits/standards/<name>`, such as `aria.toml`. Raises `FileNotFoundError` where there is none."""
    text = resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text) if name.endswith(".json") else tomllib.loads(text)
    return loaded
