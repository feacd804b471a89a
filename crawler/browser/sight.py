"""What a browser saw of one page, as it passes from the browser's process to the site's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Sight:
    """`facts` are JSON; `pictures` are WebP images by name (`phone`, `desktop`)."""

    url: str
    moment: datetime
    facts: Mapping[str, Any]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
