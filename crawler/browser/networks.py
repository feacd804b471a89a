"""The slow connections that a page can be opened on, as a browser's developer tools make them."""

from __future__ import annotations

from typing import NamedTuple


class Network(NamedTuple):
    """Milliseconds that each request waits, and kilobits (1,000 bits) a second down and up."""

    wait: float
    down: float
    up: float


# Lighthouse 13.5, mobileSlow4G (150 ms, 1.6 Mbit/s) and mobileRegular3G (300 ms, 700 kbit/s) in their DevTools form: 3.75
# round trips to each request, nine tenths of the rate. audits/standards/connections.toml has the same; a test compares.
NETWORKS = {"slow-4g": Network(562.5, 1474.56, 675.0), "3g": Network(1125.0, 645.12, 645.12)}

SECONDS = 45.0
"""A page that is not there by then is said to take at least so long."""


def conditions(name: str) -> dict[str, float | bool]:
    """What Network.emulateNetworkConditions takes: bytes a second."""
    network = NETWORKS[name]
    return {
        "offline": False,
        "latency": network.wait,
        "downloadThroughput": network.down * 125,
        "uploadThroughput": network.up * 125,
    }
