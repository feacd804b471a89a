"""What a browser saw of one page, as it passes from the browser's process to the site's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from audits.store.records import Picture


@dataclass(frozen=True, slots=True)
class Sight:
    """`facts` are JSON; `pictures` are of the glass on phone and desk, then of single elements."""

    url: str
    moment: datetime
    facts: Mapping[str, Any]
    pictures: Sequence[Picture] = ()
