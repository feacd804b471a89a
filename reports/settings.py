"""Turns the user's options into the crawl's settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from audits.store.run_folder import RunFolder
from audits.store.version import SOFTWARE
from reports.options import OptionsError

_NAMES = {
    "pages": "FRONTLINE_PAGES",
    "delay": "DOWNLOAD_DELAY",
    "site_seconds": "FRONTLINE_SITE_SECONDS",
    "site_bytes": "FRONTLINE_SITE_BYTES",
    "resources": "FRONTLINE_RESOURCES",
    "render": "FRONTLINE_RENDER",
    "render_network": "FRONTLINE_RENDER_NETWORK",
    "allow_private": "FRONTLINE_ALLOW_PRIVATE",
}

_SITE_SECONDS = 900  # where nothing is said, as crawler/settings.py has it

RENDER_NETWORKS = ("slow-4g", "3g")
"""Connections that a browser can be put on; their figures are in crawler/browser/networks.py."""


def crawl_settings(options: Mapping[str, Any], now: datetime | None = None) -> dict[str, Any]:
    """Scrapy settings for the options that were given. Raises `OptionsError` for what cannot be meant."""
    settings = {_NAMES[name]: value for name, value in options.items() if name in _NAMES}
    if (network := settings.get("FRONTLINE_RENDER_NETWORK")) and network not in RENDER_NETWORKS:
        raise OptionsError(f"--render-network {network}: known are {' and '.join(RENDER_NETWORKS)}.")
    if contact := str(options.get("contact") or "").strip():
        if not re.fullmatch(
            r"(mailto:)?[^\s@;()/]+@[^\s@;()/]+\.[^\s@;()/]+|(https?://)?[^\s@;()/.]+\.[^\s;()]+", contact
        ):
            raise OptionsError(
                f"--contact {contact}: write one e-mail address or one web address, such as https://example.org/survey."
            )
        settings["USER_AGENT"] = f"{SOFTWARE} (+{contact})"
    _without_contradiction(settings)
    if since := options.get("since"):
        settings["FRONTLINE_SINCE"] = str(RunFolder(Path(str(since))).existing().fetched.resolve())
    if until := options.get("until"):
        settings["FRONTLINE_DEADLINE"] = _deadline(str(until), now or datetime.now().astimezone())
    for pair in options.get("settings") or ():
        name, equals, value = str(pair).partition("=")
        if not equals or not re.fullmatch(r"[A-Z][A-Z0-9_]*", name):
            raise OptionsError(
                f"--set {pair}: write NAME=VALUE with the name of a Scrapy setting, such as DOWNLOAD_TIMEOUT=10."
            )
        settings[name] = value
    return settings


def _without_contradiction(settings: Mapping[str, Any]) -> None:
    """Raises `OptionsError` where one option leaves another nothing to do."""
    if settings.get("FRONTLINE_RENDER_NETWORK") and not settings.get("FRONTLINE_RENDER"):
        raise OptionsError("--render-network opens pages of --render once more; say with --render how many that are.")
    pause, seconds = settings.get("DOWNLOAD_DELAY", 0), settings.get("FRONTLINE_SITE_SECONDS", _SITE_SECONDS)
    if pause >= seconds:
        raise OptionsError(f"--delay {pause:g} leaves no time for a second request in --site-seconds {seconds:g}.")


def _deadline(text: str, now: datetime) -> float:
    """Seconds since 1970 of the next time the clock shows `text`."""
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text.strip())
    if not match:
        raise OptionsError(f"--until {text}: write a time of day, such as 07:00.")
    moment = now.replace(hour=int(match.group(1)), minute=int(match.group(2)), second=0, microsecond=0)
    return (moment if moment > now else moment + timedelta(days=1)).timestamp()
