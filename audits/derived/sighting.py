"""What is written down when a feature is seen on a page."""

from __future__ import annotations

from dataclasses import dataclass

SEEN_CAP = 160
"""Characters kept of what was seen."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One feature on one page: what was seen, where it leads, and whether it works (`None`: cannot be checked)."""

    feature: str
    seen: str
    works: bool | None = None
    target: str = ""
