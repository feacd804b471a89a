"""Uses a page with a keyboard and writes down what happens; judges nothing."""

from __future__ import annotations

from typing import Any


async def keyboard_facts(tab: Any) -> dict[str, Any]:
    return {}
